import { Rng, seedKey } from './rng.ts';

/** Values that a pack derives from an entity, such as its ids in that platform's formats. */
export type Facet<E, T> = (rng: Rng, entity: E) => T;

/** Somebody or something of the cast. It is the same under the same key, whoever asks and in whatever order. */
export class Entity {
  /** Unique in its world: `contact/personal/7`. */
  readonly key: string;
  readonly #seed: string;
  readonly #facets = new Map<string, unknown>();

  constructor(seed: string, key: string) {
    this.#seed = seed;
    this.key = key;
  }

  /** A generator of this entity's own, apart from all others by its purpose. */
  rng(purpose: string): Rng {
    return new Rng(seedKey(this.#seed, this.key, purpose));
  }

  /**
   * Derives a pack's values once and keeps them under a name of the pack's choosing: `juzi`, `juzi.chat/…`.
   * The name also keeps one facet's randomness apart from another's.
   */
  facet<T>(name: string, derive: Facet<this, T>): T {
    const known = this.#facets.get(name);
    if (known !== undefined) return known as T;
    const facet = derive(this.rng(`facet:${name}`), this);
    this.#facets.set(name, facet);
    return facet;
  }
}
