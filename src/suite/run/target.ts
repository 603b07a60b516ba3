import { builtinCatalog } from '../../catalog/builtin.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { parseAddress } from '../../delivery/address.ts';
import { type Destination, destinationFlags } from '../../delivery/destination.ts';
import { requestHeaders } from '../../delivery/headers.ts';
import { UsageError } from '../../errors.ts';
import { targetOf } from '../../send/library.ts';
import { defaultTimeout, ownFlags, type SendRunOptions } from '../../send/send-run.ts';
import type { Case } from '../plan/case.ts';
import type { Probe } from '../probe/probe.ts';
import { functionProbe, httpProbe } from '../probe/probes.ts';
import type { ContextOptions } from './case-context.ts';

/** Which receiver cases are run against, and how. */
export interface SuiteTarget
  extends Pick<
    SendRunOptions,
    'headers' | 'timeout' | 'connection' | 'contract' | 'showSecrets' | 'secrets' | 'seed' | 'now'
  > {
  /** The exact address; or … */
  readonly to?: string | URL | undefined;
  /** … a base address, to which each event's documented sub-path is appended. */
  readonly base?: string | URL | undefined;
  /** Your own platform token, in place of a drawn one. */
  readonly token?: string | undefined;
  /**
   * Shows the receiver's own state: an address that answers with it, or a function that reads it. Plan the suite with
   * `probe: true`: a duplicate must then not change it.
   */
  readonly probe?: string | URL | (() => unknown) | undefined;
  /** The catalog of your own events: nothing is sent to the platforms in it. Default: the built-in one. */
  readonly catalog?: Catalog | undefined;
}

/** A target as the suite takes it. */
export interface OpenTarget extends Omit<ContextOptions, 'connections' | 'caseFlags'> {
  /** Flags of `test` that are none of `send`. */
  readonly caseFlags: readonly string[];
}

/** @throws UsageError unless there is one address, and one that can be sent to */
export function openTarget(target: SuiteTarget): OpenTarget {
  const { seed, now, headers = {}, token, connection, probe, showSecrets, secrets } = target;
  const destination: Destination = { target: targetOf(target), headers, token };
  return {
    seed,
    now,
    destinations: () => destination,
    timeout: target.timeout ?? defaultTimeout,
    contract: target.contract ?? 'documented',
    connection,
    showSecrets,
    secrets,
    probe: probe === undefined ? undefined : openProbe(probe, target),
    addressFlags: destinationFlags(destination),
    reproFlags: ownFlags(target),
    caseFlags: probe === undefined || typeof probe === 'function' ? [] : ['--probe', String(probe)],
    curlFlags: [
      ...(connection?.insecure === true ? ['--insecure'] : []),
      ...(connection?.proxy === undefined ? [] : ['--proxy', connection.proxy.href]),
    ],
  };
}

/**
 * A probe that no case reads would seem to watch, and would not.
 * @throws UsageError when redeliveries were planned without a probe, and there is one
 */
export function refuseUnprobed(cases: readonly Case[]): void {
  const blind = cases.find(
    ({ group, steps }) => group === 'redelivery' && steps.every(({ kind }) => kind !== 'probe'),
  );
  if (blind === undefined) return;
  throw new UsageError(
    `${blind.id} was planned without a probe, and would not read it: planSuite({ probe: true })`,
  );
}

function openProbe(
  probe: NonNullable<SuiteTarget['probe']>,
  { catalog = builtinCatalog, headers = {}, connection }: SuiteTarget,
): Probe {
  if (typeof probe === 'function') return functionProbe(probe);
  const { 'Content-Type': _, ...own } = requestHeaders(headers);
  return httpProbe(parseAddress(String(probe), 'probe', catalog.hosts), own, connection);
}
