import { UsageError } from '../../errors.ts';
import type { Coverage } from '../../generate/coverage-names.ts';
import type { LoadOptions } from '../../load/schedule/load-profile.ts';
import { type MixPart, parseMix } from '../../load/workload/mix.ts';
import { burstReporterNames } from '../../report/load/reporters.ts';
import { reporterNames } from '../../report/suite/reporters.ts';
import type { ContractLevel } from '../../verdict/levels.ts';
import type { AddressFlags } from './address-flags.ts';
import type { ConnectionFlags } from './connection-flags.ts';
import type { Edit } from './options.ts';
import { ownReports } from './report-specs.ts';

/** The flags of `burst`. */
export interface BurstFlags extends AddressFlags, ConnectionFlags, LoadOptions {
  readonly warmup?: number;
  readonly workers?: number | 'auto';
  readonly allowTarget?: readonly string[];
  readonly mix?: string;
  readonly variant?: readonly string[];
  readonly coverage?: Coverage;
  readonly duplicates?: number;
  readonly contacts?: number;
  /** `--set` and `--unset` share one list, in the order in which they were typed. */
  readonly set?: readonly Edit[];
  readonly unset?: readonly Edit[];
  readonly force?: boolean;
  readonly seed?: string;
  readonly now?: string;
  readonly timeout?: number;
  readonly contract?: ContractLevel;
  readonly showSecrets?: boolean;
  readonly threshold?: readonly string[];
  readonly abortOn?: readonly string[];
  readonly reporter?: readonly string[];
  readonly json?: boolean;
  readonly keep?: number;
  readonly failures?: string;
  readonly log?: string;
  readonly color?: boolean;
  readonly events?: readonly string[];
}

/** How a choice of load is typed. */
export function flagOf(key: keyof LoadOptions): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * What the load consists of: the events that were typed, or a mix.
 * @throws UsageError unless the events are named in one way
 */
export function chosenParts(patterns: readonly string[], { mix, settled }: BurstFlags): readonly MixPart[] {
  // Typed events are stronger than the mix of a configuration.
  if (patterns.length > 0 && (mix === undefined || settled?.given.has('mix') === true)) {
    return patterns.map((choice) => ({ choice, weight: null }));
  }
  if (patterns.length > 0) throw new UsageError('--mix names the events: leave them out, or the --mix');
  if (mix !== undefined) return parseMix('--mix')(mix);
  throw new UsageError(
    "burst needs events: name some, such as juzi/message.received or 'yuju/*', or give --mix",
  );
}

/** The reports that were asked for. A configuration may name those of `test`, which are not for a burst. */
export function reporterTexts(flags: BurstFlags): readonly string[] {
  return flags.json === true ? ['json'] : ownReports(flags, burstReporterNames, reporterNames);
}
