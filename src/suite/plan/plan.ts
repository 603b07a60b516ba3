import type { EventDefinition } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import { UsageError } from '../../errors.ts';
import type { Coverage } from '../../generate/coverage-names.ts';
import type { LocalizedText } from '../../language.ts';
import { requestsOf, type SuiteCase } from './case.ts';
import { type CaseGroup, groupNames } from './groups.ts';
import { planDeadline } from './plan-deadline.ts';
import { planForward } from './plan-forward.ts';
import { planNegative } from './plan-negative.ts';
import { planOwnMessages } from './plan-own-messages.ts';
import { planRedelivery } from './plan-redelivery.ts';
import { planDisorder, planLifecycle } from './plan-stories.ts';
import { planVariants } from './plan-variants.ts';
import type { Planner } from './planner.ts';
import { repeated } from './rounds.ts';
import {
  cutTo,
  excluding,
  matching,
  type OmittedCases,
  type Shard,
  shardOf,
  withoutIdleDeadlines,
} from './selection.ts';

/** Stories, and what becomes of the answer to a customer. */
const planLifecycles: Planner = function* (context) {
  yield* planLifecycle(context);
  yield* planOwnMessages(context);
};

const planners: Readonly<Record<CaseGroup, Planner>> = {
  variants: planVariants,
  lifecycle: planLifecycles,
  redelivery: planRedelivery,
  disorder: planDisorder,
  forward: planForward,
  negative: planNegative,
  deadline: planDeadline,
};

/** Which cases to run. */
export interface CaseSelection {
  readonly events: readonly EventDefinition[];
  /** Scenarios; those of which not every event is selected are left out. */
  readonly scenarios?: readonly Scenario[] | undefined;
  /** Which variants. Default `each`. */
  readonly coverage?: Exclude<Coverage, 'default'> | undefined;
  /** Groups to run. Default: all but `negative`. */
  readonly only?: readonly CaseGroup[] | undefined;
  readonly skip?: readonly CaseGroup[] | undefined;
  /** Invalid requests as well. */
  readonly negative?: boolean | undefined;
  /** Names of the invalid requests that the receiver promises to refuse, or `all`. */
  readonly refused?: readonly string[] | undefined;
  /** The receiver's state will be read around redeliveries. */
  readonly probe?: boolean | undefined;
  /** Ids, parts of them, or globs. */
  readonly filter?: readonly string[] | undefined;
  /** The same, of cases to leave out. */
  readonly exclude?: readonly string[] | undefined;
  readonly shard?: Shard | undefined;
  readonly maxCases?: number | undefined;
  /** How often each case runs, each time with payloads of its own. */
  readonly repeat?: number | undefined;
}

/** The cases of a run, and what they amount to. */
export interface SuitePlan {
  readonly events: readonly EventDefinition[];
  readonly cases: readonly SuiteCase[];
  /** HTTP requests that the cases make. */
  readonly requests: number;
  /** What `maxCases` left out. */
  readonly cut: readonly OmittedCases[];
}

/**
 * Derives the cases. The plan is a pure function of its options: it holds no seed, no clock and no address.
 * @throws UsageError when nothing is left to run
 */
export function makePlan(options: CaseSelection): SuitePlan {
  const {
    events,
    coverage = 'each',
    probe = false,
    refused = [],
    filter = [],
    exclude = [],
    shard,
  } = options;
  const selected = new Set(events.map(({ id }) => id));
  const scenarios = (options.scenarios ?? []).filter(({ steps }) =>
    steps.every(({ event }) => selected.has(event.id)),
  );
  const context = { events, scenarios, coverage, probe, refused };
  const chosen = chosenGroups(options);
  const all = chosen.flatMap((group) => [...planners[group](context)]);
  const matched = matching(repeated(all, options.repeat ?? 1), filter);
  const wanted = excluding(matched, exclude);
  if (wanted.length > 0 && wanted.every(({ one }) => one.group === 'deadline')) {
    throw new UsageError({
      zh: '用例组 deadline 只观察其他组发出的投递：请和至少一个其他组一起运行',
      en: 'the group deadline watches what the other groups send: run it with one of them',
    });
  }
  const { cases, cut } = cutTo(withoutIdleDeadlines(shardOf(wanted, shard)), options.maxCases);
  if (cases.length === 0) throw new UsageError(emptyPlan(options));
  return { events, cases, requests: cases.reduce((sum, one) => sum + requestsOf(one), 0), cut };
}

function chosenGroups({ only, skip = [], negative = false }: CaseSelection): CaseGroup[] {
  const wanted = only ?? groupNames.filter((group) => group !== 'negative');
  return groupNames.filter(
    (group) => (wanted.includes(group) || (group === 'negative' && negative)) && !skip.includes(group),
  );
}

function emptyPlan({ filter = [], exclude = [], shard }: CaseSelection): LocalizedText {
  if (exclude.length > 0) {
    return {
      zh: `没有剩下可运行的用例：--exclude ${exclude.join(' 或 ')} 排除了其余用例`,
      en: `no case is left to run: --exclude ${exclude.join(' or ')} leaves out the rest`,
    };
  }
  if (filter.length > 0) {
    const part = shard === undefined ? undefined : `${shard.index}/${shard.of}`;
    return {
      zh: `${part === undefined ? '' : `分片 ${part} 中`}没有用例匹配 --filter ${filter.join(' 或 ')}；\`webhook-sim test --list\` 列出所有用例`,
      en: `no case matches --filter ${filter.join(' or ')}${part === undefined ? '' : ` in the shard ${part}`}; \`webhook-sim test --list\` shows them all`,
    };
  }
  return shard === undefined
    ? { zh: '没有剩下可运行的用例', en: 'no case is left to run' }
    : { zh: '该分片没有分到用例', en: 'no case falls into this shard' };
}
