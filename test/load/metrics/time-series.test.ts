import { describe, expect, test } from 'vitest';
import type { Sample } from '../../../src/load/metrics/sample.ts';
import { TimeSeries } from '../../../src/load/metrics/time-series.ts';
import type { SeriesPoint } from '../../../src/load/result.ts';
import { eventSample, sample } from './samples.ts';

const most = 1800;

/** A second in which some deliveries were accepted, one failed, and two were dropped. */
function second(number: number, accepted: number, latency: number): Sample {
  const key = `${accepted} ${latency}`;
  const known = seconds.get(key);
  if (known !== undefined) return { ...known, number };
  const made = sample({
    due: accepted + 3,
    started: accepted + 1,
    events: [
      eventSample({ accepted: Array(accepted).fill(latency), timeout: [5000] }, { dropped: 1 }),
      eventSample({}, { dropped: 1 }),
    ],
  });
  seconds.set(key, made);
  return { ...made, number };
}
const seconds = new Map<string, Sample>();

function run(length: number, duration: number | null, warmup = 0): TimeSeries {
  const series = new TimeSeries(duration, warmup, null);
  for (let number = 0; number < length; number += 1) {
    series.add([second(number, (number % 7) + 1, 10)], number, 1000);
  }
  return series;
}

const sum = (
  points: readonly SeriesPoint[],
  key: 'planned' | 'started' | 'accepted' | 'failed' | 'dropped',
) => points.reduce((all, point) => all + point[key], 0);

test('a second is a point, for all workers and events together', () => {
  const series = new TimeSeries(10_000, 0, null);
  series.add([second(0, 3, 10), second(0, 2, 20)], 0, 1000);
  expect(series.points).toEqual([
    {
      t: 0,
      length: 1000,
      target: null,
      planned: 11,
      started: 7,
      dropped: 4,
      accepted: 5,
      failed: 2,
      p50: expect.closeTo(20, 1),
      p95: expect.closeTo(5000, -1),
      p99: expect.closeTo(5000, -1),
      warmup: false,
    },
  ]);
});

test('a second in which nothing ended has no percentiles', () => {
  const series = new TimeSeries(null, 0, null);
  series.add([sample()], 0, 1000);
  expect(series.points).toMatchObject([{ started: 0, p50: null, p95: null, p99: null }]);
});

test('the warm-up is included, and marked', () => {
  const series = new TimeSeries(null, 2000, null);
  for (const number of [0, 1, 2]) {
    series.add([sample({ number, warmup: eventSample({ accepted: [4] }) })], number, 1000);
  }
  expect(series.points.map(({ warmup, accepted, p50 }) => ({ warmup, accepted, p50 }))).toEqual([
    { warmup: true, accepted: 1, p50: 4 },
    { warmup: true, accepted: 1, p50: 4 },
    { warmup: false, accepted: 1, p50: 4 },
  ]);
});

describe('a long run has points of several seconds, and no count is lost', () => {
  test.each([
    [1, null],
    [1799, null],
    [1800, null],
    [1801, null],
    [5000, null],
    [5000, 5_000_000],
    [20_000, null],
    [20_000, 20_000_000],
  ])('%i seconds, of a run of %s ms', (length, duration) => {
    const series = run(length, duration);
    series.close();
    const { points } = series;
    expect(points.length).toBeLessThanOrEqual(most);
    // At least half of the points that it may have.
    expect(points.length).toBeGreaterThanOrEqual(Math.min(length, most / 2) - 1);
    const accepted = Array.from({ length }, (_, n) => (n % 7) + 1).reduce((a, b) => a + b);
    expect(sum(points, 'accepted')).toBe(accepted);
    expect(sum(points, 'failed')).toBe(length);
    expect(sum(points, 'started')).toBe(accepted + length);
    expect(sum(points, 'dropped')).toBe(2 * length);
    expect(sum(points, 'planned')).toBe(accepted + 3 * length);
    let at = 0;
    for (const point of points) {
      expect(point.t).toBe(at);
      at += point.length;
    }
    expect(at).toBe(length * 1000);
  });

  test('a peak remains visible', () => {
    const series = new TimeSeries(null, 0, null);
    for (let number = 0; number < 10_000; number += 1) {
      const usual = sample({ number, events: number === 4321 ? [slow] : [quick] });
      series.add([usual], number, 1000);
    }
    expect(Math.max(...series.points.map(({ p99 }) => p99 ?? 0))).toBeCloseTo(900, -1);
  });
});

const slow = eventSample({ accepted: [900] });
const quick = eventSample({ accepted: [1] });

test('points that were returned do not change', () => {
  const series = run(3, null);
  const before = series.points;
  const copy = structuredClone(before);
  for (let number = 3; number < 4000; number += 1) series.add([second(number, 1, 1)], number, 1000);
  expect(before).toEqual(copy);
});

test('the target is that of the plan, whatever was counted as due, also in points of several seconds', () => {
  const series = new TimeSeries(null, 0, (ms) => ms / 10);
  for (let number = 0; number < most + 10; number += 1) {
    // A late generator: nothing in one second, twice as much in the next.
    const due = number % 2 === 0 ? 0 : 200;
    series.add([sample({ due })], number, 1000);
  }
  series.add([sample()], most + 10, 500);
  series.close();
  const wrong = series.points.filter(({ target, length }) => target !== length / 10);
  expect(wrong).toEqual([]);
});
