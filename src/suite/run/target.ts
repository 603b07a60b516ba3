import { builtinCatalog } from '../../catalog/builtin.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { defaults } from '../../defaults.ts';
import { parseAddress } from '../../delivery/address.ts';
import { type Destination, destinationFlags } from '../../delivery/destination.ts';
import { commandSecrets } from '../../delivery/secrets.ts';
import { rateOf } from '../../rate.ts';
import { targetOf } from '../../send/library.ts';
import { ownFlags, type SendRunOptions } from '../../send/send-run.ts';
import { functionProbe, httpProbe } from '../probe/probes.ts';
import type { RunnerOptions } from './case-runner.ts';

/** Which receiver cases are run against, and how. */
export interface SuiteTarget
  extends Pick<
    SendRunOptions,
    | 'headers'
    | 'timeout'
    | 'connection'
    | 'contract'
    | 'showSecrets'
    | 'fullBodies'
    | 'secrets'
    | 'seed'
    | 'now'
  > {
  /** The exact address; or … */
  readonly to?: string | URL | undefined;
  /** … a base address, to which each event's documented sub-path is appended. */
  readonly base?: string | URL | undefined;
  /** No more requests are started than that: a number a second, or `'20/s'`. */
  readonly rate?: number | string | undefined;
  /** Your own platform token, in place of a drawn one. */
  readonly token?: string | undefined;
  /**
   * Shows the receiver's state: an address that answers with it, or a function that returns it. Plan the suite with
   * `probe: true`: a duplicate must then not change the state.
   */
  readonly probe?: string | URL | (() => unknown) | undefined;
  /** The catalog of your own events: nothing is sent to its platforms' hosts. Default: the built-in one. */
  readonly catalog?: Catalog | undefined;
}

/** @throws UsageError unless there is exactly one address, and it can be sent to */
export function runnerOptions(target: SuiteTarget): RunnerOptions {
  const { seed, now, headers = {}, token, connection, probe, showSecrets, fullBodies, secrets } = target;
  const { timeout = defaults.timeout, contract = defaults.contract, catalog = builtinCatalog } = target;
  const destination: Destination = { target: targetOf(target), headers, token };
  const addressFlags = destinationFlags(destination);
  const reproFlags = ownFlags(target);
  const probeUrl = probe === undefined || typeof probe === 'function' ? undefined : String(probe);
  return {
    seed,
    now,
    destinations: () => destination,
    timeout,
    rate: rateOf(target.rate),
    contract,
    connection,
    showSecrets,
    fullBodies,
    secrets: [...(secrets ?? []), ...(probeUrl === undefined ? [] : commandSecrets(probeUrl))],
    probe:
      probeUrl !== undefined
        ? httpProbe(parseAddress(probeUrl, 'probe', catalog.hosts), headers, connection)
        : typeof probe === 'function'
          ? functionProbe(probe)
          : undefined,
    addressFlags,
    reproFlags,
    planFlags: [...(probeUrl === undefined ? [] : ['--probe', probeUrl]), ...addressFlags, ...reproFlags],
    curlFlags: [
      ...(connection?.insecure === true ? ['--insecure'] : []),
      ...(connection?.resolve ?? []).flatMap((text) => ['--resolve', text]),
      ...(connection?.proxy === undefined ? [] : ['--proxy', connection.proxy.href]),
    ],
  };
}
