import type { Case } from './case.ts';
import { indexOf } from './case-id.ts';
import type { Group } from './groups.ts';

/** A part of the cases, from 1: `2/4`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** How many cases of a group were left out. */
export interface Cut {
  readonly group: Group;
  readonly cases: number;
}

/**
 * Cases whose id a filter names: the whole id, a glob with `*`, or a part of it, whatever the case of its letters.
 * Where a filter is the id of a case, it means that case alone, as often as it is repeated.
 */
export function withIds(cases: readonly Case[], filters: readonly string[]): readonly Case[] {
  if (filters.length === 0) return cases;
  const ids = new Set(cases.map(({ id }) => id));
  const tests = filters.map((filter) => (ids.has(filter) ? (id: string) => id === filter : matcher(filter)));
  return cases.filter(({ id }) => tests.some((test) => test(id) || test(withoutRound(id))));
}

function matcher(filter: string): (id: string) => boolean {
  if (!filter.includes('*')) {
    const part = filter.toLowerCase();
    return (id) => id.toLowerCase().includes(part);
  }
  const source = filter.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const expression = new RegExp(`^${source}$`, 'iu');
  return (id) => expression.test(id);
}

/** The id of the case that another repeats: `… #2` is the second round of it. */
const withoutRound = (id: string): string => id.replace(roundMark, '');

const roundMark = / #(\d+)$/;

/** Which round of a repeated case an id is of; of the first it says nothing. */
export const roundOf = (id: string): string | undefined => roundMark.exec(id)?.[1];

/** Every case several times, each time with payloads of its own. A deadline is one for all of them. */
export function repeated(cases: readonly Case[], times: number): readonly Case[] {
  if (times === 1) return cases;
  return cases.flatMap((one) =>
    Array.from({ length: one.group === 'deadline' ? 1 : times }, (_, round) =>
      round === 0 ? one : copy(one, round + 1),
    ),
  );
}

function copy(one: Case, round: number): Case {
  const id = `${one.id} #${round}`;
  // What shares an index in the original shares one in the copy.
  const renumber = (index: number): number => indexOf(id, index);
  const steps = one.steps.map((step) =>
    step.kind === 'probe'
      ? step
      : { ...step, sending: { ...step.sending, index: renumber(step.sending.index) } },
  );
  return { ...one, id, steps };
}

/**
 * Deals the cases to the shards one by one, so that each has its share of every group. A deadline is not dealt: each
 * shard has to watch what it sends.
 */
export function shardOf(cases: readonly Case[], shard: Shard | undefined): readonly Case[] {
  if (shard === undefined) return cases;
  const dealt = cases.filter(({ group }) => group !== 'deadline');
  const own = new Set(dealt.filter((_, i) => i % shard.of === shard.index - 1));
  return cases.filter((one) => one.group === 'deadline' || own.has(one));
}

/** Leaves out the deadlines of events that none of the cases sends: there would be nothing to watch. */
export function watching(cases: readonly Case[]): readonly Case[] {
  const sent = new Set(
    cases.flatMap(({ steps }) => steps.map((step) => (step.kind === 'probe' ? '' : step.sending.event.id))),
  );
  return cases.filter(({ group, subject }) => group !== 'deadline' || sent.has(subject));
}

/** Keeps so many cases, dealt evenly over groups and subjects, in their order; and says what it left out. */
export function cutTo(
  cases: readonly Case[],
  most: number | undefined,
): { readonly cases: readonly Case[]; readonly cut: readonly Cut[] } {
  if (most === undefined || cases.length <= most) return { cases, cut: [] };
  const piles = new Map<string, Case[]>();
  for (const one of cases) {
    const pile = `${one.group} ${one.subject}`;
    piles.set(pile, [...(piles.get(pile) ?? []), one]);
  }
  const kept = new Set<Case>();
  for (let round = 0; kept.size < most; round += 1) {
    for (const pile of piles.values()) {
      const one = pile[round];
      if (one !== undefined && kept.size < most) kept.add(one);
    }
  }
  const left = new Map<Group, number>();
  const rest = new Set(watching(cases.filter((one) => kept.has(one))));
  for (const { group } of cases.filter((one) => !rest.has(one))) left.set(group, (left.get(group) ?? 0) + 1);
  return { cases: [...rest], cut: [...left].map(([group, count]) => ({ group, cases: count })) };
}
