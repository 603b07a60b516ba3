import { describe, expect, test } from 'vitest';
import { Deck, type DeckSpec, reach } from '../../src/burst/deck.ts';

const spec = (changes: Partial<DeckSpec> = {}): DeckSpec => ({
  seed: 'deck',
  suits: [
    { weight: 8, variants: 13 },
    { weight: 1, variants: 4 },
    { weight: 3, variants: 1 },
  ],
  duplicates: 0,
  stride: 1,
  ...changes,
});

const dealt = (deck: Deck, n: number): string =>
  [deck.original(n), deck.suit(n), deck.variant(n), deck.back(n)].join(' ');
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const count = (deck: Deck, suit: number, from: number, to: number): number =>
  numbers(to - from).filter((n) => deck.suit(from + n) === suit).length;

describe('what is dealt is a function of the number alone', () => {
  test.each([1, 2, 3, 4, 7])('whatever stride it is asked in: %i workers', (workers) => {
    for (const changes of [{}, { duplicates: 0.3 }, { duplicates: 0.3, stride: workers }]) {
      const whole = new Deck(spec(changes));
      const expected = numbers(1200).map((n) => dealt(whole, n));
      for (let worker = 0; worker < workers; worker += 1) {
        const deck = new Deck(spec(changes));
        for (let n = worker; n < 1200; n += workers) expect(dealt(deck, n)).toBe(expected[n]);
      }
      const backwards = new Deck(spec(changes));
      for (const n of numbers(1200).reverse()) expect(dealt(backwards, n)).toBe(expected[n]);
    }
  });

  test('another seed deals otherwise', () => {
    const [a, b] = [new Deck(spec()), new Deck(spec({ seed: 'other' }))];
    expect(numbers(200).map((n) => dealt(a, n))).not.toEqual(numbers(200).map((n) => dealt(b, n)));
  });

  test('numbers of a soak of weeks are dealt as those of a minute', () => {
    const deck = new Deck(spec({ duplicates: 0.5 }));
    for (const n of [2 ** 32 - 1, 2 ** 32, 2 ** 40 + 5]) {
      expect([0, 1, 2]).toContain(deck.suit(n));
      expect(deck.variant(n)).toBeLessThan(13);
      expect(deck.original(n)).toBeGreaterThan(n - 20 * reach);
    }
  });
});

describe('events', () => {
  test('have their exact weight in every round', () => {
    const deck = new Deck(spec());
    for (let round = 0; round < 50; round += 1) {
      expect([0, 1, 2].map((suit) => count(deck, suit, 12 * round, 12 * (round + 1)))).toEqual([8, 1, 3]);
    }
  });

  test.each([[[1]], [[1, 1, 1, 1]], [[1000, 1]], [[7, 5, 3, 2, 1]], [[97, 89, 83]]])('%j', (weights) => {
    const deck = new Deck(spec({ suits: weights.map((weight) => ({ weight, variants: 2 })) }));
    const round = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [suit, weight] of weights.entries()) expect(count(deck, suit, 0, round)).toBe(weight);
    // Spread: at every moment each has had its share, give or take two.
    for (let n = 1; n <= round; n += 1) {
      for (const [suit, weight] of weights.entries()) {
        expect(Math.abs(count(deck, suit, 0, n) - (n * weight) / round)).toBeLessThan(2);
      }
      if (n > 60) break;
    }
  });
});

describe('variants', () => {
  test('come once each in every round of their event, in an order that changes', () => {
    const deck = new Deck(spec());
    for (const [suit, size] of [13, 4, 1].entries()) {
      const sequence = numbers(12 * 60)
        .filter((n) => deck.suit(n) === suit)
        .map((n) => deck.variant(n));
      const rounds = numbers(Math.floor(sequence.length / size)).map((i) =>
        sequence.slice(size * i, size * (i + 1)),
      );
      for (const round of rounds) expect([...round].sort((a, b) => a - b)).toEqual(numbers(size));
      if (size > 1) expect(new Set(rounds.map(String)).size).toBeGreaterThan(1);
    }
  });

  test('of two events of the same size come in different orders', () => {
    const deck = new Deck(spec({ suits: [1, 1].map((weight) => ({ weight, variants: 30 })) }));
    const of = (suit: number): number[] =>
      numbers(60)
        .filter((n) => deck.suit(n) === suit)
        .map((n) => deck.variant(n));
    expect(of(0)).not.toEqual(of(1));
  });
});

describe('duplicates', () => {
  test('without any, each delivery is its own', () => {
    const deck = new Deck(spec());
    expect(deck.repeats).toBe(false);
    for (const n of numbers(1000)) expect([deck.original(n), deck.back(n)]).toEqual([n, 0]);
  });

  test.each([1, 2, 4])(
    'point back by whole strides of %i, within reach, and end at one of its own',
    (stride) => {
      const deck = new Deck(spec({ duplicates: 0.4, stride }));
      expect(deck.repeats).toBe(true);
      for (const n of numbers(1500)) {
        const back = deck.back(n);
        expect(back % stride).toBe(0);
        expect(back).toBeLessThanOrEqual(Math.min(n, reach * stride));
        const original = deck.original(n);
        expect(original).toBeLessThanOrEqual(n);
        expect(deck.back(original)).toBe(0);
        expect((n - original) % stride).toBe(0);
        if (back > 0) expect(deck.original(n - back)).toBe(original);
      }
    },
  );

  test.each([0.01, 0.05, 0.5, 1])('have the share asked for: %d', (duplicates) => {
    const deck = new Deck(spec({ duplicates }));
    const repeated = numbers(20_000).filter((n) => deck.original(n) !== n).length;
    // Six standard deviations.
    const most = 6 * Math.sqrt(20_000 * duplicates * (1 - duplicates)) + 1;
    expect(Math.abs(repeated - 20_000 * duplicates)).toBeLessThanOrEqual(most);
  });
});
