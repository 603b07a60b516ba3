import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { FailureReservoir } from '../../src/load/metrics/failure-reservoir.ts';
import type { KeptFailure } from '../../src/load/metrics/sample.ts';
import type { FindingCode } from '../../src/verdict/codes.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';

const seed = 'kept';
const ranks = new FailureReservoir(seed, 1);

interface Failure {
  readonly event: number;
  readonly n: number;
  readonly codes: readonly FindingCode[];
}

const codes: readonly FindingCode[] = ['status.error', 'body.empty', 'timeout.headers', 'errcode.missing'];

/** Failures of several events and codes, some of which are far more frequent than others. */
function failures(count: number, dice: Rng): Failure[] {
  return Array.from({ length: count }, (_, n) => {
    const event = dice.int(3);
    const first = codes[Math.min(dice.int(4), dice.int(4))] as FindingCode;
    const second = codes[dice.int(4)] as FindingCode;
    return { event, n, codes: dice.chance(0.2) ? [first, second] : [first] };
  });
}

/** As the recorder does it: asks first, and offers each finding of a delivery. */
function keep(reservoir: FailureReservoir, { event, n, codes: found }: Failure): KeptFailure[] {
  const delivery = { id: `dlv_${n}` } as Delivery;
  return found.flatMap((code) => {
    const kept = { event, code, n, rank: reservoir.rank(n), delivery };
    const wanted = reservoir.wants(event, code, n);
    expect(reservoir.offer(kept)).toBe(wanted);
    return wanted ? [kept] : [];
  });
}

const held = (reservoir: FailureReservoir): string[] =>
  [...reservoir].map(({ event, code, n }) => `${event} ${code} ${n}`).sort();

function keptOf(all: readonly Failure[], most: number): string[] {
  const reservoir = new FailureReservoir(seed, most);
  for (const failure of all) keep(reservoir, failure);
  return held(reservoir);
}

function shuffled<T>(list: readonly T[], dice: Rng): T[] {
  return list
    .map((item) => ({ item, at: dice.word() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** What should be kept, found by looking at all of them: the first of each, the second of each by rank, and so on. */
function ideal(all: readonly Failure[], most: number): string[] {
  const buckets = new Map<string, number[]>();
  for (const { event, n, codes: found } of all) {
    for (const code of new Set(found)) {
      const bucket = buckets.get(`${event} ${code}`) ?? [];
      buckets.set(`${event} ${code}`, bucket);
      bucket.push(n);
    }
  }
  const places = [...buckets].flatMap(([key, bucket]) => {
    const first = Math.min(...bucket);
    const rest = bucket.filter((n) => n !== first).sort((a, b) => ranks.rank(a) - ranks.rank(b));
    return [first, ...rest].map((n, place) => ({ key, n, place }));
  });
  places.sort((a, b) => a.place - b.place || (a.key < b.key ? -1 : 1));
  return places
    .slice(0, most)
    .map(({ key, n }) => `${key} ${n}`)
    .sort();
}

describe.each([1, 5, 12, 30, 100, 1000])('room for %i', (most) => {
  const dice = new Rng(seedKey('reservoir', String(most)));
  const all = failures(700, dice);
  const expected = ideal(all, most);

  test('the first of each event and code is kept, then a sample, in whatever order they come', () => {
    expect(expected.length).toBeLessThanOrEqual(most);
    for (let i = 0; i < 8; i += 1) expect(keptOf(shuffled(all, dice), most)).toEqual(expected);
    expect(keptOf(all, most)).toEqual(expected);
    expect(keptOf(all.toReversed(), most)).toEqual(expected);
  });

  test.each([2, 4])(
    '%i reservoirs of a part each, offered to one while they work, come to the same',
    (workers) => {
      for (let i = 0; i < 10; i += 1) {
        const parts = Array.from({ length: workers }, () => new FailureReservoir(seed, most));
        const whole = new FailureReservoir(seed, most);
        let told: KeptFailure[] = [];
        for (const failure of shuffled(all, dice)) {
          told.push(...keep(parts[failure.n % workers] as FailureReservoir, failure));
          if (!dice.chance(0.05)) continue;
          for (const kept of shuffled(told, dice)) whole.offer(kept);
          told = [];
        }
        for (const kept of told) whole.offer(kept);
        expect(held(whole)).toEqual(expected);
      }
    },
  );

  test('never more, at any moment; nothing twice', () => {
    const reservoir = new FailureReservoir(seed, most);
    for (const failure of shuffled(all, dice)) {
      keep(reservoir, failure);
      keep(reservoir, failure);
      const now = held(reservoir);
      expect(now.length).toBeLessThanOrEqual(most);
      expect(new Set(now).size).toBe(now.length);
    }
  });
});

test('a delivery that is kept for several findings is told once', () => {
  const reservoir = new FailureReservoir(seed, 10);
  keep(reservoir, { event: 0, n: 3, codes: ['body.empty', 'status.error', 'body.empty'] });
  expect([...reservoir]).toHaveLength(2);
  expect(reservoir.deliveries.map(({ id }) => id)).toEqual(['dlv_3']);
});

test('one that asks says so without keeping anything', () => {
  const reservoir = new FailureReservoir(seed, 2);
  expect(reservoir.wants(0, 'body.empty', 5)).toBe(true);
  expect([...reservoir]).toEqual([]);
});
