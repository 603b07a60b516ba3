import { describe, expect, test } from 'vitest';
import { Ledger } from '../../src/burst/ledger.ts';
import type { EventTick, Tick } from '../../src/burst/tick.ts';
import { outcomes } from '../../src/verdict/verdict.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';
import { eventTick, sparse, tick } from './ticks.ts';

const names = ['crane/box.moved', 'crane/box.lost'];
const lots = [
  { event: 0, variant: { size: 'small', by: 'hand' } },
  { event: 0, variant: { size: 'large', by: 'hand' } },
  { event: 1, variant: { size: 'small' } },
];
const open = (): Ledger => new Ledger({ seed: 'ledger', names, lots, keep: 10, duration: null, warmup: 0 });

const dice = new Rng(seedKey('ledger'));
const latencies = (): number[] => Array.from({ length: dice.int(4) }, () => dice.float() * 100);
const anything = (): EventTick =>
  eventTick(Object.fromEntries(outcomes.map((outcome) => [outcome, latencies()])), { dropped: dice.int(3) });

/** Seconds of some workers, in which all sorts of things happened. */
const seconds = (workers: number, length: number): Tick[][] =>
  Array.from({ length }, (_, number) =>
    Array.from({ length: workers }, (__, worker) =>
      tick({ worker, number, events: [anything(), anything()], warmup: anything(), duplicates: dice.int(3) }),
    ),
  );

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

describe('the two equations hold after every second, whatever happened in it', () => {
  test.each([1, 2, 4])('%i workers', (workers) => {
    const ledger = open();
    let planned = 0;
    for (const [number, ticks] of seconds(workers, 20).entries()) {
      ledger.add(ticks, number);
      for (const part of ticks.flatMap(({ events }) => events)) planned += part.dropped + sum(part.outcomes);
      for (const counts of [ledger.counts(), ledger.warmup, ...Object.values(ledger.byEvent())]) {
        expect(counts.planned).toBe(counts.started + counts.dropped);
        expect(counts.started).toBe(sum(Object.values(counts.outcomes)));
      }
      expect(ledger.counts().planned).toBe(planned);
    }
  });
});

test('the events add up to the whole; the warm-up is apart', () => {
  const ledger = open();
  for (const [number, ticks] of seconds(2, 5).entries()) ledger.add(ticks, number);
  const whole = ledger.counts();
  const parts = Object.values(ledger.byEvent());
  expect(sum(parts.map(({ planned }) => planned))).toBe(whole.planned);
  for (const outcome of outcomes) {
    expect(sum(parts.map(({ outcomes: ended }) => ended[outcome]))).toBe(whole.outcomes[outcome]);
  }
  expect(sum(ledger.distribution().map(({ count }) => count))).toBe(whole.started);
  const before = ledger.counts();
  ledger.add(
    [tick({ number: 5, events: [eventTick(), eventTick()], warmup: eventTick({ timeout: [9000] }) })],
    5,
  );
  expect(ledger.counts()).toEqual(before);
  expect(ledger.latency().max).toBeLessThan(100);
});

test('it does not matter how many workers the same deliveries were spread over, but for their order', () => {
  const all = seconds(4, 3);
  const [together, apart] = [open(), open()];
  for (const [number, ticks] of all.entries()) {
    together.add(ticks, number);
    apart.add(ticks.toReversed(), number);
  }
  for (const figures of ['counts', 'latency', 'service', 'byEvent', 'distribution'] as const) {
    expect(apart[figures]()).toEqual(together[figures]());
  }
});

test('values are counted by dimension: of one event, and of all', () => {
  const ledger = open();
  const nothing = [eventTick(), eventTick()];
  ledger.add([tick({ events: nothing, lots: Uint32Array.of(0, 5, 1, 1, 3, 3, 2, 7, 0) })], 0);
  ledger.add([tick({ number: 1, events: nothing, lots: Uint32Array.of(0, 1, 1) })], 1);
  expect(ledger.byValue(0)).toEqual({
    size: { small: { started: 6, failed: 2 }, large: { started: 3, failed: 3 } },
    by: { hand: { started: 9, failed: 5 } },
  });
  expect(ledger.byValue()).toEqual({
    size: { small: { started: 13, failed: 2 }, large: { started: 3, failed: 3 } },
    by: { hand: { started: 9, failed: 5 } },
  });
  expect(ledger.endedByLot).toEqual([6, 3, 7]);
});

describe('a second', () => {
  test('is told as what it was alone', () => {
    const ledger = open();
    ledger.add([tick({ started: 50, events: [eventTick({ accepted: [900] }), eventTick()] })], 0);
    const last = ledger.add(
      [
        tick({
          number: 1,
          started: 7,
          answered: 3,
          gone: 2,
          events: [eventTick({ violation: [4, 4] }), eventTick()],
        }),
        tick({ number: 1, worker: 1, started: 3, events: [eventTick(), eventTick({}, { dropped: 5 })] }),
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
    expect(ledger.latency().max).toBe(900);
  });

  test('that ended the run may be shorter', () => {
    const ledger = open();
    const events = [eventTick(), eventTick()];
    expect(ledger.add([tick({ started: 50, at: 250, phase: 'ended', events })], 0)).toMatchObject({
      length: 250,
      rate: 200,
    });
    const still = tick({ worker: 1, started: 50, events });
    expect(open().add([tick({ at: 250, phase: 'ended', events }), still], 0).length).toBe(1000);
  });
});

test('what is so right now is that of the last tick of each worker', () => {
  const ledger = open();
  const events = [eventTick(), eventTick()];
  const now = { inFlight: 5, waiting: 2, sockets: 9, lastStart: 800 };
  ledger.add([tick({ ...now, events }), tick({ ...now, worker: 1, events })], 0);
  ledger.add(
    [tick({ number: 1, worker: 1, inFlight: 1, sockets: 10, lastStart: 1900, at: 2000, events })],
    1,
  );
  expect([ledger.inFlight, ledger.waiting, ledger.sockets, ledger.lastStart, ledger.ended]).toEqual([
    6, 2, 19, 1900, 2000,
  ]);
});

test('the busiest worker tells how busy the generator was', () => {
  const ledger = open();
  const events = [eventTick(), eventTick()];
  expect(ledger.busy).toBe(0);
  for (const number of [0, 1]) {
    ledger.add(
      [
        tick({ number, events, busy: { active: 100, total: 1000 } }),
        tick({ number, worker: 1, events, busy: { active: number * 1000, total: 1000 } }),
      ],
      number,
    );
  }
  expect(ledger.busy).toBe(0.5);
});

test('lateness is of what had a place; a log that could not be written is told of', () => {
  const ledger = open();
  const events = [eventTick(), eventTick()];
  ledger.add([tick({ events, lateness: sparse(1, 2, 3) })], 0);
  expect(ledger.lateness()).toMatchObject({ min: 1, mean: 2, max: 3 });
  expect(ledger.logProblem).toBeNull();
  ledger.add([tick({ number: 1, events, logProblem: 'no space left on device' })], 1);
  expect(ledger.logProblem).toBe('no space left on device');
});
