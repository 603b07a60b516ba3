import type { Catalog } from '../../catalog/catalog.ts';
import { parseAddress } from '../../delivery/address.ts';
import type { SendRunOptions } from '../../send/send-run.ts';
import type { Probe } from '../../suite/probe/probe.ts';
import { readHeaders } from '../flags/destinations.ts';
import type { FlagsOf } from '../flags/resolve.ts';

/** The probe that the flags of `test` name, if they name one. */
export async function openProbe(
  flags: FlagsOf<'test'>,
  catalog: Catalog,
  connection: SendRunOptions['connection'],
): Promise<Probe | undefined> {
  if (flags.probe === undefined && flags.probeCommand === undefined) return undefined;
  const { commandProbe, httpProbe } = await import('../../suite/probe/probes.ts');
  if (flags.probeCommand !== undefined) return commandProbe(flags.probeCommand);
  const url = parseAddress(flags.probe ?? '', '--probe', catalog.hosts);
  return httpProbe(url, readHeaders(flags), connection);
}
