import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { ConnectionPool } from '../../src/http/pool.ts';
import { openPool, PoolDriver, withDriver } from '../fixtures/hostile/drivers.ts';
import {
  type Answer,
  ok,
  receiver,
  response,
  says,
  saysAndCloses,
  withReceiver,
} from '../fixtures/hostile/receiver.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(2);

const fifo = { timeout: 10_000, scheduling: 'fifo' } as const;

/** Sockets and connections being made that keep the process alive. */
function handles(): number {
  return process.getActiveResourcesInfo().filter((name) => /^(TCP|TLS)/.test(name)).length;
}

function sendEmpty(pool: ConnectionPool<unknown>): void {
  const now = performance.now();
  pool.take().send('POST', '/', pool.headers({}), Buffer.from('{}'), now, now);
}

test('each delivery is reported once', async () => {
  const reported: number[] = [];
  await withReceiver(
    (socket, _, nth) => {
      if (nth % 3 === 2) socket.resetAndDestroy();
      else socket.write(ok());
    },
    async ({ url }) => {
      let next = 0;
      await new Promise<void>((resolve) => {
        const pool: ConnectionPool<{ n: number }> = new ConnectionPool(url, fifo, () => ({ n: 0 }), {
          ended: ({ delivery: { n } }) => reported.push(n),
          free: () => {
            if (next < 300) send();
            else if (reported.length === 300) void pool.close().then(resolve);
          },
        });
        const send = (): void => {
          const slot = pool.take();
          slot.delivery.n = next;
          next += 1;
          const now = performance.now();
          slot.send('POST', '/', pool.headers({}), Buffer.from('{}'), now, now);
        };
        for (let i = 0; i < 7; i += 1) send();
      });
    },
  );
  expect(reported.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, n) => n));
});

test('the sockets that were opened are counted', async () => {
  await withDriver(
    openPool,
    saysAndCloses(response('200 OK', 'Connection: close\r\n', '{}')),
    async (driver) => {
      for (let round = 0; round < 20; round += 1) await driver.send();
      await Promise.all(Array.from({ length: 10 }, () => driver.send()));
      expect(driver.pool.opened).toBe(30);
    },
  );
});

test('what is being connected is counted, and is no longer when it is made, refused or given up', async () => {
  const gone = await receiver(says(ok()));
  await gone.close();
  const never = (): void => undefined;
  await withReceiver(says(ok()), async ({ url }) => {
    for (const [to, lookup] of [[url], [gone.url], [new URL('http://never.test/'), never]] as const) {
      let dialing = 0;
      let most = 0;
      const ended: unknown[] = [];
      const options = { ...fifo, ...(lookup && { lookup }) };
      const pool: ConnectionPool<null> = new ConnectionPool(to, options, () => null, {
        ended: ({ error }) => ended.push(error?.code),
        free: () => undefined,
        dialing: (change) => {
          dialing += change;
          most = Math.max(most, dialing);
        },
      });
      for (let i = 0; i < 3; i += 1) sendEmpty(pool);
      await vi.waitFor(() => expect(most).toBe(3));
      if (lookup === undefined) await vi.waitFor(() => expect(ended).toHaveLength(3));
      await pool.close();
      expect(ended).toHaveLength(3);
      expect(dialing).toBe(0);
    }
  });
});

test('connections that fail at once leave everything else its turn', async () => {
  // No route leads there, and the system says so at once: nothing leaves this machine.
  const nowhere = new URL('http://255.255.255.255:9/');
  let ended = 0;
  let over = false;
  const pool: ConnectionPool<null> = new ConnectionPool(nowhere, fifo, () => null, {
    ended: () => {
      ended += 1;
    },
    free: () => {
      if (!over) sendEmpty(pool);
    },
  });
  const began = performance.now();
  sendEmpty(pool);
  await pause(50);
  over = true;
  expect(performance.now() - began).toBeLessThan(1000);
  expect(ended).toBeGreaterThan(1);
  await pool.close();
});

test('closing ends what is under way and what is being connected, and leaves no handle', async () => {
  const before = handles();
  await withReceiver(
    () => undefined,
    async (opened) => {
      const driver = new PoolDriver(opened.url);
      const started = Array.from({ length: 5 }, () => driver.send());
      await vi.waitFor(() => expect(opened.requests).toHaveLength(5));
      started.push(driver.send());
      await driver[Symbol.asyncDispose]();
      for (const { error } of await Promise.all(started)) expect(error?.code).toBe('aborted');
      await vi.waitFor(() => expect(opened.open).toBe(0));
    },
  );
  await vi.waitFor(() => expect(handles()).toBeLessThanOrEqual(before));
});

describe('idle connections', () => {
  /** Slow enough for all deliveries of a peak to be under way at once. */
  const slowly: Answer = (socket) => void setTimeout(() => socket.write(ok()), 5);

  const peak = (driver: PoolDriver, size: number): Promise<unknown> =>
    Promise.all(Array.from({ length: size }, () => driver.send()));

  /** One after the other, for so many ms. */
  async function trickle(driver: PoolDriver, length: number): Promise<void> {
    const until = performance.now() + length;
    while (performance.now() < until) await driver.send();
  }

  /** How many requests each connection served: four at once, then eight one after the other. */
  async function served(scheduling: 'fifo' | 'lifo'): Promise<number[]> {
    const count = new Map<unknown, number>();
    const answer: Answer = (socket, _, nth) => {
      count.set(socket, nth + 1);
      setTimeout(() => socket.write(ok()), 5);
    };
    const open = (url: URL): PoolDriver => new PoolDriver(url, { scheduling });
    await withDriver(open, answer, async (driver) => {
      await peak(driver, 4);
      for (let i = 0; i < 8; i += 1) await driver.send();
    });
    return [...count.values()].sort();
  }

  test('fifo: all are used in turn, and none is idle for long', async () => {
    expect(await served('fifo')).toEqual([3, 3, 3, 3]);
  });

  test('lifo: one does all the work while it is enough', async () => {
    expect(await served('lifo')).toEqual([1, 1, 1, 9]);
  });

  test('those that a peak once needed are thinned out, a few at a time, and not opened again', async () => {
    await withDriver(openPool, slowly, async (driver, receiver) => {
      await peak(driver, 24);
      expect(receiver.open).toBe(24);
      // 24 connections that take turns of some 6 ms are never idle for long: nothing else would close them.
      await trickle(driver, 1700);
      const once = receiver.open;
      expect(once).toBeLessThan(24);
      await trickle(driver, 1500);
      expect(receiver.open).toBeLessThan(once);
      expect(receiver.open).toBeGreaterThan(12);
      expect(receiver.connections).toBe(24);
    });
  });

  test('those that peaks keep needing stay', async () => {
    await withDriver(openPool, slowly, async (driver, receiver) => {
      for (let round = 0; round < 8; round += 1) {
        await peak(driver, 24);
        await pause(300);
      }
      expect(receiver.open).toBe(24);
      expect(receiver.connections).toBe(24);
    });
  });

  test('after a rest, none is taken that has been closed', async () => {
    await withDriver(openPool, slowly, async (driver, receiver) => {
      await peak(driver, 24);
      await pause(1500);
      expect(receiver.open).toBe(0);
      for (let i = 0; i < 10; i += 1) await driver.send();
      expect(receiver.connections).toBe(25);
    });
  });
});
