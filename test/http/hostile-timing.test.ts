import { describe, expect, test } from 'vitest';
import { openCourier } from '../../src/http/client.ts';
import { slow } from '../fixtures/hostile/answers.ts';
import { deliverOnce, judged, patience, post, withReceiver } from '../fixtures/hostile/deliver.ts';
import { ok, says } from '../fixtures/hostile/receiver.ts';

describe('a receiver that takes too long meets the deadline', () => {
  test.each(Object.entries(slow))('%s', async (_, [code, answer]) => {
    const { codes, verdict, exchange } = await deliverOnce(answer);
    expect(codes).toEqual([code]);
    expect(verdict.outcome).toBe('timeout');
    expect(exchange.error?.message).toContain(`within ${patience} ms`);
    expect(exchange.timings.total).toBeGreaterThan(patience - 20);
    expect(exchange.timings.total).toBeLessThan(patience + 150);
  });
});

test('a receiver that never reads a large upload meets the deadline', async () => {
  await withReceiver(
    () => undefined,
    async ({ url }) => {
      const courier = openCourier(url, { connections: 1, timeout: patience });
      const { codes } = judged(await courier.deliver(post(url, Buffer.alloc(32_000_000, 0x20))));
      expect(codes).toEqual(['timeout.headers']);
      await courier.close();
    },
    { onConnection: (socket) => socket.pause() },
  );
});

test('a TLS handshake that stalls is timeout.connect, and nothing was sent', async () => {
  await withReceiver(
    () => undefined,
    async ({ url }) => {
      const secure = new URL(url);
      secure.protocol = 'https:';
      const courier = openCourier(secure, { connections: 1, timeout: patience });
      const { codes, exchange } = judged(await courier.deliver(post(secure)));
      expect(codes).toEqual(['timeout.connect']);
      expect(exchange.timings.connect).toBeGreaterThan(patience / 2);
      expect(exchange.timings.firstByte).toBeNull();
      await courier.close();
    },
  );
});

test('the deadline starts when the delivery was due, the wait for a connection included', async () => {
  await withReceiver(
    (socket) => setTimeout(() => socket.write(ok()), 120),
    async ({ url, requests }) => {
      const courier = openCourier(url, { connections: 1, timeout: 300 });
      const exchanges = await Promise.all([1, 2, 3, 4].map(() => courier.deliver(post(url))));
      const codes = exchanges.map(({ error }) => error?.code ?? 'answered');
      // The third gets its connection 60 ms before its deadline, the fourth none at all.
      expect(codes).toEqual(['answered', 'answered', 'timeout.headers', 'timeout.queue']);
      expect(requests.length).toBe(3);
      const [, second, third, fourth] = exchanges;
      expect(second?.timings.queue).toBeGreaterThan(100);
      expect((third?.timings.queue ?? 0) + (third?.timings.total ?? 0)).toBeGreaterThan(290);
      expect(fourth?.timings.queue).toBeGreaterThan(290);
      expect(fourth?.timings.connect).toBeNull();
      expect(fourth?.error?.message).toContain('nothing was sent');
      await courier.close();
    },
  );
});

test('a delivery that was due too long ago is not sent', async () => {
  await withReceiver(says(ok()), async ({ url, requests }) => {
    const courier = openCourier(url, { connections: 1, timeout: 100 });
    const exchange = await courier.deliver(post(url), { due: performance.now() - 200 });
    expect(exchange.error?.code).toBe('timeout.queue');
    expect(exchange.timings.queue).toBeGreaterThanOrEqual(200);
    expect(requests).toEqual([]);
    await courier.close();
  });
});

test('timings tell a new connection from an open one', async () => {
  await withReceiver(
    (socket) => setTimeout(() => socket.write(ok()), 30),
    async (receiver) => {
      const courier = openCourier(receiver.url, { connections: 1, timeout: 1000 });
      const first = await courier.deliver(post(receiver.url));
      const second = await courier.deliver(post(receiver.url));
      expect(first.timings.connect).toBeGreaterThan(0);
      expect(second.timings.connect).toBe(0);
      for (const { timings, startedAt } of [first, second]) {
        expect(timings.firstByte).toBeGreaterThan(25);
        expect(timings.total).toBeGreaterThanOrEqual(timings.firstByte ?? Number.POSITIVE_INFINITY);
        expect(Math.abs(Date.now() - startedAt)).toBeLessThan(2000);
      }
      expect(receiver.connections).toBe(1);
      await courier.close();
    },
  );
});
