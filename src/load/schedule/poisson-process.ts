import { Rng, type SeedKey, seedKey } from '../../world/rng.ts';

/** Exponential gaps, one arrival a unit of time on average. Any order gives the same times; ascending is cheap. */
export class PoissonProcess {
  readonly #key: SeedKey;
  readonly #rng: Rng;
  #drawn = -1;
  #sum = 0;

  constructor(seed: string) {
    this.#key = seedKey(seed, 'arrivals');
    this.#rng = new Rng(this.#key);
  }

  /** When number `n` (0, 1, 2 …) arrives. */
  at(n: number): number {
    if (n < this.#drawn) this.#startOver();
    for (; this.#drawn < n; this.#drawn += 1) this.#sum -= Math.log(1 - this.#rng.float());
    return this.#sum;
  }

  #startOver(): void {
    this.#rng.restart(this.#key, 0);
    this.#drawn = -1;
    this.#sum = 0;
  }
}
