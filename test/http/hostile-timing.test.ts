import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { slow } from '../fixtures/hostile/answers.ts';
import {
  drivers,
  judged,
  openClient,
  openPool,
  patience,
  post,
  sendTo,
  withDriver,
} from '../fixtures/hostile/drivers.ts';
import { ok, says, withReceiver } from '../fixtures/hostile/receiver.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(5);

const silent = (): undefined => undefined;

describe.each(drivers)('$name', ({ open, early, late }) => {
  describe.concurrent('a receiver that takes too long meets the deadline', () => {
    // Long beside what a busy machine takes to connect.
    const timeout = 4 * patience;

    test.each(Object.entries(slow))('%s', async (_, [code, answer]) => {
      await withDriver(
        open,
        answer,
        async (driver) => {
          const sending = driver.send();
          // Where this timer is late, the deadline may be, too.
          const timer = pause(timeout).then(() => performance.now());
          const exchange = await sending;
          const ended = performance.now();
          expect(ended - (await timer)).toBeLessThan(late);
          const { codes, verdict } = judged(exchange);
          expect(codes).toEqual([code]);
          expect(verdict.outcome).toBe('timeout');
          expect(exchange.error?.message.en).toContain(`within ${timeout} ms`);
          expect(exchange.timings.total).toBeGreaterThanOrEqual(timeout - early);
        },
        { timeout },
      );
    });
  });

  test('a receiver that never reads a large upload meets the deadline', async () => {
    await withDriver(
      open,
      silent,
      async (driver) => {
        const { error } = await driver.send({ body: Buffer.alloc(32_000_000, 0x20) });
        expect(error?.code).toBe('timeout.headers');
      },
      { timeout: patience },
      { onConnection: (socket) => socket.pause() },
    );
  });

  test('a TLS handshake that stalls is timeout.connect, and nothing was sent', async () => {
    await withReceiver(silent, async ({ url, requests }) => {
      const secure = new URL(url);
      secure.protocol = 'https:';
      const { codes, exchange } = await sendTo(open, secure, { timeout: patience });
      expect(codes).toEqual(['timeout.connect']);
      expect(exchange.timings.connect).toBeGreaterThan(patience / 2);
      expect(exchange.timings.firstByte).toBeNull();
      expect(requests).toEqual([]);
    });
  });

  test('the deadline starts when the delivery was due', async () => {
    await withDriver(
      open,
      silent,
      async (driver) => {
        const began = performance.now();
        const { error, timings } = await driver.send({ due: began - 59_000 });
        expect(error?.code).toBe('timeout.headers');
        expect(timings.queue).toBeGreaterThanOrEqual(59_000);
        expect(performance.now() - began).toBeLessThan(5000);
      },
      { timeout: 60_000 },
    );
  });

  test('timings tell a new connection from an open one', async () => {
    await withDriver(
      open,
      (socket) => setTimeout(() => socket.write(ok()), 30),
      async (driver, receiver) => {
        const first = await driver.send();
        const second = await driver.send();
        expect(first.timings.connect).toBeGreaterThan(0);
        expect(second.timings.connect).toBe(0);
        for (const { timings, startedAt } of [first, second]) {
          expect(timings.firstByte).toBeGreaterThan(25);
          expect(timings.total).toBeGreaterThanOrEqual(timings.firstByte ?? Number.POSITIVE_INFINITY);
          expect(Math.abs(Date.now() - startedAt)).toBeLessThan(2000);
        }
        expect(receiver.connections).toBe(1);
      },
    );
  });
});

describe('a client', () => {
  test('counts the wait for a connection towards the deadline', async () => {
    await withDriver(
      openClient(1),
      (socket) => setTimeout(() => socket.write(ok()), 480),
      async (driver, { requests }) => {
        const exchanges = await Promise.all([1, 2, 3, 4].map(() => driver.send()));
        const codes = exchanges.map(({ error }) => error?.code ?? 'answered');
        // The third gets its connection 240 ms before its deadline, the fourth none at all.
        expect(codes).toEqual(['answered', 'answered', 'timeout.headers', 'timeout.queue']);
        expect(requests.length).toBe(3);
        const [, second, third, fourth] = exchanges;
        expect(second?.timings.queue).toBeGreaterThan(400);
        expect((third?.timings.queue ?? 0) + (third?.timings.total ?? 0)).toBeGreaterThan(1190);
        expect(fourth?.timings.queue).toBeGreaterThan(1190);
        expect(fourth?.timings.connect).toBeNull();
        expect(fourth?.error?.message.en).toContain('nothing was sent');
      },
      { timeout: 1200 },
    );
  });

  test('does not send a delivery that was due too long ago', async () => {
    await withDriver(
      openClient(1),
      says(ok()),
      async ({ client }, { url, requests }) => {
        const exchange = await client.send(post(url), { due: performance.now() - 200 });
        expect(exchange.error?.code).toBe('timeout.queue');
        expect(exchange.timings.queue).toBeGreaterThanOrEqual(200);
        expect(requests).toEqual([]);
      },
      { timeout: 100 },
    );
  });
});

describe('a pool', () => {
  test('takes no answer that comes after the deadline, but before the next sweep', async () => {
    await withDriver(
      openPool,
      (socket) => void setTimeout(() => socket.write(ok()), 160),
      async (driver) => {
        const exchanges = await Promise.all(
          Array.from({ length: 30 }, async (_, i) => {
            await pause(i * 7);
            return driver.send();
          }),
        );
        for (const { error } of exchanges) expect(error?.code).toMatch(/^timeout\./);
      },
      { timeout: 155 },
    );
  });

  test('sweeps away neither what has ended, nor what comes after it on the same connection', async () => {
    await withDriver(
      openPool,
      (socket, _, nth) => {
        if (nth < 3) socket.write(ok());
        else setTimeout(() => socket.write(ok()), 200);
      },
      async (driver, receiver) => {
        for (let i = 0; i < 3; i += 1) expect((await driver.send()).error).toBeNull();
        // Beyond their deadlines, but not yet so late that idle connections are closed.
        driver.pool.sweep(performance.now() + 900);
        expect((await driver.send()).error).toBeNull();
        expect(receiver.connections).toBe(1);
      },
      { timeout: 800 },
    );
  });
});
