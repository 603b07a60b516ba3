import { Rng, type SeedKey, seedKey } from '../../world/rng.ts';

/** An event of the mix: its share of the deliveries, and its variants. */
export interface WeightedEvent {
  /** A whole number, 1 or more. */
  readonly weight: number;
  /** Number of its variants. */
  readonly variants: number;
}

/** What is sampled. Plain data: it crosses to worker threads. */
export interface SamplerSpec {
  readonly seed: string;
  readonly events: readonly WeightedEvent[];
  /** Share of the deliveries that repeat an earlier one, from 0 to 1. */
  readonly duplicates: number;
  /** A repeated delivery is this many deliveries back, or a multiple of it. */
  readonly step: number;
}

/** How many steps back a repeated delivery is at most. */
export const maxOffset = 256;

/**
 * Chooses event and variant of each delivery of a run, as a pure function of its number: so that a run sends the same
 * bodies however many workers share it. Events come in rounds, by weight. The variants of an event come in an order that
 * is shuffled each time all of them have been drawn, so that every value keeps occurring.
 */
export class Sampler {
  readonly #duplicates: number;
  readonly #step: number;
  readonly #round: Round;
  readonly #weights: readonly number[];
  readonly #shuffles: readonly Shuffle[];
  readonly #duplicateRng: Rng;
  readonly #duplicateKey: SeedKey;

  constructor({ seed, events, duplicates, step }: SamplerSpec) {
    this.#duplicates = duplicates;
    this.#step = step;
    this.#weights = events.map(({ weight }) => weight);
    this.#round = planRound(this.#weights, seed);
    this.#shuffles = events.map(
      ({ variants }, i) => new Shuffle(variants, seedKey(seed, 'variants', String(i))),
    );
    this.#duplicateKey = seedKey(seed, 'duplicates');
    this.#duplicateRng = new Rng(this.#duplicateKey);
  }

  /** Whether any delivery repeats an earlier one. */
  get repeats(): boolean {
    return this.#duplicates > 0;
  }

  /** The number of the delivery whose body this one has: its own, or that of an earlier one. */
  original(n: number): number {
    let at = n;
    for (let offset = this.offset(at); offset > 0; offset = this.offset(at)) at -= offset;
    return at;
  }

  /** The event of a delivery, by its number in the mix. For a repeated delivery, pass its original. */
  event(n: number): number {
    return this.#round.events[n % this.#round.events.length] as number;
  }

  /** The variant of a delivery, by its number within the event. For a repeated delivery, pass its original. */
  variant(n: number): number {
    const { events, ranks } = this.#round;
    const place = n % events.length;
    const event = events[place] as number;
    const round = Math.floor(n / events.length);
    const drawn = round * (this.#weights[event] as number) + (ranks[place] as number);
    return (this.#shuffles[event] as Shuffle).at(drawn);
  }

  /** How many deliveries back the one is that this one repeats; 0 if it has a body of its own. */
  offset(n: number): number {
    if (this.#duplicates === 0) return 0;
    const steps = Math.min(Math.floor(n / this.#step), maxOffset);
    if (steps === 0) return 0;
    this.#duplicateRng.restart(this.#duplicateKey, n);
    return this.#duplicateRng.chance(this.#duplicates) ? this.#step * (1 + this.#duplicateRng.int(steps)) : 0;
  }
}

/** For each place in a round: its event, and how often that event came earlier in the round. */
interface Round {
  readonly events: Uint16Array;
  readonly ranks: Uint32Array;
}

/** Spreads the events evenly over a round: each place goes to the event that is furthest behind its share. */
function planRound(weights: readonly number[], seed: string): Round {
  const length = weights.reduce((sum, weight) => sum + weight, 0);
  const rng = new Rng(seedKey(seed, 'mix'));
  // So that equal weights do not always come in the order in which they were given.
  const order = new Uint32Array(weights.length);
  shuffle(order, rng);
  const events = new Uint16Array(length);
  const ranks = new Uint32Array(length);
  const placed = weights.map(() => 0);
  for (let place = 0; place < length; place += 1) {
    let next = order[0] as number;
    let most = Number.NEGATIVE_INFINITY;
    for (const event of order) {
      const behind = ((place + 1) * (weights[event] as number)) / length - (placed[event] as number);
      if (behind > most) {
        most = behind;
        next = event;
      }
    }
    events[place] = next;
    ranks[place] = placed[next] as number;
    placed[next] = (placed[next] as number) + 1;
  }
  return { events, ranks };
}

/** The numbers below `size` again and again, in a new order each time. */
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

/** Fills an array with the numbers from 0 on, and shuffles it (Fisher–Yates). */
function shuffle(order: Uint32Array, rng: Rng): void {
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = rng.int(i + 1);
    const swapped = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swapped;
  }
}
