import { Rng, type SeedKey, seedKey } from '../../world/rng.ts';

/** An event of the mix: how large its share is, and how many variants it has. */
export interface WeightedEvent {
  /** A whole number, 1 or more. */
  readonly weight: number;
  /** Number of its variants. */
  readonly variants: number;
}

/** What is dealt. Plain data: it crosses to worker threads. */
export interface SamplerSpec {
  readonly seed: string;
  readonly events: readonly WeightedEvent[];
  /** Share of deliveries that repeat an earlier one, from 0 to 1. */
  readonly duplicates: number;
  /** An earlier one is that many deliveries before, or a multiple of it. */
  readonly step: number;
}

/** How many steps back a repeated delivery is at most. */
export const maxOffset = 256;

/**
 * Which payload each delivery of a run has, as a pure function of its number: so that a run's bodies are the same however
 * many workers share it. Events are dealt by weight, in rounds; an event's variants one after the other in an order that
 * is shuffled anew each time they have all been dealt, so that every value keeps coming.
 */
export class Sampler {
  readonly #duplicates: number;
  readonly #step: number;
  /** Of each place in a round: which event, and its how many-eth there. */
  readonly #round: { readonly events: Uint16Array; readonly ranks: Uint32Array };
  readonly #weights: readonly number[];
  readonly #shuffles: readonly Shuffle[];
  readonly #luck: Rng;
  readonly #luckKey: SeedKey;

  constructor({ seed, events, duplicates, step }: SamplerSpec) {
    this.#duplicates = duplicates;
    this.#step = step;
    this.#weights = events.map(({ weight }) => weight);
    this.#round = planRound(this.#weights, seed);
    this.#shuffles = events.map(
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
    for (let back = this.offset(at); back > 0; back = this.offset(at)) at -= back;
    return at;
  }

  /** Which event a delivery is of, by its place in the mix. Of a repeated one, ask with its original. */
  event(n: number): number {
    return this.#round.events[n % this.#round.events.length] as number;
  }

  /** Which of its event's variants it has. */
  variant(n: number): number {
    const { events, ranks } = this.#round;
    const place = n % events.length;
    const event = events[place] as number;
    const round = Math.floor(n / events.length);
    const dealt = round * (this.#weights[event] as number) + (ranks[place] as number);
    return (this.#shuffles[event] as Shuffle).at(dealt);
  }

  /** How far back the delivery is that this one repeats; 0 where it has a body of its own. */
  offset(n: number): number {
    if (this.#duplicates === 0) return 0;
    const steps = Math.min(Math.floor(n / this.#step), maxOffset);
    if (steps === 0) return 0;
    this.#luck.restart(this.#luckKey, n);
    return this.#luck.chance(this.#duplicates) ? this.#step * (1 + this.#luck.int(steps)) : 0;
  }
}

/** Spreads the events over a round: at each place comes the one that is furthest behind its share. */
function planRound(weights: readonly number[], seed: string): { events: Uint16Array; ranks: Uint32Array } {
  const length = weights.reduce((sum, weight) => sum + weight, 0);
  const rng = new Rng(seedKey(seed, 'mix'));
  // So that equal weights do not always come in the order in which they were given.
  const order = new Uint32Array(weights.length);
  shuffle(order, rng);
  const events = new Uint16Array(length);
  const ranks = new Uint32Array(length);
  const dealt = weights.map(() => 0);
  for (let place = 0; place < length; place += 1) {
    let next = order[0] as number;
    let most = Number.NEGATIVE_INFINITY;
    for (const event of order) {
      const behind = ((place + 1) * (weights[event] as number)) / length - (dealt[event] as number);
      if (behind > most) {
        most = behind;
        next = event;
      }
    }
    events[place] = next;
    ranks[place] = dealt[next] as number;
    dealt[next] = (dealt[next] as number) + 1;
  }
  return { events, ranks };
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
