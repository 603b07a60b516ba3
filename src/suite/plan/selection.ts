import { plannedOf, type SuiteCase } from './case.ts';
import type { CaseGroup } from './groups.ts';
import { indexOf } from './planner.ts';

/** A part of the cases, from 1: `2/4`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** How many cases of a group a limit left out. */
export interface OmittedCases {
  readonly group: CaseGroup;
  readonly cases: number;
}

/**
 * Cases whose id a filter matches: the whole id, a glob with `*`, or a part of it, ignoring letter case. A filter
 * that is the id of a case means that case alone, in all its rounds.
 */
export function matching(cases: readonly SuiteCase[], filters: readonly string[]): readonly SuiteCase[] {
  if (filters.length === 0) return cases;
  const ids = new Set(cases.map(({ id }) => id));
  const tests = filters.map((filter) => (ids.has(filter) ? (id: string) => id === filter : matcher(filter)));
  return cases.filter(({ id }) => tests.some((test) => test(id) || test(id.replace(roundMark, ''))));
}

function matcher(filter: string): (id: string) => boolean {
  if (!filter.includes('*')) {
    const part = filter.toLowerCase();
    return (id) => id.toLowerCase().includes(part);
  }
  // Unlike in names of events, `?` stands for itself.
  const source = filter.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const expression = new RegExp(`^${source}$`, 'iu');
  return (id) => expression.test(id);
}

/** `… #2` is the second round of a repeated case. */
const roundMark = / #(\d+)$/;

/** Which round of a repeated case an id belongs to; `undefined` for the first. */
export const roundOf = (id: string): string | undefined => roundMark.exec(id)?.[1];

/** Every case several times, each time with payloads of its own. A deadline case watches all rounds, so it stays one. */
export function repeated(cases: readonly SuiteCase[], times: number): readonly SuiteCase[] {
  if (times === 1) return cases;
  return cases.flatMap((one) =>
    Array.from({ length: one.group === 'deadline' ? 1 : times }, (_, round) =>
      round === 0 ? one : copyFor(one, round + 1),
    ),
  );
}

function copyFor(one: SuiteCase, round: number): SuiteCase {
  const id = `${one.id} #${round}`;
  // Deliveries that share an index in the original share one in the copy.
  const steps = one.steps.map((step) =>
    step.kind === 'probe'
      ? step
      : { ...step, planned: { ...step.planned, index: indexOf(id, step.planned.index) } },
  );
  return { ...one, id, steps };
}

/**
 * Deals the cases to the shards one by one, so that each shard gets its share of every group. Deadline cases are not
 * dealt: each shard watches what it sends itself.
 */
export function shardOf(cases: readonly SuiteCase[], shard: Shard | undefined): readonly SuiteCase[] {
  if (shard === undefined) return cases;
  const dealt = cases.filter(({ group }) => group !== 'deadline');
  const own = new Set(dealt.filter((_, i) => i % shard.of === shard.index - 1));
  return cases.filter((one) => one.group === 'deadline' || own.has(one));
}

/** Drops the deadline cases of events that no case sends. */
export function withoutIdleDeadlines(cases: readonly SuiteCase[]): readonly SuiteCase[] {
  const sent = new Set(cases.flatMap(plannedOf).map(({ event }) => event.id));
  return cases.filter(({ group, subject }) => group !== 'deadline' || sent.has(subject));
}

/** Keeps at most `most` cases, spread evenly over groups and subjects and in their order; counts the rest. */
export function cutTo(
  cases: readonly SuiteCase[],
  most: number | undefined,
): { readonly cases: readonly SuiteCase[]; readonly cut: readonly OmittedCases[] } {
  if (most === undefined || cases.length <= most) return { cases, cut: [] };
  const piles = new Map<string, SuiteCase[]>();
  for (const one of cases) {
    const pile = `${one.group} ${one.subject}`;
    piles.set(pile, [...(piles.get(pile) ?? []), one]);
  }
  const kept = new Set<SuiteCase>();
  for (let round = 0; kept.size < most; round += 1) {
    for (const pile of piles.values()) {
      const one = pile[round];
      if (one !== undefined && kept.size < most) kept.add(one);
    }
  }
  const rest = new Set(withoutIdleDeadlines(cases.filter((one) => kept.has(one))));
  const omitted = new Map<CaseGroup, number>();
  for (const { group } of cases.filter((one) => !rest.has(one)))
    omitted.set(group, (omitted.get(group) ?? 0) + 1);
  return { cases: [...rest], cut: [...omitted].map(([group, count]) => ({ group, cases: count })) };
}
