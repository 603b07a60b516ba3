import { describe, expect, test } from 'vitest';
import { TickGate } from '../../src/burst/tick-gate.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';
import { tick } from './ticks.ts';

interface Seen {
  readonly number: number;
  readonly workers: readonly number[];
  readonly ended: boolean;
}

/** What a gate lets through when it is told in this order. `lengths`: how many seconds each worker is at work. */
function through(lengths: readonly number[], order: (waiting: readonly number[]) => number): Seen[] {
  const seen: Seen[] = [];
  const gate = new TickGate(lengths.length, (ticks, number) => {
    for (const each of ticks) expect(each.number).toBe(number);
    seen.push({ number, workers: ticks.map(({ worker }) => worker).sort(), ended: gate.ended });
  });
  const told = lengths.map(() => 0);
  for (;;) {
    const waiting = [...lengths.keys()].filter((worker) => (told[worker] ?? 0) < (lengths[worker] ?? 0));
    if (waiting.length === 0) return seen;
    const worker = order(waiting);
    const number = told[worker] as number;
    told[worker] = number + 1;
    gate.take(tick({ worker, number, phase: number + 1 === lengths[worker] ? 'ended' : 'running' }));
  }
}

const expected = (lengths: readonly number[]): Seen[] =>
  Array.from({ length: Math.max(...lengths) }, (_, number) => ({
    number,
    workers: [...lengths.keys()].filter((worker) => number < (lengths[worker] ?? 0)),
    ended: number + 1 === Math.max(...lengths),
  }));

describe('each second is let through once, in order, when all who are at work have told of it', () => {
  test.each([[[1]], [[4]], [[3, 3]], [[1, 5]], [[5, 1]], [[2, 4, 1, 4]], [[1, 1, 1, 7]]])('%j', (lengths) => {
    const dice = new Rng(seedKey('gate', String(lengths)));
    expect(through(lengths, ([first]) => first as number)).toEqual(expected(lengths));
    expect(through(lengths, (waiting) => waiting.at(-1) as number)).toEqual(expected(lengths));
    for (let i = 0; i < 30; i += 1) {
      expect(through(lengths, (waiting) => dice.pick(waiting))).toEqual(expected(lengths));
    }
  });
});

test('who has not told of a second holds it up', () => {
  const seen: number[] = [];
  const gate = new TickGate(2, (_, number) => seen.push(number));
  for (const number of [0, 1, 2]) gate.take(tick({ worker: 0, number }));
  expect(seen).toEqual([]);
  gate.take(tick({ worker: 1, number: 0 }));
  expect(seen).toEqual([0]);
  gate.take(tick({ worker: 1, number: 1, phase: 'ended' }));
  expect(seen).toEqual([0, 1, 2]);
  expect(gate.ended).toBe(false);
  gate.take(tick({ worker: 0, number: 3, phase: 'ended' }));
  expect(gate.ended).toBe(true);
});
