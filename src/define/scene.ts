import type { Rng } from '../world/rng.ts';
import type { World } from '../world/world.ts';
import type { Variant } from './dimension.ts';

/**
 * What one payload is drawn from. A pack extends it with the people and things its events speak of,
 * so that every field of a payload speaks of the same ones. Where speed matters a pack writes these five keys
 * out: spreading an object costs 2 µs, drawing a whole payload 4.
 */
export interface Scene {
  /** Where the payload stands in a story, if it is part of one. */
  readonly story?: Story | undefined;
  /** This payload's own randomness. */
  readonly rng: Rng;
  readonly world: World;
  /** The clock, in ms since the epoch. */
  readonly now: number;
  /** The payload's number in its sequence, from 0. */
  readonly index: number;
  readonly variant: Variant;
}

/**
 * What the payloads of a scenario know of each other. Nothing is passed from one to the next: each is drawn from
 * the story's own randomness, so that any step can be sent by itself, and again.
 */
export interface Story {
  /** This payload's step, from 0. */
  readonly step: number;
  /** Every step of the story, in the order in which things happen. */
  readonly steps: readonly { readonly event: string; readonly variant: Variant }[];
  /** The same for every step, and apart for each purpose. */
  rng(purpose: string): Rng;
  /** When a step happens, ms since the epoch. */
  at(step: number): number;
}

/** The randomness that chooses whom a payload is about: a story stays with the same people. */
export function castRng(scene: Scene): Rng {
  return scene.story?.rng('cast') ?? scene.rng;
}

/** When a step is noticed by the platform, ms: shortly before its clock. */
export function happenedAt(story: Story, step: number): number {
  return story.at(step) - story.rng(`happened/${step}`).between(50, 1500);
}
