import type { Rng } from '../world/rng.ts';
import type { World } from '../world/world.ts';
import type { Variant } from './dimension.ts';

/**
 * What one payload is drawn from. A pack extends it with the people and things its events speak of,
 * so that every field of a payload speaks of the same ones. Where speed matters a pack writes these five keys
 * out: spreading an object costs 2 µs, drawing a whole payload 4.
 */
export interface Scene {
  /** This payload's own randomness. */
  readonly rng: Rng;
  readonly world: World;
  /** The clock, in ms since the epoch. */
  readonly now: number;
  /** The payload's number in its sequence, from 0. */
  readonly index: number;
  readonly variant: Variant;
}
