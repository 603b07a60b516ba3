import { Rng, seedKey } from './rng.ts';

/** Values that a pack derives from an entity, such as its ids in that platform's formats. */
export type Facet<E, T> = (rng: Rng, entity: E) => T;

/** Somebody or something of the cast. It is the same under the same key, whoever asks and in whatever order. */
export class Entity {
  /** Unique in its world: `contact/personal/7`. */
  readonly key: string;
  readonly #seed: string;
  readonly #facets = new Map<unknown, unknown>();

  constructor(seed: string, key: string) {
    this.#seed = seed;
    this.key = key;
  }

  /** A generator of this entity's own, apart from all others by its purpose. */
  rng(purpose: string): Rng {
    return new Rng(seedKey(this.#seed, this.key, purpose));
  }

  /** Derives a pack's values once and keeps them. The name keeps two facets' randomness apart. */
  facet<T>(name: string, derive: Facet<this, T>): T {
    if (!this.#facets.has(derive)) this.#facets.set(derive, derive(this.rng(`facet:${name}`), this));
    return this.#facets.get(derive) as T;
  }
}
