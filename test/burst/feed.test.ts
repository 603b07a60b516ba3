import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ClosedFeed, type Feed, type Launch, OpenFeed } from '../../src/burst/feed.ts';
import { openSchedule, type ScheduleSpec } from '../../src/burst/schedule.ts';
import type { DropReason } from '../../src/burst/tally.ts';

const patience = 100;

const spec = (changes: Partial<ScheduleSpec> = {}): ScheduleSpec => ({
  stretches: [{ spike: 0, from: 100, to: 100, length: Number.POSITIVE_INFINITY }],
  repeat: false,
  duration: null,
  count: 20,
  poisson: false,
  seed: 'feed',
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

/** Where deliveries are started by a clock that is stepped. */
class Stage {
  now = 0;
  places: number;
  readonly events: Event[] = [];
  readonly #opened: Feed[] = [];

  constructor(places = Number.POSITIVE_INFINITY) {
    this.places = places;
  }

  readonly elapsed = (): number => this.now;

  readonly launch: Launch = {
    free: () => this.places > 0,
    start: (n, due, at, waited) => {
      this.places -= 1;
      this.events.push({ what: 'start', n, due, at, waited });
    },
    drop: (n, due, reason) => this.events.push({ what: 'drop', n, due, at: this.now, reason }),
  };

  open(changes: Partial<ScheduleSpec> = {}, share = { worker: 0, workers: 1 }): OpenFeed {
    const feed = new OpenFeed(() => openSchedule(spec(changes)), share, patience, this.launch, this.elapsed);
    this.#opened.push(feed);
    return feed;
  }

  closed(connections: number, count: number | null, duration: number | null): ClosedFeed {
    this.places = connections;
    const loop = { connections, count, duration };
    return new ClosedFeed(loop, { worker: 0, workers: 1 }, this.launch, this.elapsed);
  }

  /** Numbers of what was started or dropped. */
  numbers(what: Event['what']): number[] {
    return this.events.filter((event) => event.what === what).map(({ n }) => n);
  }

  /** No timer is left. */
  strike(): void {
    for (const feed of this.#opened) feed.stop();
  }
}

let stage = new Stage();
afterEach(() => stage.strike());
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('an open loop', () => {
  test('starts nothing before it is due, and all that is due at each moment', () => {
    stage = new Stage();
    const feed = stage.open();
    for (stage.now = 0; stage.now < 250; stage.now += 7) {
      feed.advance();
      expect(stage.numbers('start')).toEqual(numbers(0, Math.min(20, Math.floor(stage.now / 10) + 1)));
    }
    for (const { due, at, n } of stage.events) {
      expect(due).toBe(10 * n);
      expect(at).toBeGreaterThanOrEqual(due);
    }
    expect(feed.exhausted).toBe(true);
  });

  test('comes back by itself when more is due', async () => {
    stage = new Stage();
    const began = performance.now();
    const feed = new OpenFeed(
      () => openSchedule(spec({ count: 30 })),
      { worker: 0, workers: 1 },
      60_000,
      stage.launch,
      () => performance.now() - began,
    );
    feed.advance();
    expect(stage.events.length).toBeLessThan(30);
    await vi.waitFor(() => expect(feed.exhausted).toBe(true), { timeout: 10_000 });
    expect(stage.numbers('start')).toEqual(numbers(0, 30));
    for (const { due, at } of stage.events) expect(at).toBeGreaterThanOrEqual(due);
  });

  test('a backlog is started with turns for what has arrived in between', async () => {
    stage = new Stage();
    let turns = 0;
    const began = performance.now();
    const slow: Launch = {
      ...stage.launch,
      start: (...delivery) => {
        stage.launch.start(...delivery);
        const until = performance.now() + 1;
        while (performance.now() < until);
      },
    };
    const feed = new OpenFeed(
      () => openSchedule(spec({ stretches: [{ spike: 40, from: 0, to: 0, length: 1 }], count: null })),
      { worker: 0, workers: 1 },
      60_000,
      slow,
      () => performance.now() - began,
    );
    feed.advance();
    while (!feed.exhausted) {
      turns += 1;
      await pause(0);
    }
    expect(stage.numbers('start')).toEqual(numbers(0, 40));
    expect(turns).toBeGreaterThan(2);
  });

  test('what has no place waits, and starts when there is one, in its turn', () => {
    stage = new Stage(3);
    const feed = stage.open();
    stage.now = 45;
    feed.advance();
    expect(stage.numbers('start')).toEqual([0, 1, 2]);
    feed.takeDue();
    expect(feed.waiting).toBe(2);
    feed.freed();
    expect(stage.numbers('start')).toEqual([0, 1, 2]);
    stage.now = 60;
    stage.places = 2;
    feed.freed();
    expect(stage.numbers('start')).toEqual([0, 1, 2, 3, 4]);
    expect(stage.numbers('drop')).toEqual([]);
    feed.takeDue();
    expect(feed.waiting).toBe(2);
  });

  test('who waited for a place is told from who was only started late', () => {
    stage = new Stage(1);
    const feed = stage.open({ count: 5 });
    stage.now = 15;
    feed.advance();
    stage.now = 20;
    stage.places = 10;
    feed.freed();
    stage.now = 47;
    feed.advance();
    expect(stage.events.map(({ waited }) => waited)).toEqual([false, true, true, false, false]);
  });

  test('what could not be started for as long as the patience lasts is dropped, and not a moment sooner', () => {
    stage = new Stage(0);
    const feed = stage.open({ count: 3 });
    feed.advance();
    stage.now = patience - 0.01;
    feed.freed();
    expect(stage.events).toEqual([]);
    stage.now = patience;
    feed.freed();
    expect(stage.numbers('drop')).toEqual([0]);
    stage.places = 1;
    stage.now = patience + 19.99;
    feed.freed();
    expect(stage.numbers('drop')).toEqual([0, 1]);
    expect(stage.numbers('start')).toEqual([2]);
    expect(feed.exhausted).toBe(true);
  });

  test('why something was dropped is told: no place, a generator that came too late, a stop', () => {
    stage = new Stage(0);
    const feed = stage.open({ count: 100 });
    feed.advance();
    stage.now = patience;
    feed.freed();
    stage.places = 1000;
    feed.freed();
    expect(stage.numbers('start')).toHaveLength(10);
    stage.now = 5 * patience;
    feed.advance();
    stage.places = 0;
    stage.now += 10;
    feed.stop();
    const reasons = stage.events.flatMap(({ reason }) => reason ?? []);
    expect([reasons[0], ...new Set(reasons)]).toEqual(['crowded', 'crowded', 'overslept', 'stopped']);
    expect(reasons.filter((reason) => reason === 'overslept')).toHaveLength(30);
  });

  test('stopped, it gives up what is due, and starts nothing more', () => {
    stage = new Stage(2);
    const feed = stage.open();
    stage.now = 55;
    feed.advance();
    feed.stop();
    expect(stage.numbers('start')).toEqual([0, 1]);
    expect(stage.numbers('drop')).toEqual([2, 3, 4, 5]);
    expect(feed.exhausted).toBe(true);
    stage.now = 1000;
    stage.places = 10;
    feed.freed();
    feed.advance();
    feed.stop();
    expect(stage.events).toHaveLength(6);
    expect(feed.takeDue()).toBe(6);
    expect(feed.takeDue()).toBe(0);
    expect(feed.waiting).toBe(0);
  });

  test('stopped before it began, it has nothing', () => {
    stage = new Stage();
    stage.now = -20;
    const feed = stage.open();
    feed.stop();
    stage.now = 500;
    feed.advance();
    expect(stage.events).toEqual([]);
    expect(feed.takeDue()).toBe(0);
  });

  test('stopped by what it starts, as a failure may do, it goes no further', () => {
    stage = new Stage();
    const { launch } = stage;
    const feed: OpenFeed = new OpenFeed(
      () => openSchedule(spec()),
      { worker: 0, workers: 1 },
      patience,
      {
        ...launch,
        start: (...delivery) => {
          launch.start(...delivery);
          if (delivery[0] === 2) feed.stop();
        },
      },
      stage.elapsed,
    );
    stage.now = 90;
    feed.advance();
    expect(stage.numbers('start')).toEqual([0, 1, 2]);
    expect(new Set(stage.events.map(({ n }) => n)).size).toBe(stage.events.length);
    expect(feed.exhausted).toBe(true);
  });

  test.each([false, true])('what falls due is counted once, blocked or not, as in life: %s', (poisson) => {
    for (const places of [0, 3, 1000]) {
      stage = new Stage(places);
      const feed = stage.open({ poisson, count: 50 });
      const due = openSchedule(spec({ poisson, count: 50 }));
      let counted = 0;
      for (stage.now = 0; stage.now < 400; stage.now += 33) {
        feed.advance();
        feed.freed();
        counted += feed.takeDue();
        const fallen = numbers(0, 50).filter((n) => due.due(n) <= stage.now).length;
        expect(counted).toBe(fallen);
        expect(feed.waiting).toBe(fallen - stage.events.length);
      }
      stage.now = 5000;
      feed.stop();
      counted += feed.takeDue();
      expect(counted).toBe(stage.events.length);
      expect(counted).toBe(50);
    }
  });

  test.each([1, 2, 3, 4])('%i workers together start each once, when it is due', (workers) => {
    stage = new Stage();
    const feeds = numbers(0, workers).map((worker) => stage.open({ count: 25 }, { worker, workers }));
    let due = 0;
    for (stage.now = 0; stage.now < 300; stage.now += 11) {
      for (const feed of feeds) feed.advance();
      due += feeds.reduce((sum, feed) => sum + feed.takeDue(), 0);
    }
    expect(stage.numbers('start').toSorted((a, b) => a - b)).toEqual(numbers(0, 25));
    expect(due).toBe(25);
    expect(feeds.every(({ exhausted }) => exhausted)).toBe(true);
  });

  test('a worker that no delivery falls to is done at once', () => {
    stage = new Stage();
    expect(stage.open({ count: 2 }, { worker: 2, workers: 3 }).exhausted).toBe(true);
    expect(stage.open({ count: 0 }).exhausted).toBe(true);
  });
});

describe('a closed loop', () => {
  test('keeps every place taken until its count is reached', () => {
    stage = new Stage();
    const feed = stage.closed(3, 8, null);
    feed.advance();
    expect(stage.numbers('start')).toEqual([0, 1, 2]);
    expect(feed.takeDue()).toBe(3);
    for (let ended = 0; ended < 8; ended += 1) {
      stage.now += 5;
      stage.places += 1;
      feed.freed();
    }
    expect(stage.numbers('start')).toEqual(numbers(0, 8));
    expect(feed.exhausted).toBe(true);
    expect(feed.takeDue()).toBe(5);
    expect(feed.waiting).toBe(0);
    for (const { due, at, waited } of stage.events) expect([due, waited]).toEqual([at, false]);
  });

  test('starts nothing once its time is up', () => {
    stage = new Stage();
    const feed = stage.closed(1, null, 100);
    for (const now of [0, 60, 99.9, 100, 101]) {
      stage.now = now;
      stage.places = 1;
      feed.freed();
    }
    expect(stage.events.map(({ at }) => at)).toEqual([0, 60, 99.9]);
    expect(feed.exhausted).toBe(true);
  });

  test('stopped, it starts nothing more, and drops nothing', () => {
    stage = new Stage();
    const feed = stage.closed(2, null, null);
    feed.advance();
    feed.stop();
    stage.places = 2;
    feed.freed();
    expect(stage.numbers('start')).toEqual([0, 1]);
    expect(stage.numbers('drop')).toEqual([]);
    expect(feed.exhausted).toBe(true);
  });
});
