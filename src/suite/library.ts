import { builtinCatalog } from '../catalog/builtin.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { didYouMean } from '../catalog/nearest.ts';
import { UsageError } from '../errors.ts';
import type { EventChoice } from '../send/library.ts';
import type { Case } from './plan/case.ts';
import { chooseEvents } from './plan/choose-events.ts';
import { groupNames } from './plan/groups.ts';
import { invalidRequests } from './plan/invalid-requests.ts';
import { type CaseSelection, makePlan, type Plan } from './plan/plan.ts';
import type { SuiteEvent } from './run/events.ts';
import type { CaseResult } from './run/result.ts';
import { openSuite } from './run/session.ts';
import { runSuite as run, type SuiteOptions } from './run/suite-run.ts';
import { openTarget, refuseUnprobed, type SuiteTarget } from './run/target.ts';

/** Which cases a suite has. */
export interface PlanOptions extends Omit<CaseSelection, 'events' | 'scenarios' | 'refused' | 'filter'> {
  /** Events, their names, or globs. Default: all of the catalog's. */
  readonly events?: EventChoice | readonly EventChoice[] | undefined;
  /** Where names are looked up. Default: the built-in events. */
  readonly catalog?: Catalog | undefined;
  /** Names of the mistakes that the receiver promises to refuse, as of `--negative-expect`; `all` of them. */
  readonly refuse?: readonly string[] | undefined;
  /** Ids of cases, parts of them, or globs. */
  readonly filter?: string | readonly string[] | undefined;
}

/** A case of a plan; it knows how it came to be planned. */
export interface SuiteCase extends Case {
  /** The flags with which `webhook-sim test` plans it, too. */
  readonly planFlags: readonly string[];
}

/** What a suite consists of. */
export interface SuitePlan extends Plan {
  readonly cases: readonly SuiteCase[];
}

/**
 * Derives the cases of a suite. They hold no address, no seed and no clock, and have the same ids every time.
 * All groups are planned but `negative`, which `negative` adds, and `deadline`, which watches a whole run and so means
 * something to {@link runSuite} alone: name it in `only` there. Every delivery is held to its deadline anyway.
 * @throws CatalogError when an event is unknown
 * @throws UsageError when an option is wrong, or nothing is left to run
 */
export async function planSuite(choice: PlanOptions = {}): Promise<SuitePlan> {
  const { catalog = builtinCatalog, refuse = [], filter = [], only, skip = [] } = choice;
  known('only', only, groupNames);
  known('skip', skip, groupNames);
  known('refuse', refuse, [...Object.keys(invalidRequests), 'all']);
  known('coverage', choice.coverage === undefined ? [] : [choice.coverage], ['each', 'pairwise', 'full']);
  const { events, scenarios } = await chooseEvents(listOf(choice.events ?? '*'), catalog);
  const negative = choice.negative === true || refuse.length > 0;
  const plan = makePlan({
    ...choice,
    events,
    scenarios,
    filter: listOf(filter),
    refused: refuse,
    negative,
    skip: only?.includes('deadline') === true ? skip : [...skip, 'deadline'],
  });
  const planFlags = flagsOf({ ...choice, negative: negative || only?.includes('negative') === true });
  return { ...plan, cases: plan.cases.map((one) => ({ ...one, planFlags })) };
}

/**
 * Runs one case, over connections of its own. Whatever a receiver does is in the result.
 * @throws UsageError when an option is wrong: nothing has been sent then
 */
export async function runCase(one: SuiteCase, target: SuiteTarget): Promise<CaseResult> {
  const suite = await openSuite(target);
  try {
    return await suite.run(one);
  } finally {
    await suite.close();
  }
}

/** How a whole plan is run. */
export interface RunSuiteOptions
  extends SuiteTarget,
    Pick<SuiteOptions, 'concurrency' | 'bail' | 'stop' | 'signal'> {}

/**
 * Runs a whole plan, as the command does. What happens comes as events: `planned`, then `started` and `finished` for
 * each case, then `ended` with the figures.
 * @throws UsageError at the first step when an option is wrong: nothing has been sent then
 */
export async function* runSuite(plan: SuitePlan, options: RunSuiteOptions): AsyncGenerator<SuiteEvent, void> {
  const { caseFlags, ...target } = openTarget(options);
  if (target.probe !== undefined) refuseUnprobed(plan.cases);
  const { concurrency, bail, stop, signal } = options;
  const planFlags = [...(plan.cases[0]?.planFlags ?? []), ...caseFlags];
  yield* run(plan, { ...target, planFlags, concurrency, bail, stop, signal });
}

const listOf = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T];

function known(option: string, given: readonly string[] = [], names: readonly string[]): void {
  const unknown = given.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(
    `${option} '${unknown}'${didYouMean(unknown, names)}: write ${option === 'coverage' ? 'one' : 'some'} of ${names.join(', ')}`,
  );
}

function flagsOf({ coverage, negative, refuse = [] }: PlanOptions): string[] {
  return [
    ...(coverage === undefined || coverage === 'each' ? [] : ['--coverage', coverage]),
    ...(negative === true ? ['--negative'] : []),
    ...refuse.flatMap((name) => ['--negative-expect', name]),
  ];
}
