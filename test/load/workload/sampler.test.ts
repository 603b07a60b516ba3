import { describe, expect, test } from 'vitest';
import { maxOffset, Sampler, type SamplerSpec } from '../../../src/load/workload/sampler.ts';

const spec = (changes: Partial<SamplerSpec> = {}): SamplerSpec => ({
  seed: 'sampler',
  events: [
    { weight: 8, variants: 13 },
    { weight: 1, variants: 4 },
    { weight: 3, variants: 1 },
  ],
  duplicates: 0,
  step: 1,
  ...changes,
});

const dealt = (sampler: Sampler, n: number): string =>
  [sampler.original(n), sampler.event(n), sampler.variant(n), sampler.offset(n)].join(' ');
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const count = (sampler: Sampler, event: number, from: number, to: number): number =>
  numbers(to - from).filter((n) => sampler.event(from + n) === event).length;

describe('what is sampled is a function of the number', () => {
  test.each([1, 2, 3, 4, 7])('in any order of the calls: %i workers', (workers) => {
    for (const changes of [{}, { duplicates: 0.3 }, { duplicates: 0.3, step: workers }]) {
      const whole = new Sampler(spec(changes));
      const expected = numbers(1200).map((n) => dealt(whole, n));
      for (let worker = 0; worker < workers; worker += 1) {
        const sampler = new Sampler(spec(changes));
        for (let n = worker; n < 1200; n += workers) expect(dealt(sampler, n)).toBe(expected[n]);
      }
      const backwards = new Sampler(spec(changes));
      for (const n of numbers(1200).reverse()) expect(dealt(backwards, n)).toBe(expected[n]);
    }
  });

  test('another seed samples differently', () => {
    const [a, b] = [new Sampler(spec()), new Sampler(spec({ seed: 'other' }))];
    expect(numbers(200).map((n) => dealt(a, n))).not.toEqual(numbers(200).map((n) => dealt(b, n)));
  });

  test('the numbers of a week-long soak are sampled like those of a minute', () => {
    const sampler = new Sampler(spec({ duplicates: 0.5 }));
    for (const n of [2 ** 32 - 1, 2 ** 32, 2 ** 40 + 5]) {
      expect([0, 1, 2]).toContain(sampler.event(n));
      expect(sampler.variant(n)).toBeLessThan(13);
      expect(sampler.original(n)).toBeGreaterThan(n - 20 * maxOffset);
    }
  });
});

describe('events', () => {
  test('have their exact weight in every round', () => {
    const sampler = new Sampler(spec());
    for (let round = 0; round < 50; round += 1) {
      expect([0, 1, 2].map((event) => count(sampler, event, 12 * round, 12 * (round + 1)))).toEqual([
        8, 1, 3,
      ]);
    }
  });

  test.each([[[1]], [[1, 1, 1, 1]], [[1000, 1]], [[7, 5, 3, 2, 1]], [[97, 89, 83]]])('%j', (weights) => {
    const sampler = new Sampler(spec({ events: weights.map((weight) => ({ weight, variants: 2 })) }));
    const round = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [event, weight] of weights.entries()) expect(count(sampler, event, 0, round)).toBe(weight);
    // At every moment each event has had its share, within two deliveries.
    for (let n = 1; n <= round; n += 1) {
      for (const [event, weight] of weights.entries()) {
        expect(Math.abs(count(sampler, event, 0, n) - (n * weight) / round)).toBeLessThan(2);
      }
      if (n > 60) break;
    }
  });
});

describe('variants', () => {
  test('come once each in every round of their event, in an order that changes', () => {
    const sampler = new Sampler(spec());
    for (const [event, size] of [13, 4, 1].entries()) {
      const sequence = numbers(12 * 60)
        .filter((n) => sampler.event(n) === event)
        .map((n) => sampler.variant(n));
      const rounds = numbers(Math.floor(sequence.length / size)).map((i) =>
        sequence.slice(size * i, size * (i + 1)),
      );
      for (const round of rounds) expect([...round].sort((a, b) => a - b)).toEqual(numbers(size));
      if (size > 1) expect(new Set(rounds.map(String)).size).toBeGreaterThan(1);
    }
  });

  test('of two events of the same size come in different orders', () => {
    const sampler = new Sampler(spec({ events: [1, 1].map((weight) => ({ weight, variants: 30 })) }));
    const of = (event: number): number[] =>
      numbers(60)
        .filter((n) => sampler.event(n) === event)
        .map((n) => sampler.variant(n));
    expect(of(0)).not.toEqual(of(1));
  });
});

describe('duplicates', () => {
  test('without any, each delivery has its own body', () => {
    const sampler = new Sampler(spec());
    expect(sampler.repeats).toBe(false);
    for (const n of numbers(1000)) expect([sampler.original(n), sampler.offset(n)]).toEqual([n, 0]);
  });

  test.each([1, 2, 4])(
    'point back by whole steps of %i, within maxOffset, and end at one of its own',
    (step) => {
      const sampler = new Sampler(spec({ duplicates: 0.4, step }));
      expect(sampler.repeats).toBe(true);
      for (const n of numbers(1500)) {
        const back = sampler.offset(n);
        expect(back % step).toBe(0);
        expect(back).toBeLessThanOrEqual(Math.min(n, maxOffset * step));
        const original = sampler.original(n);
        expect(original).toBeLessThanOrEqual(n);
        expect(sampler.offset(original)).toBe(0);
        expect((n - original) % step).toBe(0);
        if (back > 0) expect(sampler.original(n - back)).toBe(original);
      }
    },
  );

  test.each([0.01, 0.05, 0.5, 1])('have the given share: %d', (duplicates) => {
    const sampler = new Sampler(spec({ duplicates }));
    const repeated = numbers(20_000).filter((n) => sampler.original(n) !== n).length;
    // Six standard deviations.
    const most = 6 * Math.sqrt(20_000 * duplicates * (1 - duplicates)) + 1;
    expect(Math.abs(repeated - 20_000 * duplicates)).toBeLessThanOrEqual(most);
  });
});
