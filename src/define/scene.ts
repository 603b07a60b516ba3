import type { Rng } from '../world/rng.ts';
import type { World } from '../world/world.ts';
import type { Variant } from './dimension.ts';

/**
 * What one payload is drawn from. A pack extends it with the people and things of its events, so that all fields of a
 * payload are about the same ones. Where speed matters, packs write the keys out: spreading the object takes 2 µs,
 * drawing a whole payload 4 µs.
 */
export interface Scene {
  /** The story that the payload is a step of, if any. */
  readonly story?: Story | undefined;
  /** The payload's own randomness. */
  readonly rng: Rng;
  readonly world: World;
  /** The clock, in ms since the epoch. */
  readonly now: number;
  /** The payload's number in its sequence, from 0. */
  readonly index: number;
  readonly variant: Variant;
}

/**
 * What the payloads of one run of a scenario share. Nothing passes from one step to the next: what must agree is drawn
 * from the story's own randomness, so that any step can be sent alone, and again.
 */
export interface Story {
  /** This payload's step, from 0. */
  readonly step: number;
  /** All steps, in the order in which they happen. */
  readonly steps: readonly { readonly event: string; readonly variant: Variant }[];
  /** The same for every step, but different for each purpose. */
  rng(purpose: string): Rng;
  /** When a step happens, ms since the epoch. */
  at(step: number): number;
}

/** The randomness that chooses the people of a payload: the same in all steps of a story. */
export function castRng(scene: Scene): Rng {
  return scene.story?.rng('cast') ?? scene.rng;
}

/** When a step happens, shortly before its delivery. ms since the epoch */
export function happenedAt(story: Story, step: number): number {
  return story.at(step) - story.rng(`happened/${step}`).between(50, 1500);
}
