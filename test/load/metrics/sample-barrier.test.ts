import { describe, expect, test } from 'vitest';
import { SampleBarrier } from '../../../src/load/metrics/sample-barrier.ts';
import { Rng, seedKey } from '../../../src/world/rng.ts';
import { sample } from './samples.ts';

interface Seen {
  readonly number: number;
  readonly workers: readonly number[];
  readonly ended: boolean;
}

/** What a barrier passes on if samples arrive in this order. `lengths`: seconds until each worker ends. */
function through(lengths: readonly number[], order: (waiting: readonly number[]) => number): Seen[] {
  const seen: Seen[] = [];
  const barrier = new SampleBarrier(lengths.length, (samples, number) => {
    for (const each of samples) expect(each.number).toBe(number);
    seen.push({ number, workers: samples.map(({ worker }) => worker).sort(), ended: barrier.ended });
  });
  const sent = lengths.map(() => 0);
  for (;;) {
    const waiting = [...lengths.keys()].filter((worker) => (sent[worker] ?? 0) < (lengths[worker] ?? 0));
    if (waiting.length === 0) return seen;
    const worker = order(waiting);
    const number = sent[worker] as number;
    sent[worker] = number + 1;
    barrier.add(sample({ worker, number, phase: number + 1 === lengths[worker] ? 'ended' : 'running' }));
  }
}

const expected = (lengths: readonly number[]): Seen[] =>
  Array.from({ length: Math.max(...lengths) }, (_, number) => ({
    number,
    workers: [...lengths.keys()].filter((worker) => number < (lengths[worker] ?? 0)),
    ended: number + 1 === Math.max(...lengths),
  }));

describe('each second is passed on once, in order, when all workers that have not ended are in it', () => {
  test.each([[[1]], [[4]], [[3, 3]], [[1, 5]], [[5, 1]], [[2, 4, 1, 4]], [[1, 1, 1, 7]]])('%j', (lengths) => {
    const rng = new Rng(seedKey('barrier', String(lengths)));
    expect(through(lengths, ([first]) => first as number)).toEqual(expected(lengths));
    expect(through(lengths, (waiting) => waiting.at(-1) as number)).toEqual(expected(lengths));
    for (let i = 0; i < 30; i += 1) {
      expect(through(lengths, (waiting) => rng.pick(waiting))).toEqual(expected(lengths));
    }
  });
});

test('a missing sample holds up its second', () => {
  const seen: number[] = [];
  const barrier = new SampleBarrier(2, (_, number) => seen.push(number));
  for (const number of [0, 1, 2]) barrier.add(sample({ worker: 0, number }));
  expect(seen).toEqual([]);
  barrier.add(sample({ worker: 1, number: 0 }));
  expect(seen).toEqual([0]);
  barrier.add(sample({ worker: 1, number: 1, phase: 'ended' }));
  expect(seen).toEqual([0, 1, 2]);
  expect(barrier.ended).toBe(false);
  barrier.add(sample({ worker: 0, number: 3, phase: 'ended' }));
  expect(barrier.ended).toBe(true);
});
