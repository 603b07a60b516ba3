import { UsageError } from '../../errors.ts';
import type { SuiteCase } from './case.ts';
import { indexOf } from './planner.ts';

/** The rounds of a repeated case that are left, in order. They are made when they are wanted: there may be millions. */
export interface Rounds {
  readonly one: SuiteCase;
  readonly count: number;
  /** The number of the round at a place from 0 to `count` - 1; the first round is 1. */
  round(place: number): number;
}

/** Every case several times, each time with payloads of its own. A deadline case watches all rounds, so it stays one. */
export const repeated = (cases: readonly SuiteCase[], times: number): readonly Rounds[] =>
  cases.map((one) => ({ one, count: one.group === 'deadline' ? 1 : times, round: (place) => place + 1 }));

/** `… #2` is the second round of a repeated case. */
const roundMark = / ?#(\d+)$/;

/** Which round of a repeated case an id belongs to; `undefined` for the first. */
export const roundOf = (id: string): string | undefined => / #(\d+)$/.exec(id)?.[1];

/** A filter without the round that it asks for, if any. */
export function splitRound(filter: string): { readonly base: string; readonly round: number | undefined } {
  const [mark, round] = roundMark.exec(filter) ?? [];
  if (mark === undefined) return { base: filter, round: undefined };
  return { base: filter.slice(0, -mark.length), round: Number(round) };
}

export const countOf = (all: readonly Rounds[]): number => all.reduce((sum, { count }) => sum + count, 0);

/** The most cases of a plan: each takes some memory. */
const mostCases = 500_000;

/** The cases themselves. @throws UsageError when there are too many */
export function casesOf(all: readonly Rounds[]): readonly SuiteCase[] {
  const count = countOf(all);
  if (count > mostCases) {
    throw new UsageError({
      zh: `${count} 个用例超过一次运行的上限 ${mostCases}：请减少重复次数，或用 --max-cases 限制用例数`,
      en: `${count} cases are more than ${mostCases}, the most that a run can have: repeat them less, or give a limit with --max-cases`,
    });
  }
  return all.flatMap(({ one, count: rounds, round }) =>
    Array.from({ length: rounds }, (_, place) => copyFor(one, round(place))),
  );
}

function copyFor(one: SuiteCase, round: number): SuiteCase {
  if (round === 1) return one;
  const id = `${one.id} #${round}`;
  // Deliveries that share an index in the original share one in the copy.
  const steps = one.steps.map((step) =>
    step.kind === 'probe'
      ? step
      : { ...step, planned: { ...step.planned, index: indexOf(id, step.planned.index) } },
  );
  return { ...one, id, steps };
}
