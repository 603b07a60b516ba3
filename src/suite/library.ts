import { builtinCatalog } from '../catalog/builtin.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { requireKnown } from '../catalog/nearest.ts';
import { defaults } from '../defaults.ts';
import { UsageError } from '../errors.ts';
import { eachInLanguage, type InLanguage, inLanguage, type LocalizedText, say } from '../language.ts';
import { limits } from '../limits.ts';
import {
  checkValues,
  deliveryRules,
  either,
  flag,
  language,
  oneOf,
  payloadRules,
  text,
  texts,
  type ValueRules,
  wholeNumber,
} from '../option-values.ts';
import { rateOf } from '../rate.ts';
import { type EventChoice, someEvents } from '../send/library.ts';
import { requestsOf, type SuiteCase } from './plan/case.ts';
import { chooseEvents } from './plan/choose-events.ts';
import { groupNames } from './plan/groups.ts';
import { refusableNames } from './plan/invalid-requests.ts';
import { type CaseSelection, makePlan, type SuitePlan } from './plan/plan.ts';
import type { Shard } from './plan/selection.ts';
import { CaseRunner } from './run/case-runner.ts';
import type { SuiteEvent } from './run/events.ts';
import type { CaseResult } from './run/result.ts';
import { type RunPlanOptions, runPlan } from './run/run-plan.ts';
import { runnerOptions, type SuiteTarget } from './run/target.ts';

export interface PlanOptions
  extends InLanguage,
    Omit<CaseSelection, 'events' | 'scenarios' | 'refused' | 'filter' | 'exclude'> {
  /** Events, their names, or globs. Default: all of the catalog's. */
  readonly events?: EventChoice | readonly EventChoice[] | undefined;
  /** Where names are looked up. Default: the built-in events. */
  readonly catalog?: Catalog | undefined;
  /** Names of the invalid requests that the receiver promises to refuse, as of `--negative-expect`, or `all`. */
  readonly refuse?: readonly string[] | undefined;
  /** Ids of cases, parts of them, or globs. */
  readonly filter?: string | readonly string[] | undefined;
  /** The same, of cases to leave out. */
  readonly exclude?: string | readonly string[] | undefined;
}

const planRules = {
  lang: language,
  events: someEvents,
  coverage: oneOf(['each', 'pairwise', 'full']),
  only: texts,
  skip: texts,
  refuse: texts,
  filter: either(text, texts),
  exclude: either(text, texts),
  negative: flag,
  probe: flag,
  maxCases: wholeNumber(1),
  repeat: wholeNumber(1),
  shard: {
    words: {
      zh: '{ index, of }：从 1 数起的第几份，以及总份数',
      en: '{ index, of }: a part from 1, and the number of parts',
    },
    holds: (value) => {
      const { index, of } = (value ?? {}) as Partial<Shard>;
      return wholeNumber(1).holds(of) && wholeNumber(1, of).holds(index);
    },
  },
} as const satisfies ValueRules;

const runRules = {
  ...deliveryRules,
  seed: text,
  token: text,
  now: payloadRules.now,
  concurrency: wholeNumber(1, limits.concurrency),
  bail: wholeNumber(1),
} as const satisfies ValueRules;

/**
 * Derives the cases of a suite. They hold no address, no seed and no clock, and have the same ids every time.
 * All groups are planned but `negative`, which `negative` adds, and `deadline`, which watches a whole run and so only
 * works with {@link runSuite}: name it in `only` there. Every delivery has its deadline in any case.
 * @throws CatalogError when an event is unknown
 * @throws UsageError when an option is wrong, or nothing is left to run
 */
export async function planSuite(options: PlanOptions = {}): Promise<SuitePlan> {
  return inLanguage(options.lang, () => plan(options));
}

async function plan(options: PlanOptions): Promise<SuitePlan> {
  checkValues(options, planRules);
  const {
    catalog = builtinCatalog,
    coverage,
    refuse = [],
    filter = [],
    exclude = [],
    only,
    skip = [],
  } = options;
  requireKnown('only', only ?? [], groupNames);
  requireKnown('skip', skip, groupNames);
  requireKnown('refuse', refuse, refusableNames);
  const { events, scenarios } = await chooseEvents(listOf(options.events ?? '*'), catalog);
  const negative = options.negative === true || refuse.length > 0;
  const made = makePlan({
    ...options,
    events,
    scenarios,
    filter: listOf(filter),
    exclude: listOf(exclude),
    refused: refuse,
    negative,
    skip: only?.includes('deadline') === true ? skip : [...skip, 'deadline'],
  });
  const planFlags = [
    ...(coverage === undefined || coverage === 'each' ? [] : ['--coverage', coverage]),
    ...(negative || only?.includes('negative') === true ? ['--negative'] : []),
    ...refuse.flatMap((name) => ['--negative-expect', name]),
  ];
  return { ...made, cases: made.cases.map((one) => ({ ...one, planFlags })) };
}

/**
 * The longest that a case can take, ms, for the timeout of a test runner: the case must end first.
 * @param rate as of {@link SuiteTarget}: every request waits for its turn
 * @param atOnce cases that wait for their turns together
 */
export function caseTimeout(
  one: SuiteCase,
  timeout: number = defaults.timeout,
  rate?: number | string,
  atOnce = 1,
): number {
  checkValues({ timeout, rate }, { timeout: deliveryRules.timeout, rate: deliveryRules.rate });
  const perSecond = rateOf(rate) ?? Number.POSITIVE_INFINITY;
  // Two of a case may be due together.
  const turn = (2 * atOnce * 1000) / perSecond;
  const probes = one.steps.filter(({ kind }) => kind === 'probe').length;
  // A state may be slow to read and slow to settle, and the machine busy.
  return Math.min(requestsOf(one) * (timeout + turn) + probes * 15_000 + 5000, limits.time);
}

/** Why a deadline case alone is skipped. */
const watchesAll: LocalizedText = {
  zh: '它观察整轮运行，只能由 runSuite 运行',
  en: 'it watches a whole run: runSuite runs it',
};

const closed: LocalizedText = { zh: '用例集已关闭', en: 'the suite was closed' };

/** A receiver against which cases are run, one at a time or several, in any order. */
export interface Suite {
  /**
   * Runs a case when its turn has come. Whatever a receiver does is in the result. Once the receiver cannot be reached
   * any more, cases are skipped.
   * @throws UsageError when the case reads the receiver's state and there is no probe, or the other way round
   */
  run(one: SuiteCase): Promise<CaseResult>;
  /** What the user should know, such as that a probe never showed a change. */
  readonly warnings: readonly string[];
  /** Closes the connections at once. */
  close(): Promise<void>;
}

export interface OpenSuiteOptions extends InLanguage, SuiteTarget {
  /** Cases that run at the same time; others wait. Default 4. */
  readonly concurrency?: number | undefined;
}

/**
 * Opens a receiver for {@link Suite.run}. The cases share the seed and the connections; nothing is connected yet.
 * @throws UsageError when an option is wrong
 */
export async function openSuite(options: OpenSuiteOptions): Promise<Suite> {
  return inLanguage(options.lang, () => open(options));
}

async function open(options: OpenSuiteOptions): Promise<Suite> {
  checkValues(options, runRules);
  const target = runnerOptions(options);
  const runner = await CaseRunner.open({ ...target, concurrency: options.concurrency });
  return {
    run: (one) =>
      inLanguage(options.lang, async () => {
        checkProbe([one], target.probe !== undefined);
        if (one.group === 'deadline') return runner.skip(one, say(watchesAll));
        return runner.run(one);
      }),
    get warnings() {
      return inLanguage(options.lang, () => runner.warnings);
    },
    close: () => inLanguage(options.lang, () => runner.close(say(closed))),
  };
}

/**
 * Runs one case over connections of its own. Whatever a receiver does is in the result.
 * @throws UsageError when an option is wrong; nothing has been sent then
 */
export async function runCase(one: SuiteCase, target: SuiteTarget & InLanguage): Promise<CaseResult> {
  const suite = await openSuite(target);
  try {
    return await suite.run(one);
  } finally {
    await suite.close();
  }
}

export interface RunSuiteOptions
  extends InLanguage,
    SuiteTarget,
    Pick<RunPlanOptions, 'concurrency' | 'bail' | 'stop' | 'signal'> {}

/**
 * Runs a whole plan, as the command does. Yields `planned`, then `started` and `finished` for each case, then `ended`
 * with the figures.
 * @throws UsageError at the first step when an option is wrong; nothing has been sent then
 */
export async function* runSuite(plan: SuitePlan, options: RunSuiteOptions): AsyncGenerator<SuiteEvent, void> {
  yield* eachInLanguage(options.lang, async function* () {
    checkValues(options, runRules);
    const target = runnerOptions(options);
    if (target.probe !== undefined) checkProbe(plan.cases, true);
    const { concurrency, bail, stop, signal } = options;
    yield* runPlan(plan, { ...target, concurrency, bail, stop, signal });
  });
}

/** @throws UsageError for cases that were planned without a probe when there is one, or the other way round */
function checkProbe(cases: readonly SuiteCase[], probe: boolean): void {
  const readsState = ({ steps }: SuiteCase): boolean => steps.some(({ kind }) => kind === 'probe');
  const wrong = cases.find((one) =>
    probe ? one.group === 'redelivery' && !readsState(one) : readsState(one),
  );
  if (wrong === undefined) return;
  throw new UsageError(
    probe
      ? {
          zh: `${wrong.id} 规划时没有探针，不会读取它：planSuite({ probe: true })`,
          en: `${wrong.id} was planned without a probe, and would not read it: planSuite({ probe: true })`,
        }
      : {
          zh: `${wrong.id} 要读取接收端的状态：请给出 probe，或在规划时不用它`,
          en: `${wrong.id} reads the receiver's state: give probe, or plan without it`,
        },
  );
}

const listOf = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T];
