import { builtinCatalog } from '../../src/catalog/builtin.ts';
import type { Destination } from '../../src/delivery/destination.ts';
import type { SuiteCase } from '../../src/suite/plan/case.ts';
import { type CaseSelection, makePlan, type SuitePlan } from '../../src/suite/plan/plan.ts';
import type { SuiteEvent } from '../../src/suite/run/events.ts';
import type { CaseOutcome, CaseResult } from '../../src/suite/run/result.ts';
import { type RunPlanOptions, runPlan } from '../../src/suite/run/run-plan.ts';
import type { SuiteSummary } from '../../src/suite/run/summary.ts';
import { events } from '../laws/draws.ts';

const scenarios = await Promise.all(builtinCatalog.scenarios.map(async ({ load }) => (await load()).default));

/** A plan over the whole catalog, or the events whose ids match. */
export function plan(options: Partial<CaseSelection> = {}, of = /./): SuitePlan {
  return makePlan({ events: events.filter(({ id }) => of.test(id)), scenarios, ...options });
}

export const ids = (of: { readonly cases: readonly SuiteCase[] }): string[] => of.cases.map(({ id }) => id);

/** The group and the id: two groups may have a case of the same name. */
export const key = ({ group, id }: Pick<SuiteCase, 'group' | 'id'>): string => `${group} ${id}`;

export interface Ran {
  readonly told: readonly SuiteEvent[];
  readonly results: readonly CaseResult[];
  readonly summary: SuiteSummary;
}

/** Runs a plan to its end against one address. */
export async function run(
  what: SuitePlan,
  to: string,
  options: Partial<RunPlanOptions> = {},
  hear: (event: SuiteEvent) => void = () => undefined,
): Promise<Ran> {
  const told: SuiteEvent[] = [];
  const destination: Destination = { target: { kind: 'exact', url: to }, headers: {} };
  const running = runPlan(what, {
    destinations: () => destination,
    seed: 'suite',
    timeout: 5000,
    contract: 'documented',
    ...options,
  });
  for await (const event of running) {
    told.push(event);
    hear(event);
  }
  const ended = told.at(-1);
  if (ended?.type !== 'ended') throw new Error('the run told no end');
  return { told, results: resultsOf(told), summary: ended.summary };
}

export const resultsOf = (told: readonly SuiteEvent[]): CaseResult[] =>
  told.flatMap((event) => (event.type === 'finished' ? [event.result] : []));

export const outcomes = ({ results }: Pick<Ran, 'results'>): Record<CaseOutcome, number> => {
  const counts = { passed: 0, failed: 0, error: 0, skipped: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
};

export function resultNamed({ results }: Pick<Ran, 'results'>, id: string): CaseResult {
  const result = results.find((one) => one.id === id);
  if (result === undefined) throw new Error(`no result of ${id}`);
  return result;
}

/** The bytes that a case put on the wire, address and all, delivery by delivery. */
export const bytesOf = ({ deliveries }: CaseResult): string =>
  deliveries
    .map(({ delivery: { request } }) => {
      const body = request.bodyBase64 ?? request.body;
      return `${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`;
    })
    .join('\n');
