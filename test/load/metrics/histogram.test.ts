import { describe, expect, test } from 'vitest';
import { bucketCount, Histogram, lowerBound } from '../../../src/load/metrics/histogram.ts';
import { Rng, seedKey } from '../../../src/world/rng.ts';

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
  const interval = new Histogram();
  for (const value of values) interval.record(value);
  const histogram = new Histogram();
  histogram.add(interval.flush());
  return histogram;
}

/** All figures of a histogram. */
const figures = (histogram: Histogram): unknown => ({
  count: histogram.count,
  min: histogram.min,
  max: histogram.max,
  mean: histogram.mean === null ? null : Number(histogram.mean.toPrecision(12)),
  quantiles: histogram.quantiles(shares),
  distribution: histogram.distribution(),
});

const shares = [0, 0.001, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1];
/** Nearest rank: the smallest value that a share of the values does not exceed. */
const exact = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(1, Math.ceil(Number((share * sorted.length).toFixed(6)))) - 1] as number;

describe.each(Object.entries(distributions))('%s', (_, values) => {
  const histogram = counted(values);
  const sorted = values.toSorted((a, b) => a - b);

  test('quantiles are the nearest rank, within 0.1 % or a microsecond', () => {
    const found = histogram.quantiles(shares) as number[];
    for (const [i, share] of shares.entries()) {
      const value = exact(sorted, share);
      // All durations beyond 71 minutes count as one.
      if (value > 2 ** 32 / 1000) continue;
      expect(Math.abs((found[i] as number) - value)).toBeLessThanOrEqual(Math.max(0.001, value * 0.001));
    }
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  test('count, min and max are exact, and the mean is except for rounding', () => {
    expect([histogram.count, histogram.min, histogram.max]).toEqual([
      values.length,
      sorted[0],
      sorted.at(-1),
    ]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(histogram.mean).toBeCloseTo(mean, 9);
  });

  test('any division and order gives the same result', () => {
    const split = rng('split');
    for (const parts of [2, 3, 10]) {
      const recorders = draw(parts, () => 0).map(() => new Histogram());
      const deltas = values.flatMap((value) => {
        const recorder = recorders[split.int(parts)] as Histogram;
        recorder.record(value);
        return split.chance(0.01) ? [recorder.flush()] : [];
      });
      deltas.push(...recorders.map((recorder) => recorder.flush()));
      const added = new Histogram();
      for (const delta of deltas.toReversed()) added.add(delta);
      expect(figures(added)).toEqual(figures(histogram));

      const merged = new Histogram();
      for (const delta of deltas) {
        const one = new Histogram();
        one.add(delta);
        merged.merge(one);
      }
      expect(figures(merged)).toEqual(figures(histogram));
    }
  });

  test('the distribution counts every value within its bounds', () => {
    const wide = histogram.distribution();
    expect(wide.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
    for (const [i, { from, to, count }] of wide.entries()) {
      expect(to).toBeGreaterThan(from);
      expect(count).toBeGreaterThan(0);
      if (i > 0) expect(from).toBeGreaterThanOrEqual(wide[i - 1]?.to ?? 0);
      const inside = values.filter((value) => {
        const microseconds = Math.min(Math.round(value * 1000), 2 ** 32 - 1);
        return microseconds >= Math.round(from * 1000) && microseconds < Math.round(to * 1000);
      });
      expect(count).toBe(inside.length);
    }
  });
});

test('after a flush it starts anew', () => {
  const interval = new Histogram();
  interval.record(5);
  interval.flush();
  expect(interval.flush()).toMatchObject({ count: 0, sum: 0 });
  interval.record(7);
  const histogram = new Histogram();
  histogram.add(interval.flush());
  expect([histogram.count, histogram.min, histogram.max]).toEqual([1, 7, 7]);
});

test('an empty or cleared histogram has no figures', () => {
  const histogram = counted([1, 2, 3]);
  histogram.clear();
  histogram.merge(new Histogram());
  histogram.add(new Histogram().flush());
  expect(figures(histogram)).toEqual(figures(new Histogram()));
  expect([histogram.min, histogram.mean, histogram.max]).toEqual([null, null, null]);
  expect(histogram.quantiles([0.5, 0.99])).toEqual([null, null]);
  expect(histogram.distribution()).toEqual([]);
});

test('negative durations and NaN count as 0', () => {
  const histogram = counted([-5, Number.NaN, 0]);
  expect([histogram.count, histogram.min, histogram.mean, histogram.max]).toEqual([3, 0, 0, 0]);
});

test('buckets follow one another without gaps, and are at most 0.1 % wide', () => {
  const wrong = Array.from({ length: bucketCount() }, (_, bucket) => bucket).filter((bucket) => {
    const from = lowerBound(bucket);
    const width = lowerBound(bucket + 1) - from;
    return width <= 0 || width > Math.max(0.001_000_1, from * 0.001);
  });
  expect(wrong).toEqual([]);
  expect(lowerBound(bucketCount())).toBe(2 ** 32 / 1000);
});
