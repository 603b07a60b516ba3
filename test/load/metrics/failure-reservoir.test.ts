import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/delivery/delivery.ts';
import { FailureReservoir } from '../../../src/load/metrics/failure-reservoir.ts';
import type { KeptFailure } from '../../../src/load/metrics/sample.ts';
import type { FindingCode } from '../../../src/verdict/codes.ts';
import { Rng, seedKey } from '../../../src/world/rng.ts';

const seed = 'kept';
const ranks = new FailureReservoir(seed, 1);

interface Failure {
  readonly event: number;
  readonly n: number;
  readonly codes: readonly FindingCode[];
}

const codes: readonly FindingCode[] = ['status.error', 'body.empty', 'timeout.headers', 'errcode.missing'];

/** Failures of several events and codes, some of which are far more frequent than others. */
function failures(count: number, rng: Rng): Failure[] {
  return Array.from({ length: count }, (_, n) => {
    const event = rng.int(3);
    const first = codes[Math.min(rng.int(4), rng.int(4))] as FindingCode;
    const second = codes[rng.int(4)] as FindingCode;
    return { event, n, codes: rng.chance(0.2) ? [first, second] : [first] };
  });
}

/** As the response recorder does: offers each finding of a delivery that the reservoir wants. */
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

function shuffled<T>(list: readonly T[], rng: Rng): T[] {
  return list
    .map((item) => ({ item, at: rng.word() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** What should be kept of all failures: the first of each bucket, then the second of each by rank, and so on. */
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
  const rng = new Rng(seedKey('reservoir', String(most)));
  const all = failures(700, rng);
  const expected = ideal(all, most);

  test('the first of each event and code is kept, then a sample, in any order of arrival', () => {
    expect(expected.length).toBeLessThanOrEqual(most);
    for (let i = 0; i < 8; i += 1) expect(keptOf(shuffled(all, rng), most)).toEqual(expected);
    expect(keptOf(all, most)).toEqual(expected);
    expect(keptOf(all.toReversed(), most)).toEqual(expected);
  });

  test.each([2, 4])(
    '%i reservoirs that filter a part each, for one of all, give the same result',
    (workers) => {
      for (let i = 0; i < 10; i += 1) {
        const parts = Array.from({ length: workers }, () => new FailureReservoir(seed, most));
        const whole = new FailureReservoir(seed, most);
        let pending: KeptFailure[] = [];
        for (const failure of shuffled(all, rng)) {
          pending.push(...keep(parts[failure.n % workers] as FailureReservoir, failure));
          if (!rng.chance(0.05)) continue;
          for (const kept of shuffled(pending, rng)) whole.offer(kept);
          pending = [];
        }
        for (const kept of pending) whole.offer(kept);
        expect(held(whole)).toEqual(expected);
      }
    },
  );

  test('there are never more, and none twice', () => {
    const reservoir = new FailureReservoir(seed, most);
    for (const failure of shuffled(all, rng)) {
      keep(reservoir, failure);
      keep(reservoir, failure);
      const now = held(reservoir);
      expect(now.length).toBeLessThanOrEqual(most);
      expect(new Set(now).size).toBe(now.length);
    }
  });
});

test('a delivery that is kept for several findings is listed once', () => {
  const reservoir = new FailureReservoir(seed, 10);
  keep(reservoir, { event: 0, n: 3, codes: ['body.empty', 'status.error', 'body.empty'] });
  expect([...reservoir]).toHaveLength(2);
  expect(reservoir.deliveries.map(({ id }) => id)).toEqual(['dlv_3']);
});

test('asking keeps nothing', () => {
  const reservoir = new FailureReservoir(seed, 2);
  expect(reservoir.wants(0, 'body.empty', 5)).toBe(true);
  expect([...reservoir]).toEqual([]);
});
