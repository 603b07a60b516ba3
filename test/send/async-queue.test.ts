import { expect, test } from 'vitest';
import { AsyncQueue } from '../../src/send/async-queue.ts';

test('values come out in order, and the producer waits for a slow reader', async () => {
  const queue = new AsyncQueue<number>();
  let produced = 0;
  const producing = (async () => {
    for (; produced < 1000; produced += 1) {
      await queue.room();
      queue.put(produced);
    }
    queue.close();
  })();
  await new Promise(setImmediate);
  expect(produced).toBeLessThanOrEqual(100);
  const read: number[] = [];
  for await (const value of queue) {
    read.push(value);
    // Unread values are bounded: what the reader holds, and as many again.
    expect(produced - read.length).toBeLessThanOrEqual(200);
    if (value % 100 === 0) await new Promise(setImmediate);
  }
  await producing;
  expect(read).toEqual(Array.from({ length: 1000 }, (_, i) => i));
});

test('a closed queue has room for everyone', async () => {
  const queue = new AsyncQueue<number>();
  for (let i = 0; i < 200; i += 1) queue.put(i);
  const waiting = queue.room();
  queue.close();
  await waiting;
});
