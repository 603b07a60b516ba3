import { plannedOf, type SuiteCase } from './case.ts';
import type { CaseGroup } from './groups.ts';
import { casesOf, countOf, type Rounds, splitRound } from './rounds.ts';

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
 * The rounds of cases whose id a filter matches: the whole id, a glob with `*`, or a part of it, ignoring letter case.
 * A filter that is the id of a case means that case alone. One means all rounds of a case, unless it ends in that of
 * one round: ` #2`.
 */
export function matching(all: readonly Rounds[], filters: readonly string[]): readonly Rounds[] {
  if (filters.length === 0) return all;
  const tests = testsOf(all, filters);
  return all.flatMap((rounds): readonly Rounds[] => {
    const { one, count } = rounds;
    const matched = tests.filter(({ test }) => test(one.id)).map(({ round }) => round);
    if (matched.includes(undefined)) return [rounds];
    const numbers = [...new Set(matched)].filter((n): n is number => n !== undefined && n > 1 && n <= count);
    numbers.sort((a, b) => a - b);
    if (numbers.length === 0) return [];
    return [{ one, count: numbers.length, round: (place) => numbers[place] as number }];
  });
}

/** The rounds of cases that no filter matches, as {@link matching} reads it. */
export function excluding(all: readonly Rounds[], filters: readonly string[]): readonly Rounds[] {
  if (filters.length === 0) return all;
  const tests = testsOf(all, filters);
  return all.flatMap((rounds): readonly Rounds[] => {
    const { one, count, round } = rounds;
    const matched = tests.filter(({ test }) => test(one.id)).map((each) => each.round);
    if (matched.length === 0) return [rounds];
    if (matched.includes(undefined)) return [];
    const left = Array.from({ length: count }, (_, place) => round(place)).filter(
      (n) => !matched.includes(n),
    );
    return left.length === 0 ? [] : [{ one, count: left.length, round: (place) => left[place] as number }];
  });
}

interface FilterTest {
  readonly test: (id: string) => boolean;
  /** The round that it asks for, if any. */
  readonly round: number | undefined;
}

function testsOf(all: readonly Rounds[], filters: readonly string[]): readonly FilterTest[] {
  const ids = new Set(all.map(({ one: { id } }) => id));
  return filters.map((filter) => {
    const { base, round } = splitRound(filter);
    return { test: ids.has(base) ? (id: string) => id === base : matcher(base), round };
  });
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

/**
 * Deals the cases to the shards one by one, so that each shard gets its share of every group. Deadline cases are not
 * dealt: each shard watches what it sends itself.
 */
export function shardOf(all: readonly Rounds[], shard: Shard | undefined): readonly Rounds[] {
  if (shard === undefined) return all;
  const { index, of } = shard;
  let dealt = 0;
  return all.flatMap((rounds): readonly Rounds[] => {
    const { one, count, round } = rounds;
    if (one.group === 'deadline') return [rounds];
    const first = (((index - 1 - dealt) % of) + of) % of;
    dealt += count;
    const own = Math.max(0, Math.ceil((count - first) / of));
    return own === 0 ? [] : [{ one, count: own, round: (place) => round(first + place * of) }];
  });
}

/** Drops the deadline cases of events that no case sends. */
export function withoutIdleDeadlines(all: readonly Rounds[]): readonly Rounds[] {
  const sent = new Set(all.flatMap(({ one }) => plannedOf(one)).map(({ event }) => event.id));
  return all.filter(({ one: { group, subject } }) => group !== 'deadline' || sent.has(subject));
}

/** Keeps at most `most` cases, spread evenly over groups and subjects and in their order; counts the rest. */
export function cutTo(
  all: readonly Rounds[],
  most: number | undefined,
): { readonly cases: readonly SuiteCase[]; readonly cut: readonly OmittedCases[] } {
  if (most === undefined || countOf(all) <= most) return { cases: casesOf(all), cut: [] };
  const kept = withoutIdleDeadlines(evenly(all, most));
  const omitted = new Map<CaseGroup, number>();
  const add = (group: CaseGroup, count: number): unknown =>
    omitted.set(group, (omitted.get(group) ?? 0) + count);
  for (const { one, count } of all) add(one.group, count);
  for (const { one, count } of kept) add(one.group, -count);
  return {
    cases: casesOf(kept),
    cut: [...omitted].flatMap(([group, cases]) => (cases === 0 ? [] : [{ group, cases }])),
  };
}

/** Takes one of each group and subject in turn. */
function evenly(all: readonly Rounds[], most: number): readonly Rounds[] {
  const piles = new Map<string, Rounds[]>();
  for (const rounds of all) {
    const pile = `${rounds.one.group} ${rounds.one.subject}`;
    piles.set(pile, [...(piles.get(pile) ?? []), rounds]);
  }
  const taken = new Map<Rounds, number>();
  let left = most;
  while (left > 0 && piles.size > 0) {
    for (const [name, pile] of piles) {
      const [next] = pile;
      if (next === undefined || left === 0) continue;
      const count = (taken.get(next) ?? 0) + 1;
      taken.set(next, count);
      left -= 1;
      if (count === next.count) pile.shift();
      if (pile.length === 0) piles.delete(name);
    }
  }
  return all.flatMap((rounds): readonly Rounds[] => {
    const count = taken.get(rounds);
    return count === undefined ? [] : [{ ...rounds, count }];
  });
}
