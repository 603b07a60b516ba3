import { isObject } from '../json.ts';
import type { LocalizedText } from '../language.ts';
import type { Basis } from './basis.ts';
import type { Contract } from './contract.ts';
import { type Dimension, memberOf, type Variant } from './dimension.ts';
import type { Field } from './field.ts';
import type { Platform } from './platform.ts';
import type { Rule } from './rule.ts';
import type { Scene } from './scene.ts';

/** Where an event is documented. */
export interface DocsPage {
  /** The page's title. */
  readonly page: string;
  readonly url?: string;
  /** When it was read, `YYYY-MM-DD`. */
  readonly read: string;
}

/** The address that the platform posts an event to. */
export interface AddressRule<S extends Scene = Scene> {
  /** The documented path below the receiver's base address: `/room/left`. Without it the event has an address of its own. */
  readonly path?: string;
  readonly basis: Basis;
  readonly query?: QueryRule<S>;
}

/** Query parameters that the platform adds, such as a signature. */
export interface QueryRule<S extends Scene = Scene> {
  readonly parameters: Readonly<Record<string, LocalizedText>>;
  readonly basis: Basis;
  /** Their values. `scene.rng` is not the payload's: the payload's bytes do not depend on the query. */
  compute(scene: S): Readonly<Record<string, string>>;
}

export interface EventOptions<S extends Scene, T> {
  /** Dotted, and the name of its file: `contact.updated`. */
  readonly name: string;
  readonly platform: Platform;
  readonly title: LocalizedText;
  readonly docs: DocsPage;
  /** Of the body; a field may have a basis of its own. */
  readonly basis: Basis;
  readonly note?: LocalizedText;
  readonly dimensions?: readonly Dimension[];
  readonly rules?: readonly Rule[];
  /** Chooses the people and things of one payload. */
  readonly scene: (scene: Scene) => S;
  readonly payload: Field<T, S>;
  readonly address: AddressRule<S>;
  readonly response: Contract;
  /** Path of the field that stays the same when the platform delivers again: `data.messageId`. */
  readonly deduplicateBy?: string;
  /** Choices of a message that the hosted account itself sent, where the event also brings those of customers. */
  readonly ownMessage?: Variant;
}

/** One documented callback of a platform. `T` is the type of its payloads. */
export interface EventDefinition<T = unknown>
  extends Omit<EventOptions<Scene, T>, 'payload' | 'dimensions' | 'rules'> {
  readonly kind: 'webhook-sim/event';
  /** `yuju/contact.updated` */
  readonly id: string;
  readonly dimensions: readonly Dimension[];
  readonly rules: readonly Rule[];
  readonly payload: Field<T, never>;
}

/** The type of an event's payloads. */
export type PayloadOf<E> = E extends EventDefinition<infer T> ? T : never;

/**
 * Declares an event.
 * @throws TypeError when the definition contradicts itself
 */
export function defineEvent<S extends Scene, T>(options: EventOptions<S, T>): EventDefinition<T> {
  const { platform, name, dimensions = [], rules = [] } = options;
  const id = `${platform.id}/${name}`;
  const names = dimensions.map((dimension) => dimension.name);
  if (!/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(name))
    throw new TypeError(`${id}: an event name reads like contact.updated`);
  for (const [i, dimension] of dimensions.entries()) {
    if (names.indexOf(dimension.name) !== i)
      throw new TypeError(`${id}: two dimensions are named ${dimension.name}`);
    if (!Object.hasOwn(dimension.members, dimension.usual)) {
      throw new TypeError(
        `${id}: the usual ${dimension.name}, ${dimension.usual}, is not one of its members`,
      );
    }
    for (const [needed, members] of Object.entries(dimension.when ?? {})) {
      const on = dimensions.slice(0, i).find(({ name: earlier }) => earlier === needed);
      if (on === undefined) {
        throw new TypeError(
          `${id}: ${dimension.name} depends on ${needed}, which must be a dimension listed before it`,
        );
      } else {
        const unknown = [members].flat().find((member) => memberOf(on, member) === undefined);
        if (unknown !== undefined)
          throw new TypeError(
            `${id}: ${dimension.name} depends on ${needed}=${unknown}, which does not exist`,
          );
      }
    }
  }
  for (const [name, member] of Object.entries(options.ownMessage ?? {})) {
    const of = dimensions.find((dimension) => dimension.name === name);
    if (of === undefined || memberOf(of, member) === undefined)
      throw new TypeError(`${id}: ownMessage has ${name}=${member}, which does not exist`);
  }
  for (const rule of rules) {
    for (const named of rule.of) {
      if (!names.includes(named))
        throw new TypeError(`${id}: a rule names ${named}, which is not a dimension: ${rule.en}`);
    }
  }
  // Erasing S is sound: payloads are drawn from the scene that `scene` returns.
  const { lenient } = platform.policy;
  const response = lenient === undefined ? options.response : { lenient, ...options.response };
  return {
    ...options,
    kind: 'webhook-sim/event',
    id,
    dimensions,
    rules,
    response,
  } as unknown as EventDefinition<T>;
}

/** Whether a value is an event, even if another copy of this package made it. */
export function isEvent(value: unknown): value is EventDefinition {
  return isObject(value) && value['kind'] === 'webhook-sim/event';
}
