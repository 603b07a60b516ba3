import { didYouMean } from '../../catalog/nearest.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import { UsageError } from '../../errors.ts';
import type { Coverage } from '../../generate/coverage-names.ts';
import { burstReporterNames } from '../../report/load/reporters.ts';
import { reporterNames } from '../../report/suite/reporters.ts';
import type { CaseGroup } from '../../suite/plan/groups.ts';
import { invalidRequests } from '../../suite/plan/invalid-requests.ts';
import type { CaseSelection } from '../../suite/plan/plan.ts';
import type { Shard } from '../../suite/plan/selection.ts';
import type { ContractLevel } from '../../verdict/levels.ts';
import type { AddressFlags } from './address-flags.ts';
import type { ConnectionFlags } from './connection-flags.ts';
import { ownReports } from './report-specs.ts';
import { isSecretSetting } from './repro-flags.ts';
import type { SettledFlags } from './settings.ts';

/** The flags of `test`. */
export interface TestFlags extends AddressFlags, ConnectionFlags, SettledFlags {
  readonly coverage?: Exclude<Coverage, 'default'>;
  readonly only?: readonly CaseGroup[];
  readonly skip?: readonly CaseGroup[];
  readonly negative?: boolean;
  readonly negativeExpect?: readonly string[];
  readonly filter?: readonly string[];
  readonly shard?: Shard;
  readonly maxCases?: number;
  readonly repeat?: number;
  readonly list?: boolean;
  readonly seed?: string;
  readonly now?: string;
  readonly concurrency?: number;
  readonly bail?: number;
  readonly exec?: string;
  readonly wait?: number;
  readonly waitOn?: string;
  readonly probe?: string;
  readonly probeCommand?: string;
  readonly timeout?: number;
  readonly contract?: ContractLevel;
  readonly showSecrets?: boolean;
  readonly reporter?: readonly string[];
  readonly json?: boolean;
  readonly color?: boolean;
  readonly events?: readonly string[];
}

/** The reports that were asked for. A configuration may name those of `burst`, which are not for a suite. */
export function reporterTexts(flags: TestFlags): readonly string[] {
  return flags.json === true ? ['ndjson'] : ownReports(flags, reporterNames, burstReporterNames);
}

export function planOptions(
  events: readonly EventDefinition[],
  scenarios: readonly Scenario[],
  flags: TestFlags,
): CaseSelection {
  const refused = (flags.negativeExpect ?? []).flatMap((names) =>
    names.split(',').map((name) => name.trim()),
  );
  const known = [...Object.keys(invalidRequests), 'all'];
  const unknown = refused.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `--negative-expect '${unknown}'${didYouMean(unknown, known)}: write some of ${known.join(', ')}`,
    );
  }
  const { coverage, only, skip, filter, shard, maxCases, repeat } = flags;
  return {
    events,
    scenarios,
    coverage,
    only,
    skip,
    negative: flags.negative === true || refused.length > 0,
    refused,
    probe: flags.probe !== undefined || flags.probeCommand !== undefined,
    filter,
    shard,
    maxCases,
    repeat,
  };
}

/** What a case needs to be planned again, as it was typed. */
export function planFlags(flags: TestFlags): string[] {
  const { coverage, negative, negativeExpect = [], only = [], settled } = flags;
  return [
    ...(coverage === undefined || coverage === 'each' ? [] : ['--coverage', coverage]),
    ...(negative === true || only.includes('negative') ? ['--negative'] : []),
    ...negativeExpect.flatMap((names) => ['--negative-expect', names]),
    // It would be there the next time, too, and each round of a case is repeated by itself.
    ...(settled?.given.has('repeat') === true ? ['--repeat', '1'] : []),
    ...(settled?.given.has('shard') === true ? ['--shard', '1/1'] : []),
  ];
}

/** How the receiver is started and looked into, as it was typed: `send` knows nothing of it. */
export function receiverFlags(flags: TestFlags): string[] {
  const names = {
    exec: '--exec',
    waitOn: '--wait-on',
    probe: '--probe',
    probeCommand: '--probe-command',
  } as const;
  return (Object.keys(names) as (keyof typeof names)[]).flatMap((key) => {
    const value = flags[key];
    return value === undefined || isSecretSetting(flags, key) ? [] : [names[key], value];
  });
}
