import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Draw } from '../define/field.ts';
import type { Scene } from '../define/scene.ts';
import { Rng, type SeedKey, seedKey } from '../world/rng.ts';
import { World, type WorldOptions } from '../world/world.ts';
import { compileBytes } from './bytes/compile-bytes.ts';
import { FragmentCache } from './bytes/fragment-cache.ts';
import type { Writer } from './bytes/instructions.ts';
import type { JsonBytes } from './bytes/json-bytes.ts';
import { compile } from './compile.ts';
import { drawing, settled } from './draw-error.ts';
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
  /** The step of a scenario that it is; `index` is then the number of the story. */
  readonly story?: ScenarioPosition | undefined;
  readonly payload: T;
  /** Query parameters that the platform adds to the address. */
  readonly query: Readonly<Record<string, string>>;
}

/** Empties `out`, writes a payload to it (`now` in ms since the epoch), and returns the query parameters. */
export type WritePayload = (index: number, now: number, out: JsonBytes) => Readonly<Record<string, string>>;

interface CompiledVariant {
  /** What scenes get: the variant with a key for every dimension of its event. */
  readonly variant: Variant;
  readonly key: SeedKey;
  readonly queryKey: SeedKey;
  readonly draw: Draw<unknown, Scene>;
  /** Compiled on first use: only load runs need it. */
  write: Writer | undefined;
}

interface CompiledEvent {
  readonly byName: Map<string, CompiledVariant>;
  readonly byVariant: WeakMap<Variant, CompiledVariant>;
}

/**
 * Draws the payloads of one run, all about the same world. The payload of (event, variant, index, now) does not depend
 * on what was drawn before it, so that filtering, sharding and reordering change nothing.
 */
export class PayloadGenerator {
  readonly seed: string;
  readonly world: World;
  readonly #compiled = new Map<EventDefinition, CompiledEvent>();
  readonly #cache = new FragmentCache();

  constructor(options: WorldOptions) {
    this.seed = options.seed;
    this.world = new World(options);
  }

  /** Draws a step of a scenario. Each `index` is the story about other people; `now` is its end, ms since the epoch. */
  drawStep(position: ScenarioPosition, index: number, now: number): GeneratedPayload {
    const { event, variant, story, key } = openStory(this.seed, position, index, now);
    const at = story.at(position.step);
    const scene = (purpose: string): Scene =>
      settled(
        event.scene({
          rng: new Rng(seedKey(this.seed, ...key, purpose), index),
          world: this.world,
          now: at,
          index,
          variant,
          story,
        }),
      );
    const [payload, query] = drawing(event, variant, index, () => [
      compile(event.payload, variant)(scene('payload')),
      settled(event.address.query?.compute(scene('query')) ?? {}),
    ]);
    return { event, variant, seed: this.seed, index, now, story: position, payload, query };
  }

  /** @param now the clock for this payload, ms since the epoch */
  draw<T>(event: EventDefinition<T>, variant: Variant, index: number, now: number): GeneratedPayload<T> {
    const [payload, query] = drawing(event, variant, index, () => {
      const compiled = this.#compile(event, variant);
      const scene = this.#scene(event, compiled, index, now);
      return [compiled.draw(scene) as T, this.#query(event, compiled, scene)];
    });
    return { event, variant, seed: this.seed, index, now, payload, query };
  }

  /** Writes the JSON of what {@link draw} draws, in a fraction of the time. */
  writer(event: EventDefinition, variant: Variant): WritePayload {
    const compiled = this.#compile(event, variant);
    return (index, now, out) =>
      drawing(event, variant, index, () => {
        compiled.write ??= compileBytes(event.payload, variant, this.#cache);
        const scene = this.#scene(event, compiled, index, now);
        out.length = 0;
        compiled.write(scene, out);
        return this.#query(event, compiled, scene);
      });
  }

  #scene(event: EventDefinition, { key, variant }: CompiledVariant, index: number, now: number): Scene {
    return settled(event.scene({ rng: new Rng(key, index), world: this.world, now, index, variant }));
  }

  #query(event: EventDefinition, compiled: CompiledVariant, scene: Scene): Readonly<Record<string, string>> {
    const rule = event.address.query;
    if (rule === undefined) return {};
    return settled(rule.compute({ ...scene, rng: new Rng(compiled.queryKey, scene.index) }));
  }

  #compile(event: EventDefinition, variant: Variant): CompiledVariant {
    let compiled = this.#compiled.get(event);
    if (compiled === undefined) {
      compiled = { byName: new Map(), byVariant: new WeakMap() };
      this.#compiled.set(event, compiled);
    }
    // A run draws from the same few variant objects again and again: most look-ups end here.
    const known = compiled.byVariant.get(variant);
    if (known !== undefined) return known;
    const name = variantKey(event, variant);
    const fresh = compiled.byName.get(name) ?? {
      variant: withAllKeys(event, variant),
      key: seedKey(this.seed, event.id, name),
      queryKey: seedKey(this.seed, event.id, name, 'query'),
      draw: compile(event.payload, variant),
      write: undefined,
    };
    compiled.byName.set(name, fresh);
    compiled.byVariant.set(variant, fresh);
    return fresh;
  }
}

/** Gives all variants of an event one hidden class: V8 reads a key of few classes many times as fast as of forty. */
function withAllKeys({ dimensions }: EventDefinition, variant: Variant): Variant {
  return Object.fromEntries(dimensions.map(({ name }) => [name, variant[name]])) as Variant;
}
