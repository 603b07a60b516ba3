import { describe, expect, test } from 'vitest';
import { Aggregator } from '../../../src/load/metrics/aggregator.ts';
import { coarseBits, smallHistogram } from '../../../src/load/metrics/histogram.ts';
import type { EventSample, Sample } from '../../../src/load/metrics/sample.ts';
import { outcomes } from '../../../src/verdict/verdict.ts';
import { Rng, seedKey } from '../../../src/world/rng.ts';
import { delta, eventSample, sample } from './samples.ts';

const names = ['crane/box.moved', 'crane/box.lost'];
const variants = [
  { event: 0, variant: { size: 'small', by: 'hand' } },
  { event: 0, variant: { size: 'large', by: 'hand' } },
  { event: 1, variant: { size: 'small' } },
];
const open = (): Aggregator =>
  new Aggregator({
    seed: 'aggregator',
    names,
    variants,
    keep: 10,
    duration: null,
    warmup: 0,
    dueBefore: null,
  });

const rng = new Rng(seedKey('aggregator'));
const latencies = (): number[] => Array.from({ length: rng.int(4) }, () => rng.float() * 100);
const anything = (): EventSample =>
  eventSample(Object.fromEntries(outcomes.map((outcome) => [outcome, latencies()])), {
    dropped: rng.int(3),
  });

/** Random samples of some workers. */
const seconds = (workers: number, length: number): Sample[][] =>
  Array.from({ length }, (_, number) =>
    Array.from({ length: workers }, (__, worker) =>
      sample({
        worker,
        number,
        events: [anything(), anything()],
        warmup: anything(),
        duplicates: rng.int(3),
      }),
    ),
  );

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

describe('the two equations hold after every second', () => {
  test.each([1, 2, 4])('%i workers', (workers) => {
    const aggregator = open();
    let planned = 0;
    for (const [number, samples] of seconds(workers, 20).entries()) {
      aggregator.add(samples, number);
      for (const part of samples.flatMap(({ events }) => events))
        planned += part.dropped + sum(part.outcomes);
      for (const counts of [aggregator.counts(), aggregator.warmup, ...Object.values(aggregator.byEvent())]) {
        expect(counts.planned).toBe(counts.started + counts.dropped);
        expect(counts.started).toBe(sum(Object.values(counts.outcomes)));
      }
      expect(aggregator.counts().planned).toBe(planned);
    }
  });
});

test('the events add up to the total, without the warm-up', () => {
  const aggregator = open();
  for (const [number, samples] of seconds(2, 5).entries()) aggregator.add(samples, number);
  const whole = aggregator.counts();
  const parts = Object.values(aggregator.byEvent());
  expect(sum(parts.map(({ planned }) => planned))).toBe(whole.planned);
  for (const outcome of outcomes) {
    expect(sum(parts.map(({ outcomes: ended }) => ended[outcome]))).toBe(whole.outcomes[outcome]);
  }
  expect(sum(aggregator.distribution().map(({ count }) => count))).toBe(whole.started);
  const before = aggregator.counts();
  aggregator.add(
    [sample({ number: 5, events: [eventSample(), eventSample()], warmup: eventSample({ timeout: [9000] }) })],
    5,
  );
  expect(aggregator.counts()).toEqual(before);
  expect(aggregator.latency().max).toBeLessThan(100);
});

test('the totals do not depend on how deliveries are divided among workers', () => {
  const all = seconds(4, 3);
  const [together, apart] = [open(), open()];
  for (const [number, samples] of all.entries()) {
    together.add(samples, number);
    apart.add(samples.toReversed(), number);
  }
  for (const figures of ['counts', 'latency', 'service', 'byEvent', 'distribution'] as const) {
    expect(apart[figures]()).toEqual(together[figures]());
  }
});

test('values are counted and timed by dimension, for each event and for all', () => {
  const aggregator = open();
  const nothing = [eventSample(), eventSample()];
  const durations = [0, 1, 2].map((variantId) => {
    const latency = smallHistogram(coarseBits);
    latency.record(10 ** variantId);
    return { variantId, latency: latency.flush(), service: latency.flush() };
  });
  const first = { events: nothing, variants: Uint32Array.of(0, 5, 1, 1, 3, 3, 2, 7, 0), durations };
  aggregator.add([sample(first)], 0);
  aggregator.add([sample({ number: 1, events: nothing, variants: Uint32Array.of(0, 1, 1) })], 1);
  expect(aggregator.byValue(0)).toMatchObject({
    size: { small: { started: 6, failed: 2 }, large: { started: 3, failed: 3 } },
    by: { hand: { started: 9, failed: 5 } },
  });
  expect(aggregator.byValue()).toMatchObject({
    size: { small: { started: 13, failed: 2 }, large: { started: 3, failed: 3 } },
    by: { hand: { started: 9, failed: 5, latency: { min: 1, max: 10 }, service: { max: null } } },
  });
  const small = aggregator.byValue()['size']?.['small']?.latency;
  expect(small).toMatchObject({ min: 1, max: 100 });
  expect(Math.abs((small?.p99 ?? 0) / 100 - 1)).toBeLessThan(0.016);
  expect(aggregator.withValues('crane/box.moved', { size: 'small', by: 'hand' })).toMatchObject({
    started: 6,
    latency: { min: 1, max: 1 },
  });
  expect(aggregator.withValues('crane/box.lost', { by: 'hand' })).toMatchObject({ started: 0 });
  expect(aggregator.endedByVariant).toEqual([6, 3, 7]);
});

describe('a second', () => {
  test('is returned without what happened before', () => {
    const aggregator = open();
    aggregator.add([sample({ started: 50, events: [eventSample({ accepted: [900] }), eventSample()] })], 0);
    const last = aggregator.add(
      [
        sample({
          number: 1,
          started: 7,
          answered: 3,
          gone: 2,
          events: [eventSample({ violation: [4, 4] }), eventSample()],
        }),
        sample({
          number: 1,
          worker: 1,
          started: 3,
          events: [eventSample(), eventSample({}, { dropped: 5 })],
        }),
      ],
      1,
    );
    expect(last).toMatchObject({
      planned: 7,
      started: 2,
      dropped: 5,
      rate: 10,
      length: 1000,
      answered: 3,
      gone: 2,
    });
    expect(last.latency.max).toBe(4);
    expect(aggregator.latency().max).toBe(900);
  });

  test('is shorter if the run ended in it', () => {
    const aggregator = open();
    const events = [eventSample(), eventSample()];
    expect(aggregator.add([sample({ started: 50, at: 250, phase: 'ended', events })], 0)).toMatchObject({
      length: 250,
      rate: 200,
    });
    const still = sample({ worker: 1, started: 50, events });
    expect(open().add([sample({ at: 250, phase: 'ended', events }), still], 0).length).toBe(1000);
  });
});

test('the current state is that of the last sample of each worker', () => {
  const aggregator = open();
  const events = [eventSample(), eventSample()];
  const now = { inFlight: 5, waiting: 2, sockets: 9, lastStart: 800 };
  aggregator.add([sample({ ...now, events }), sample({ ...now, worker: 1, events })], 0);
  aggregator.add(
    [sample({ number: 1, worker: 1, inFlight: 1, sockets: 10, lastStart: 1900, at: 2000, events })],
    1,
  );
  expect([
    aggregator.inFlight,
    aggregator.waiting,
    aggregator.sockets,
    aggregator.lastStart,
    aggregator.ended,
  ]).toEqual([6, 2, 19, 1900, 2000]);
});

test('the generator is as busy as the busiest worker', () => {
  const aggregator = open();
  const events = [eventSample(), eventSample()];
  expect(aggregator.busy).toBe(0);
  for (const number of [0, 1]) {
    aggregator.add(
      [
        sample({ number, events, busy: { active: 100, total: 1000 } }),
        sample({ number, worker: 1, events, busy: { active: number * 1000, total: 1000 } }),
      ],
      number,
    );
  }
  expect(aggregator.busy).toBe(0.5);
});

test('lateness and the problem of a log come from the samples', () => {
  const aggregator = open();
  const events = [eventSample(), eventSample()];
  aggregator.add([sample({ events, lateness: delta(1, 2, 3) })], 0);
  expect(aggregator.lateness()).toMatchObject({ min: 1, mean: 2, max: 3 });
  expect(aggregator.logProblem).toBeNull();
  aggregator.add([sample({ number: 1, events, logProblem: 'no space left on device' })], 1);
  expect(aggregator.logProblem).toBe('no space left on device');
});
