import { expect, test } from 'vitest';
import { AsyncQueue } from '../../src/suite/run/async-queue.ts';

test('values come out in their order, and the maker waits for a reader that is slow', async () => {
  const mail = new AsyncQueue<number>();
  let made = 0;
  const making = (async () => {
    for (; made < 1000; made += 1) {
      await mail.room();
      mail.put(made);
    }
    mail.close();
  })();
  await new Promise(setImmediate);
  expect(made).toBeLessThanOrEqual(100);
  const read: number[] = [];
  for await (const value of mail) {
    read.push(value);
    // What is on its way is bounded: what the reader holds, and as much again.
    expect(made - read.length).toBeLessThanOrEqual(200);
    if (value % 100 === 0) await new Promise(setImmediate);
  }
  await making;
  expect(read).toEqual(Array.from({ length: 1000 }, (_, i) => i));
});

test('nobody waits for room in a mailbox that was closed', async () => {
  const mail = new AsyncQueue<number>();
  for (let i = 0; i < 200; i += 1) mail.put(i);
  const waiting = mail.room();
  mail.close();
  await waiting;
});
