import { describe, expect, test } from 'vitest';
import { AbortWatch, GoneWatch, parseAbortOn } from '../../../src/load/thresholds/abort-on.ts';
import { measurable } from './measurables.ts';

const bad = measurable({ timeout: 60, accepted: 40 });
const good = measurable({ timeout: 50, accepted: 50 });
const silent = measurable();

/** The second, from 1, in which the run is stopped; 0: never. */
const stopsAt = <T>(see: (second: T) => boolean, seconds: readonly T[]): number =>
  seconds.findIndex((second) => see(second)) + 1;
const times = <T>(count: number, second: T): T[] => Array.from({ length: count }, () => second);

describe('a condition', () => {
  test.each([
    ['that holds for 10 s', times(20, bad), 10],
    ['that does not hold', times(20, good), 0],
    ['that holds for 9 s now and then', [...times(9, bad), good, ...times(9, bad), good], 0],
    ['that holds at last', [...times(9, bad), good, ...times(12, bad)], 20],
    ['of which there is nothing to see', times(20, silent), 0],
    // A receiver that hangs: all deliveries time out at once, and then again.
    ['with silence in it', [bad, ...times(9, silent), bad], 11],
    ['with silence before it', [...times(30, silent), ...times(9, bad)], 0],
    ['with silence behind it', [bad, ...times(30, silent)], 0],
    ['that silence does not hide the end of', [bad, ...times(20, silent), good, ...times(9, bad)], 0],
  ])('%s', (_, seconds, at) => {
    const watch = new AbortWatch(parseAbortOn('errors>50%'));
    expect(stopsAt((second) => watch.observe(second), seconds)).toBe(at);
  });

  test('may have a shorter hold', () => {
    const impatient = new AbortWatch(parseAbortOn('errors>50%'), 2000);
    expect([impatient.observe(bad), impatient.observe(bad)]).toEqual([false, true]);
  });

  test('continues to hold', () => {
    const watch = new AbortWatch(parseAbortOn('errors>50%'), 1000);
    expect([watch.observe(bad), watch.observe(bad), watch.observe(good)]).toEqual([true, true, false]);
  });

  test.each([
    ['p99>1s', measurable({ accepted: 1 }, { latency: { p99: 1001 } })],
    ['service.p50>=1s', measurable({ accepted: 1 }, { service: { p50: 1000 } })],
    ['dropped>10%', measurable({ accepted: 8 }, { dropped: 2 })],
    ['violation>0', measurable({ accepted: 8, violation: 1 })],
    ['rate<100/s', measurable({ accepted: 99 }, { rate: 99 })],
  ])('may be about any figure: %s', (text, second) => {
    const watch = new AbortWatch(parseAbortOn(text));
    expect(stopsAt((seen) => watch.observe(seen), times(10, second))).toBe(10);
  });

  test('is written as a threshold is, about all events', () => {
    expect(() => parseAbortOn('errors>0.5')).toThrow(
      "--abort-on 'errors>0.5': write a share, such as errors>1%, or a whole number",
    );
    expect(() => parseAbortOn('errors{juzi/*}>50% ')).toThrow(
      "--abort-on 'errors{juzi/*}>50%': it looks at all events together: leave out {…}",
    );
  });
});

describe('410 Gone', () => {
  const gone = { answered: 5, gone: 5 };
  const mixed = { answered: 5, gone: 4 };
  const none = { answered: 0, gone: 0 };
  test.each([
    ['from every answer for 10 s', times(20, gone), 10],
    ['from most', times(20, mixed), 0],
    ['from every answer again', [...times(9, gone), mixed, ...times(10, gone)], 20],
    ['and silence', [gone, ...times(20, none)], 0],
    ['in silence', times(20, none), 0],
    ['now and then, and nothing else', [gone, ...times(20, none), gone], 22],
  ])('%s', (_, seconds, at) => {
    const watch = new GoneWatch();
    expect(stopsAt((second) => watch.observe(second), seconds)).toBe(at);
  });
});
