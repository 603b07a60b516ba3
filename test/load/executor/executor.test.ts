import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  ArrivalRateExecutor,
  ConstantConcurrencyExecutor,
  type Dispatcher,
  type Executor,
} from '../../../src/load/executor/executor.ts';
import type { DropReason } from '../../../src/load/metrics/worker-counters.ts';
import { openSchedule, type ScheduleSpec } from '../../../src/load/schedule/schedule.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';

useVirtualTime();

const patience = 100;

const spec = (changes: Partial<ScheduleSpec> = {}): ScheduleSpec => ({
  stages: [{ batch: 0, from: 100, to: 100, length: Number.POSITIVE_INFINITY }],
  repeat: false,
  duration: null,
  count: 20,
  poisson: false,
  seed: 'executor',
  ...changes,
});

interface Event {
  readonly what: 'start' | 'drop';
  readonly n: number;
  readonly due: number;
  readonly at: number;
  readonly waited?: boolean;
  readonly reason?: DropReason;
}

/** A dispatcher with a manual clock. */
class Stage {
  /** ms that dropping a delivery takes. */
  cost = 0;
  now = 0;
  places: number;
  readonly events: Event[] = [];
  readonly #opened: Executor[] = [];

  constructor(places = Number.POSITIVE_INFINITY) {
    this.places = places;
  }

  readonly elapsed = (): number => this.now;

  readonly dispatcher: Dispatcher = {
    hasRoom: () => this.places > 0,
    start: (n, due, at, waited) => {
      this.places -= 1;
      this.events.push({ what: 'start', n, due, at, waited });
    },
    drop: (n, due, reason) => {
      this.events.push({ what: 'drop', n, due, at: this.now, reason });
      this.now += this.cost;
    },
  };

  open(changes: Partial<ScheduleSpec> = {}, share = { worker: 0, workers: 1 }): ArrivalRateExecutor {
    const executor = new ArrivalRateExecutor(
      () => openSchedule(spec(changes)),
      share,
      patience,
      this.dispatcher,
      this.elapsed,
    );
    this.#opened.push(executor);
    return executor;
  }

  closed(connections: number, count: number | null, duration: number | null): ConstantConcurrencyExecutor {
    this.places = connections;
    const loop = { connections, count, duration };
    return new ConstantConcurrencyExecutor(loop, { worker: 0, workers: 1 }, this.dispatcher, this.elapsed);
  }

  /** Numbers of the deliveries that were started or dropped. */
  numbers(what: Event['what']): number[] {
    return this.events.filter((event) => event.what === what).map(({ n }) => n);
  }

  /** No timer is left. */
  strike(): void {
    for (const executor of this.#opened) executor.close();
  }
}

let stage = new Stage();
afterEach(() => stage.strike());
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('an open loop', () => {
  test('starts no delivery before it is due, and all that are due at a moment', () => {
    stage = new Stage();
    const executor = stage.open();
    for (stage.now = 0; stage.now < 250; stage.now += 7) {
      executor.advance();
      expect(stage.numbers('start')).toEqual(numbers(0, Math.min(20, Math.floor(stage.now / 10) + 1)));
    }
    for (const { due, at, n } of stage.events) {
      expect(due).toBe(10 * n);
      expect(at).toBeGreaterThanOrEqual(due);
    }
    expect(executor.exhausted).toBe(true);
  });

  test('sets a timer for the next delivery', async () => {
    stage = new Stage();
    const began = performance.now();
    const executor = new ArrivalRateExecutor(
      () => openSchedule(spec({ count: 30 })),
      { worker: 0, workers: 1 },
      60_000,
      stage.dispatcher,
      () => performance.now() - began,
    );
    executor.advance();
    expect(stage.events.length).toBeLessThan(30);
    await vi.waitFor(() => expect(executor.exhausted).toBe(true), { timeout: 10_000 });
    expect(stage.numbers('start')).toEqual(numbers(0, 30));
    for (const { due, at } of stage.events) expect(at).toBeGreaterThanOrEqual(due);
  });

  test('yields to the event loop while it starts a backlog', async () => {
    stage = new Stage();
    let turns = 0;
    const slow: Dispatcher = {
      ...stage.dispatcher,
      start: (...delivery) => {
        stage.dispatcher.start(...delivery);
        stage.now += 1;
      },
    };
    const executor = new ArrivalRateExecutor(
      () => openSchedule(spec({ stages: [{ batch: 40, from: 0, to: 0, length: 1 }], count: null })),
      { worker: 0, workers: 1 },
      60_000,
      slow,
      stage.elapsed,
    );
    executor.advance();
    while (!executor.exhausted) {
      turns += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(stage.numbers('start')).toEqual(numbers(0, 40));
    expect(turns).toBeGreaterThan(2);
  });

  test('deliveries without room wait, and start in order when there is room', () => {
    stage = new Stage(3);
    const executor = stage.open();
    stage.now = 45;
    executor.advance();
    expect(stage.numbers('start')).toEqual([0, 1, 2]);
    executor.flushDue();
    expect(executor.waiting).toBe(2);
    executor.resume();
    expect(stage.numbers('start')).toEqual([0, 1, 2]);
    stage.now = 60;
    stage.places = 2;
    executor.resume();
    expect(stage.numbers('start')).toEqual([0, 1, 2, 3, 4]);
    expect(stage.numbers('drop')).toEqual([]);
    executor.flushDue();
    expect(executor.waiting).toBe(2);
  });

  test('distinguishes deliveries that waited for room from those that were only late', () => {
    stage = new Stage(1);
    const executor = stage.open({ count: 5 });
    stage.now = 15;
    executor.advance();
    stage.now = 20;
    stage.places = 10;
    executor.resume();
    stage.now = 47;
    executor.advance();
    expect(stage.events.map(({ waited }) => waited)).toEqual([false, true, true, false, false]);
  });

  test('drops a delivery when its patience is over, and not earlier', () => {
    stage = new Stage(0);
    const executor = stage.open({ count: 3 });
    executor.advance();
    stage.now = patience - 0.01;
    executor.resume();
    expect(stage.events).toEqual([]);
    stage.now = patience;
    executor.resume();
    expect(stage.numbers('drop')).toEqual([0]);
    stage.places = 1;
    stage.now = patience + 19.99;
    executor.resume();
    expect(stage.numbers('drop')).toEqual([0, 1]);
    expect(stage.numbers('start')).toEqual([2]);
    expect(executor.exhausted).toBe(true);
  });

  test('gives the reason of a drop: no room, a late generator, a stop', () => {
    stage = new Stage(0);
    const executor = stage.open({ count: 100 });
    executor.advance();
    stage.now = patience;
    executor.resume();
    stage.places = 1000;
    executor.resume();
    expect(stage.numbers('start')).toHaveLength(10);
    stage.now = 5 * patience;
    executor.advance();
    stage.places = 0;
    stage.now += 10;
    executor.stop();
    const reasons = stage.events.flatMap(({ reason }) => reason ?? []);
    expect([reasons[0], ...new Set(reasons)]).toEqual([
      'poolExhausted',
      'poolExhausted',
      'generatorLate',
      'stopped',
    ]);
    expect(reasons.filter((reason) => reason === 'generatorLate')).toHaveLength(30);
  });

  test('drops what is due when it is stopped, and starts nothing more', () => {
    stage = new Stage(2);
    const executor = stage.open();
    stage.now = 55;
    executor.advance();
    executor.stop();
    expect(stage.numbers('start')).toEqual([0, 1]);
    expect(stage.numbers('drop')).toEqual([2, 3, 4, 5]);
    expect(executor.exhausted).toBe(true);
    stage.now = 1000;
    stage.places = 10;
    executor.resume();
    executor.advance();
    executor.stop();
    expect(stage.events).toHaveLength(6);
    expect(executor.flushDue()).toBe(6);
    expect(executor.flushDue()).toBe(0);
    expect(executor.waiting).toBe(0);
  });

  test('starts and drops nothing if it is stopped before the start', () => {
    stage = new Stage();
    stage.now = -20;
    const executor = stage.open();
    executor.stop();
    stage.now = 500;
    executor.advance();
    expect(stage.events).toEqual([]);
    expect(executor.flushDue()).toBe(0);
  });

  test('starts nothing more if a delivery that it starts stops it', () => {
    stage = new Stage();
    const { dispatcher } = stage;
    const executor: ArrivalRateExecutor = new ArrivalRateExecutor(
      () => openSchedule(spec()),
      { worker: 0, workers: 1 },
      patience,
      {
        ...dispatcher,
        start: (...delivery) => {
          dispatcher.start(...delivery);
          if (delivery[0] === 2) executor.stop();
        },
      },
      stage.elapsed,
    );
    stage.now = 90;
    executor.advance();
    expect(stage.numbers('start')).toEqual([0, 1, 2]);
    expect(new Set(stage.events.map(({ n }) => n)).size).toBe(stage.events.length);
    expect(executor.exhausted).toBe(true);
  });

  test.each([false, true])('counts each delivery once as due, blocked or not; Poisson: %s', (poisson) => {
    for (const places of [0, 3, 1000]) {
      stage = new Stage(places);
      const executor = stage.open({ poisson, count: 50 });
      const due = openSchedule(spec({ poisson, count: 50 }));
      let counted = 0;
      for (stage.now = 0; stage.now < 400; stage.now += 33) {
        executor.advance();
        executor.resume();
        counted += executor.flushDue();
        const fallen = numbers(0, 50).filter((n) => due.due(n) <= stage.now).length;
        expect(counted).toBe(fallen);
        expect(executor.waiting).toBe(fallen - stage.events.length);
      }
      stage.now = 5000;
      executor.stop();
      counted += executor.flushDue();
      expect(counted).toBe(stage.events.length);
      expect(counted).toBe(50);
    }
  });

  test.each([1, 2, 3, 4])('%i workers together start each delivery once, when it is due', (workers) => {
    stage = new Stage();
    const feeds = numbers(0, workers).map((worker) => stage.open({ count: 25 }, { worker, workers }));
    let due = 0;
    for (stage.now = 0; stage.now < 300; stage.now += 11) {
      for (const executor of feeds) executor.advance();
      due += feeds.reduce((sum, executor) => sum + executor.flushDue(), 0);
    }
    expect(stage.numbers('start').toSorted((a, b) => a - b)).toEqual(numbers(0, 25));
    expect(due).toBe(25);
    expect(feeds.every(({ exhausted }) => exhausted)).toBe(true);
  });

  test('is exhausted at once if no delivery is in its share', () => {
    stage = new Stage();
    expect(stage.open({ count: 2 }, { worker: 2, workers: 3 }).exhausted).toBe(true);
    expect(stage.open({ count: 0 }).exhausted).toBe(true);
  });
});

describe('a closed loop', () => {
  test('keeps all connections busy until its count is reached', () => {
    stage = new Stage();
    const executor = stage.closed(3, 8, null);
    executor.advance();
    expect(stage.numbers('start')).toEqual([0, 1, 2]);
    expect(executor.flushDue()).toBe(3);
    for (let ended = 0; ended < 8; ended += 1) {
      stage.now += 5;
      stage.places += 1;
      executor.resume();
    }
    expect(stage.numbers('start')).toEqual(numbers(0, 8));
    expect(executor.exhausted).toBe(true);
    expect(executor.flushDue()).toBe(5);
    expect(executor.waiting).toBe(0);
    for (const { due, at, waited } of stage.events) expect([due, waited]).toEqual([at, false]);
  });

  test('starts nothing after its duration', () => {
    stage = new Stage();
    const executor = stage.closed(1, null, 100);
    for (const now of [0, 60, 99.9, 100, 101]) {
      stage.now = now;
      stage.places = 1;
      executor.resume();
    }
    expect(stage.events.map(({ at }) => at)).toEqual([0, 60, 99.9]);
    expect(executor.exhausted).toBe(true);
  });

  test('starts nothing more when it is stopped, and drops nothing', () => {
    stage = new Stage();
    const executor = stage.closed(2, null, null);
    executor.advance();
    executor.stop();
    stage.places = 2;
    executor.resume();
    expect(stage.numbers('start')).toEqual([0, 1]);
    expect(stage.numbers('drop')).toEqual([]);
    expect(executor.exhausted).toBe(true);
  });
});

test('a stop that has much to drop gives way to the event loop, and drops what was due by then', async () => {
  const executor = stage.open({ count: 1000, stages: [{ batch: 1000, from: 0, to: 0, length: 1000 }] });
  stage.places = 0;
  executor.advance();
  stage.now = 1;
  stage.cost = 1;
  executor.stop();
  expect(stage.numbers('drop').length).toBeLessThan(10);
  expect(executor.exhausted).toBe(false);
  while (!executor.exhausted) await new Promise((resolve) => setImmediate(resolve));
  expect(stage.numbers('drop')).toEqual(numbers(0, 1000));
  expect(executor.flushDue()).toBe(1000);
});
