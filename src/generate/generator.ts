import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Scene } from '../define/scene.ts';
import type { People } from '../world/people.ts';
import { Rng, type SeedKey, seedKey } from '../world/rng.ts';
import { World } from '../world/world.ts';
import { compileBytes } from './bytes/compile-bytes.ts';
import { FragmentCache } from './bytes/fragment-cache.ts';
import type { Writer } from './bytes/instructions.ts';
import type { JsonBytes } from './bytes/json-bytes.ts';
import { compile, type Drawer } from './compile.ts';
import { openStory, type ScenarioPosition } from './story.ts';
import { variantKey } from './variants.ts';

/** One payload, and everything that it is a pure function of. */
export interface GeneratedPayload<T = unknown> {
  readonly event: EventDefinition<T>;
  readonly variant: Variant;
  readonly seed: string;
  /** The payload's number among those of its variant, from 0. */
  readonly index: number;
  /** The clock, ms since the epoch. */
  readonly now: number;
  /** The scenario and step that it is of; `index` is then the number of the story. */
  readonly story?: ScenarioPosition | undefined;
  readonly payload: T;
  /** Query parameters that the platform adds to the address. */
  readonly query: Readonly<Record<string, string>>;
}

export interface GeneratorOptions {
  readonly seed: string;
  /** The clock when the run started, ms since the epoch. */
  readonly now: number;
  /** Who invents names, companies and addresses. */
  readonly people: People;
  /** The user's own platform token, in place of a drawn one. */
  readonly token?: string | undefined;
  /** How many contacts the world has, in all its pools together. Default 1000. */
  readonly contacts?: number | undefined;
}

/**
 * Writes the payload of a number.
 * @param now its clock, ms since the epoch
 * @param out is emptied first
 * @returns the query parameters
 */
export type WritePayload = (index: number, now: number, out: JsonBytes) => Readonly<Record<string, string>>;

interface CompiledVariant {
  /** What scenes see: the variant with all keys of its event's dimensions. */
  readonly variant: Variant;
  readonly key: SeedKey;
  readonly queryKey: SeedKey;
  readonly draw: Drawer;
  /** Only a burst needs it. */
  write: Writer | undefined;
}

interface Plans {
  readonly byName: Map<string, CompiledVariant>;
  readonly byVariant: WeakMap<Variant, CompiledVariant>;
}

/**
 * Draws the payloads of one run. All speak of one world. The payload for (event, variant, index, now) is the same
 * whatever was drawn before it, so that filtering, sharding and reordering change nothing.
 */
export class PayloadGenerator {
  readonly seed: string;
  readonly world: World;
  readonly #plans = new Map<EventDefinition, Plans>();
  readonly #kept = new FragmentCache();

  constructor(options: GeneratorOptions) {
    this.seed = options.seed;
    this.world = new World(options);
  }

  /**
   * Draws one step of a scenario.
   * @param index the number of the story: another index is the same story about other people
   * @param now the clock at the story's end, ms since the epoch
   */
  drawStep(place: ScenarioPosition, index: number, now: number): GeneratedPayload {
    const { event, variant, story, key } = openStory(this.seed, place, index, now);
    const at = story.at(place.step);
    const draw = (purpose: string): Scene => ({
      rng: new Rng(seedKey(this.seed, ...key, purpose), index),
      world: this.world,
      now: at,
      index,
      variant,
      story,
    });
    const payload = compile(event.payload, variant)(event.scene(draw('payload')));
    const query = event.address.query?.compute(event.scene(draw('query'))) ?? {};
    return { event, variant, seed: this.seed, index, now, story: place, payload, query };
  }

  /** @param now the clock for this payload, ms since the epoch */
  draw<T>(event: EventDefinition<T>, variant: Variant, index: number, now: number): GeneratedPayload<T> {
    const plan = this.#plan(event, variant);
    const scene = this.#scene(event, plan, index, now);
    const payload = plan.draw(scene) as T;
    return { event, variant, seed: this.seed, index, now, payload, query: this.#query(event, plan, scene) };
  }

  /** Writes the bytes of what {@link draw} draws, as JSON, in a fraction of the time. */
  writer(event: EventDefinition, variant: Variant): WritePayload {
    const plan = this.#plan(event, variant);
    return (index, now, out) => {
      plan.write ??= compileBytes(event.payload, variant, this.#kept);
      const scene = this.#scene(event, plan, index, now);
      out.length = 0;
      plan.write(scene, out);
      return this.#query(event, plan, scene);
    };
  }

  #scene(event: EventDefinition, { key, variant }: CompiledVariant, index: number, now: number): Scene {
    return event.scene({ rng: new Rng(key, index), world: this.world, now, index, variant });
  }

  #query(event: EventDefinition, plan: CompiledVariant, scene: Scene): Readonly<Record<string, string>> {
    const rule = event.address.query;
    if (rule === undefined) return {};
    return rule.compute({ ...scene, rng: new Rng(plan.queryKey, scene.index) });
  }

  #plan(event: EventDefinition, variant: Variant): CompiledVariant {
    let plans = this.#plans.get(event);
    if (plans === undefined) {
      plans = { byName: new Map(), byVariant: new WeakMap() };
      this.#plans.set(event, plans);
    }
    // A run draws from the same few variant objects over and over: most look-ups end here.
    const known = plans.byVariant.get(variant);
    if (known !== undefined) return known;
    const name = variantKey(event, variant);
    const plan = plans.byName.get(name) ?? {
      variant: evened(event, variant),
      key: seedKey(this.seed, event.id, name),
      queryKey: seedKey(this.seed, event.id, name, 'query'),
      draw: compile(event.payload, variant),
      write: undefined,
    };
    plans.byName.set(name, plan);
    plans.byVariant.set(variant, plan);
    return plan;
  }
}

/** All variants of an event in one shape: V8 reads a key of few shapes many times as fast as one of forty. */
function evened({ dimensions }: EventDefinition, variant: Variant): Variant {
  return Object.fromEntries(dimensions.map(({ name }) => [name, variant[name]])) as Variant;
}
