import { describe, expect, test } from 'vitest';
import type { LatencyBucket } from '../../../../src/load/result.ts';
import { bins } from '../../../../src/report/html/chart/bins.ts';
import { type ChartSpan, stepArea, stepLine } from '../../../../src/report/html/chart/steps.ts';

const spans: readonly ChartSpan[] = [
  { from: 0, to: 100, label: 'a' },
  { from: 100, to: 200, label: 'b' },
  { from: 200, to: 300, label: 'c' },
  { from: 400, to: 500, label: 'd' },
];

describe('steps', () => {
  test('are one line as long as spans and values follow each other', () => {
    expect(stepLine(spans, [0, 0.5, 1, 0.25])).toBe('M0 1000H100V500H200V0H300M400 750H500');
  });

  test('leave a gap where nothing was measured', () => {
    expect(stepLine(spans, [0.5, null, 0.5, null])).toBe('M0 500H100M200 500H300');
    expect(stepLine(spans, [null, null, null, null])).toBe('');
  });

  test('as an area, stand on the axis, and are not there where there is nothing', () => {
    expect(stepArea(spans, [0.5, 0, null, 1])).toBe('M0 1000V500H100V1000ZM400 1000V0H500V1000Z');
  });
});

describe('the bars of a distribution', () => {
  const fine = Array.from({ length: 5000 }, (_, i) => ({
    from: 0.3 * 1.001 ** (2 * i),
    to: 0.3 * 1.001 ** (2 * i + 1),
    count: 1 + (i % 3),
  }));

  test.each([
    ['very narrow buckets with gaps', fine],
    ['one bucket', [{ from: 1, to: 1.001, count: 7 }]],
    [
      'a bucket from 0 on',
      [
        { from: 0, to: 0.001, count: 2 },
        { from: 4, to: 5, count: 1 },
      ],
    ],
    [
      'empty buckets among others',
      [
        { from: 1, to: 2, count: 1 },
        { from: 2, to: 4, count: 0 },
        { from: 4, to: 8, count: 3 },
      ],
    ],
  ])('%s: every delivery is in one bar, and bars follow each other', (_, buckets) => {
    const bars = bins(buckets);
    const total = (all: readonly { readonly count: number }[]): number =>
      all.reduce((sum, { count }) => sum + count, 0);
    expect(total(bars)).toBe(total(buckets));
    expect(bars.length).toBeGreaterThan(0);
    expect(bars.length).toBeLessThanOrEqual(72);
    bars.forEach(({ from, to, count }, i) => {
      expect(from).toBeGreaterThan(0);
      expect(to).toBeGreaterThan(from);
      expect(count).toBeGreaterThan(0);
      expect(from).toBeGreaterThanOrEqual((bars[i - 1]?.to ?? 0) * (1 - 1e-9));
      expect(to / from).toBeCloseTo((bars[0]?.to ?? 0) / (bars[0]?.from ?? 1), 9);
    });
  });

  test('show no step where buckets change their width', () => {
    // As many deliveries for each per cent of a latency; the buckets are twice as wide from 2 ms on.
    const buckets: LatencyBucket[] = [];
    for (let from = 1; from < 4; from += from < 2 ? 0.05 : 0.1) {
      const to = from + (from < 1.99 ? 0.05 : 0.1);
      buckets.push({ from, to, count: Math.round(1_000_000 * Math.log(to / from)) });
    }
    const counts = bins(buckets)
      .slice(0, -1)
      .map(({ count }) => count);
    expect(Math.max(...counts) / Math.min(...counts)).toBeLessThan(1.01);
  });

  test('are none where there is nothing', () => {
    expect(bins([])).toEqual([]);
    expect(bins([{ from: 1, to: 2, count: 0 }])).toEqual([]);
  });
});
