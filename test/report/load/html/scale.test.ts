import { describe, expect, test } from 'vitest';
import { linearScale, logScale, tickInterval } from '../../../../src/report/html/chart/scale.ts';

const largest = [0, 0.001, 0.3, 1, 4, 7, 10, 199.3, 208, 1000, 4211.7, 99_999, 12_345_678];
const pairs = [
  [0.01, 0.01],
  [0.42, 1486],
  [2, 2],
  [2.1, 2.4],
  [1, 10],
  [0.001, 4_000_000],
  [999, 1001],
] as const;

describe('a linear scale', () => {
  test.each(largest)(
    'to %d begins at 0, ends at a round number beyond it, and has a few even steps',
    (most) => {
      const { place, ticks } = linearScale(most, String);
      expect(place(0)).toBe(0);
      expect(place(most)).toBeLessThanOrEqual(1);
      expect(ticks[0]).toEqual({ at: 0, label: '0' });
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(6);
      for (const { at, label } of ticks) expect(place(Number(label))).toBeCloseTo(at, 9);
      for (const { label } of ticks.slice(1, 2)) expect(label).toMatch(/^0?\.?0*[125]0*$/);
    },
  );

  test('has its own numbers beside it', () => {
    expect(linearScale(208, String).ticks.map(({ label }) => label)).toEqual([
      '0',
      '50',
      '100',
      '150',
      '200',
      '250',
    ]);
  });
});

describe('a log scale', () => {
  test.each(pairs)('from %d to %d holds both, with ticks in their places', (least, most) => {
    const { place, ticks } = logScale(least, most, String);
    expect(place(least)).toBeGreaterThanOrEqual(-1e-9);
    expect(place(most)).toBeLessThanOrEqual(1 + 1e-9);
    expect(place(least * 2) - place(least)).toBeCloseTo(place(most * 2) - place(most), 9);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(11);
    expect(ticks[0]?.at).toBe(0);
    for (const { at, label } of ticks) {
      expect(place(Number(label))).toBeCloseTo(at, 9);
      expect(at).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  test('has round numbers beside it, and powers of ten where those would crowd', () => {
    const labels = (least: number, most: number): string[] =>
      logScale(least, most, String).ticks.map(({ label }) => label);
    expect(labels(2.1, 42)).toEqual(['2', '5', '10', '20', '50']);
    expect(labels(2.1, 2.4)).toEqual(['2', '5']);
    expect(labels(0.42, 1486)).toEqual(['0.1', '1', '10', '100', '1000']);
  });
});

test.each([
  [1, 1],
  [7, 1],
  [60, 10],
  [300, 60],
  [1800, 300],
  [2000, 300],
  [5_000_000, 714_286],
])('of %d intervals, one in %d has a label', (intervals, interval) => {
  expect(tickInterval(intervals)).toBe(interval);
});
