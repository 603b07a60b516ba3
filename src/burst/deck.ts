import { Rng, type SeedKey, seedKey } from '../world/rng.ts';

/** An event of the mix: how large its share is, and how many variants it has. */
export interface Suit {
  /** A whole number, 1 or more. */
  readonly weight: number;
  /** Number of its variants. */
  readonly variants: number;
}

/** What is dealt. Plain data: it crosses to worker threads. */
export interface DeckSpec {
  readonly seed: string;
  readonly suits: readonly Suit[];
  /** Share of deliveries that repeat an earlier one, from 0 to 1. */
  readonly duplicates: number;
  /** An earlier one is that many deliveries before, or a multiple of it. */
  readonly stride: number;
}

/** How many strides back a repeated delivery is at most. */
export const reach = 256;

/**
 * Which payload each delivery of a run has, as a pure function of its number: so that a run's bodies are the same however
 * many workers share it. Events are dealt by weight, in rounds; an event's variants one after the other in an order that
 * is shuffled anew each time they have all been dealt, so that every value keeps coming.
 */
export class Deck {
  readonly #duplicates: number;
  readonly #stride: number;
  /** Of each place in a round: which suit, and its how many-eth there. */
  readonly #round: { readonly suits: Uint16Array; readonly ranks: Uint32Array };
  readonly #weights: readonly number[];
  readonly #shuffles: readonly Shuffle[];
  readonly #luck: Rng;
  readonly #luckKey: SeedKey;

  constructor({ seed, suits, duplicates, stride }: DeckSpec) {
    this.#duplicates = duplicates;
    this.#stride = stride;
    this.#weights = suits.map(({ weight }) => weight);
    this.#round = dealRound(this.#weights, seed);
    this.#shuffles = suits.map(
      ({ variants }, i) => new Shuffle(variants, seedKey(seed, 'variants', String(i))),
    );
    this.#luckKey = seedKey(seed, 'duplicates');
    this.#luck = new Rng(this.#luckKey);
  }

  /** Whether any delivery repeats another one. */
  get repeats(): boolean {
    return this.#duplicates > 0;
  }

  /** The number of the delivery whose body this one has: its own, or an earlier one's. */
  original(n: number): number {
    let at = n;
    for (let back = this.back(at); back > 0; back = this.back(at)) at -= back;
    return at;
  }

  /** Which event a delivery is of, by its place in the mix. Of a repeated one, ask with its original. */
  suit(n: number): number {
    return this.#round.suits[n % this.#round.suits.length] as number;
  }

  /** Which of its event's variants it has. */
  variant(n: number): number {
    const { suits, ranks } = this.#round;
    const place = n % suits.length;
    const suit = suits[place] as number;
    const round = Math.floor(n / suits.length);
    const dealt = round * (this.#weights[suit] as number) + (ranks[place] as number);
    return (this.#shuffles[suit] as Shuffle).at(dealt);
  }

  /** How far back the delivery is that this one repeats; 0 where it has a body of its own. */
  back(n: number): number {
    if (this.#duplicates === 0) return 0;
    const strides = Math.min(Math.floor(n / this.#stride), reach);
    if (strides === 0) return 0;
    this.#luck.restart(this.#luckKey, n);
    return this.#luck.chance(this.#duplicates) ? this.#stride * (1 + this.#luck.int(strides)) : 0;
  }
}

/** Spreads the suits over a round: at each place comes the one that is furthest behind its share. */
function dealRound(weights: readonly number[], seed: string): { suits: Uint16Array; ranks: Uint32Array } {
  const length = weights.reduce((sum, weight) => sum + weight, 0);
  const rng = new Rng(seedKey(seed, 'mix'));
  // So that equal weights do not always come in the order in which they were given.
  const order = new Uint32Array(weights.length);
  shuffle(order, rng);
  const suits = new Uint16Array(length);
  const ranks = new Uint32Array(length);
  const dealt = weights.map(() => 0);
  for (let place = 0; place < length; place += 1) {
    let next = order[0] as number;
    let most = Number.NEGATIVE_INFINITY;
    for (const suit of order) {
      const behind = ((place + 1) * (weights[suit] as number)) / length - (dealt[suit] as number);
      if (behind > most) {
        most = behind;
        next = suit;
      }
    }
    suits[place] = next;
    ranks[place] = dealt[next] as number;
    dealt[next] = (dealt[next] as number) + 1;
  }
  return { suits, ranks };
}

/** The numbers below `size`, over and over, in a new order each time. */
class Shuffle {
  readonly #size: number;
  readonly #key: SeedKey;
  readonly #rng: Rng;
  readonly #order: Uint32Array;
  #round = -1;

  constructor(size: number, key: SeedKey) {
    this.#size = size;
    this.#key = key;
    this.#rng = new Rng(key);
    this.#order = new Uint32Array(size);
  }

  at(n: number): number {
    if (this.#size === 1) return 0;
    const round = Math.floor(n / this.#size);
    if (round !== this.#round) {
      this.#rng.restart(this.#key, round);
      shuffle(this.#order, this.#rng);
      this.#round = round;
    }
    return this.#order[n % this.#size] as number;
  }
}

/** Puts the numbers from 0 on into an order of Fisher and Yates's. */
function shuffle(order: Uint32Array, rng: Rng): void {
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = rng.int(i + 1);
    const swapped = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swapped;
  }
}
