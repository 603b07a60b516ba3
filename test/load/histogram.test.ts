import { describe, expect, test } from 'vitest';
import { bucketCount, Histogram, lowerBound } from '../../src/load/metrics/histogram.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';

const rng = (name: string): Rng => new Rng(seedKey('histogram', name));
const draw = (count: number, value: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => value(i));

const chance = rng('chance');
const exponential = (mean: number): number => -Math.log(1 - chance.float()) * mean;
const distributions: Record<string, readonly number[]> = {
  'one value': [3.7],
  'equal values': draw(1000, () => 12.3456),
  'whole milliseconds': draw(1000, (i) => i),
  microseconds: draw(5000, (i) => i / 1000),
  'around the edges of buckets': [1.023, 1.024, 2.047, 2.048, 2.0475, 4.095, 4.096, 65.535, 65.536],
  'an even spread': draw(3000, () => chance.float() * 500),
  'an exponential': draw(3000, () => exponential(8)),
  'two humps': draw(3000, (i) => (i % 10 === 0 ? 900 + exponential(50) : 1 + exponential(1))),
  'nine orders of magnitude': draw(3000, () => 10 ** (chance.float() * 9 - 3)),
  'hours in milliseconds': draw(100, (i) => 60_000 * i),
};

function counted(values: Iterable<number>): Histogram {
  const counter = new Histogram();
  for (const value of values) counter.record(value);
  const histogram = new Histogram();
  histogram.add(counter.flush());
  return histogram;
}

/** All that can be measured. */
const figures = (histogram: Histogram): unknown => ({
  count: histogram.count,
  min: histogram.min,
  max: histogram.max,
  mean: histogram.mean === null ? null : Number(histogram.mean.toPrecision(12)),
  quantiles: histogram.quantiles(shares),
  distribution: histogram.distribution(),
});

const shares = [0, 0.001, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1];
/** Nearest rank: the smallest value that so many do not exceed. */
const exact = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(1, Math.ceil(Number((share * sorted.length).toFixed(6)))) - 1] as number;

describe.each(Object.entries(distributions))('%s', (_, values) => {
  const histogram = counted(values);
  const sorted = values.toSorted((a, b) => a - b);

  test('quantiles are the nearest rank, within 0.1 % or a microsecond', () => {
    const found = histogram.quantiles(shares) as number[];
    for (const [i, share] of shares.entries()) {
      const value = exact(sorted, share);
      // Beyond 71 minutes all is one.
      if (value > 2 ** 32 / 1000) continue;
      expect(Math.abs((found[i] as number) - value)).toBeLessThanOrEqual(Math.max(0.001, value * 0.001));
    }
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  test('count, min and max are exact, and so is the mean but for rounding', () => {
    expect([histogram.count, histogram.min, histogram.max]).toEqual([
      values.length,
      sorted[0],
      sorted.at(-1),
    ]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(histogram.mean).toBeCloseTo(mean, 9);
  });

  test('in any split and order it comes to the same', () => {
    const dice = rng('split');
    for (const parts of [2, 3, 10]) {
      const counters = draw(parts, () => 0).map(() => new Histogram());
      const taken = values.flatMap((value) => {
        const counter = counters[dice.int(parts)] as Histogram;
        counter.record(value);
        return dice.chance(0.01) ? [counter.flush()] : [];
      });
      taken.push(...counters.map((counter) => counter.flush()));
      const added = new Histogram();
      for (const delta of taken.toReversed()) added.add(delta);
      expect(figures(added)).toEqual(figures(histogram));

      const merged = new Histogram();
      for (const delta of taken) {
        const one = new Histogram();
        one.add(delta);
        merged.merge(one);
      }
      expect(figures(merged)).toEqual(figures(histogram));
    }
  });

  test('the distribution holds every one of them, each within its bounds', () => {
    const stages = histogram.distribution();
    expect(stages.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
    for (const [i, { from, to, count }] of stages.entries()) {
      expect(to).toBeGreaterThan(from);
      expect(count).toBeGreaterThan(0);
      if (i > 0) expect(from).toBeGreaterThanOrEqual(stages[i - 1]?.to ?? 0);
      const inside = values.filter((value) => {
        const microseconds = Math.min(Math.round(value * 1000), 2 ** 32 - 1);
        return microseconds >= Math.round(from * 1000) && microseconds < Math.round(to * 1000);
      });
      expect(count).toBe(inside.length);
    }
  });
});

test('taking begins anew', () => {
  const counter = new Histogram();
  counter.record(5);
  counter.flush();
  expect(counter.flush()).toMatchObject({ count: 0, sum: 0 });
  counter.record(7);
  const histogram = new Histogram();
  histogram.add(counter.flush());
  expect([histogram.count, histogram.min, histogram.max]).toEqual([1, 7, 7]);
});

test('cleared, and with nothing in it, it tells nothing', () => {
  const histogram = counted([1, 2, 3]);
  histogram.clear();
  histogram.merge(new Histogram());
  histogram.add(new Histogram().flush());
  expect(figures(histogram)).toEqual(figures(new Histogram()));
  expect([histogram.min, histogram.mean, histogram.max]).toEqual([null, null, null]);
  expect(histogram.quantiles([0.5, 0.99])).toEqual([null, null]);
  expect(histogram.distribution()).toEqual([]);
});

test('what a clock cannot have meant counts as nothing, not as a hole', () => {
  const histogram = counted([-5, Number.NaN, 0]);
  expect([histogram.count, histogram.min, histogram.mean, histogram.max]).toEqual([3, 0, 0, 0]);
});

test('buckets follow one another without a gap, none wider than 0.1 % of what it holds', () => {
  const wrong = Array.from({ length: bucketCount }, (_, bucket) => bucket).filter((bucket) => {
    const from = lowerBound(bucket);
    const width = lowerBound(bucket + 1) - from;
    return width <= 0 || width > Math.max(0.001_000_1, from * 0.001);
  });
  expect(wrong).toEqual([]);
  expect(lowerBound(bucketCount)).toBe(2 ** 32 / 1000);
});
