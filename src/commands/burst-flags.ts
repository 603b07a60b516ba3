import type { LoadChoice } from '../burst/load.ts';
import { UsageError } from '../errors.ts';
import type { Coverage } from '../generate/coverage-names.ts';
import { burstReporterNames } from '../report/burst/reporters.ts';
import type { ContractLevel } from '../verdict/levels.ts';
import type { AddressFlags } from './address-flags.ts';
import type { ConnectionFlags } from './connection-flags.ts';
import type { Edit } from './options.ts';

/** The flags of `burst`. */
export interface BurstFlags extends AddressFlags, ConnectionFlags, LoadChoice {
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
export function flagOf(key: keyof LoadChoice): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** @throws UsageError unless the events are named in one way */
export function checkChoice(patterns: readonly string[], { mix }: BurstFlags): void {
  if (patterns.length > 0 && mix !== undefined) {
    throw new UsageError('--mix names the events: leave them out, or the --mix');
  }
  if (patterns.length === 0 && mix === undefined) {
    throw new UsageError(
      "burst needs events: name some, such as juzi/message.received or 'yuju/*', or give --mix",
    );
  }
}

/** The reports that were asked for. A configuration may name those of `test`, which are not for a burst. */
export function reporterTexts({ json, reporter = [], settled }: BurstFlags): readonly string[] {
  if (json === true) return ['json'];
  if (settled?.given.has('reporter') !== true) return reporter;
  return reporter.filter((text) => burstReporterNames.some((name) => name === text.split('=')[0]));
}
