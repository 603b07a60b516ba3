import { Rng, seedKey } from './rng.ts';

/**
 * The position of each facet in an entity's list. One table for all entities stays in the processor's cache, which a
 * table in each would not. It grows with the number of names that packs use, not with the number of entities.
 */
const positions = new Map<string, number>();

/** A person or thing of the cast: always the same under the same key. */
export class Entity {
  /** Unique in its world: `contact/personal/7`. */
  readonly key: string;
  readonly #seed: string;
  /** By the position of their names. */
  readonly #facets: unknown[] = [];

  constructor(seed: string, key: string) {
    this.#seed = seed;
    this.key = key;
  }

  /** A generator of this entity's own, different for each purpose. */
  rng(purpose: string): Rng {
    return new Rng(seedKey(this.#seed, this.key, purpose));
  }

  /**
   * Values that a pack derives from the entity, such as its ids on that platform. They are derived once and kept.
   * @param name chosen by the pack: `juzi`, `juzi.chat/…`; each name has randomness of its own
   */
  facet<T>(name: string, derive: (rng: Rng, entity: this) => T): T {
    let position = positions.get(name);
    if (position === undefined) {
      position = positions.size;
      positions.set(name, position);
    }
    const known = this.#facets[position];
    if (known !== undefined) return known as T;
    const facet = derive(this.rng(`facet:${name}`), this);
    this.#facets[position] = facet;
    return facet;
  }
}
