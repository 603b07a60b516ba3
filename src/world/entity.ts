import { Rng, seedKey } from './rng.ts';

/** Values that a pack derives from an entity, such as its ids in that platform's formats. */
export type Facet<E, T> = (rng: Rng, entity: E) => T;

/**
 * Where entities keep their facets: one table for all is at hand when it is asked, which a table of each entity's own
 * would not be. There are as many names as packs choose, not as there are entities.
 */
const places = new Map<string, number>();

/** Somebody or something of the cast. It is the same under the same key, whoever asks and in whatever order. */
export class Entity {
  /** Unique in its world: `contact/personal/7`. */
  readonly key: string;
  readonly #seed: string;
  /** By the place of their names. */
  readonly #facets: unknown[] = [];

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
    let place = places.get(name);
    if (place === undefined) {
      place = places.size;
      places.set(name, place);
    }
    const known = this.#facets[place];
    if (known !== undefined) return known as T;
    const facet = derive(this.rng(`facet:${name}`), this);
    this.#facets[place] = facet;
    return facet;
  }
}
