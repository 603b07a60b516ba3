import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Ferry } from '../fixtures/hostile/ferry.ts';
import { withFerry } from '../fixtures/hostile/ferry.ts';
import { type Answer, ok } from '../fixtures/hostile/receiver.ts';

const patient = { timeout: 10_000 };

/** Long enough for a crowd to be on the way all at once. */
const slowly: Answer = (socket) => void setTimeout(() => socket.write(ok()), 5);

const crowd = (ferry: Ferry, size: number): Promise<unknown> =>
  Promise.all(Array.from({ length: size }, () => ferry.deliver()));

/** One after the other, for so many ms. */
async function trickle(ferry: Ferry, length: number): Promise<void> {
  const until = performance.now() + length;
  while (performance.now() < until) await ferry.deliver();
}

test('idle connections are used first in, first out: none rests for long', async () => {
  const served = new Map<unknown, number>();
  const answer: Answer = (socket, _, nth) => {
    served.set(socket, nth + 1);
    setTimeout(() => socket.write(ok()), 5);
  };
  await withFerry(
    answer,
    async (ferry) => {
      await crowd(ferry, 4);
      for (let i = 0; i < 8; i += 1) await ferry.deliver();
      expect([...served.values()]).toEqual([3, 3, 3, 3]);
    },
    patient,
  );
});

test('those that a crowd once needed are thinned out, a few at a time, and not opened again', async () => {
  await withFerry(
    slowly,
    async (ferry, receiver) => {
      await crowd(ferry, 24);
      expect(receiver.open).toBe(24);
      // 24 connections that take turns of some 6 ms never rest for long: nothing else would close them.
      await trickle(ferry, 1700);
      const once = receiver.open;
      expect(once).toBeLessThan(24);
      await trickle(ferry, 1500);
      expect(receiver.open).toBeLessThan(once);
      expect(receiver.open).toBeGreaterThan(12);
      expect(receiver.connections).toBe(24);
    },
    patient,
  );
});

test('those that crowds keep needing stay', async () => {
  await withFerry(
    slowly,
    async (ferry, receiver) => {
      for (let round = 0; round < 8; round += 1) {
        await crowd(ferry, 24);
        await pause(300);
      }
      expect(receiver.open).toBe(24);
      expect(receiver.connections).toBe(24);
    },
    patient,
  );
});

test('whoever comes after a rest finds no connection that is closed', async () => {
  await withFerry(
    slowly,
    async (ferry, receiver) => {
      await crowd(ferry, 24);
      await pause(1500);
      expect(receiver.open).toBe(0);
      for (let i = 0; i < 10; i += 1) await ferry.deliver();
      expect(receiver.connections).toBe(25);
    },
    patient,
  );
});
