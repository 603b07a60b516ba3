import type { Basis, LocalizedText } from './basis.ts';
import type { Contract } from './contract.ts';
import { type Dimension, memberOf } from './dimension.ts';
import type { Field } from './field.ts';
import { isObject } from './json.ts';
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

/** Where under a receiver's base address the platform posts an event, and what it adds to the address. */
export interface AddressRule<S extends Scene = Scene> {
  /** The documented sub-path, `/room/left`. Left out: the event has a full address of its own. */
  readonly path?: string;
  readonly basis: Basis;
  readonly query?: QueryRule<S>;
}

/** Query parameters that the platform adds, such as a signature. */
export interface QueryRule<S extends Scene = Scene> {
  /** Parameter names and what they hold. */
  readonly parameters: Readonly<Record<string, LocalizedText>>;
  readonly basis: Basis;
  /** Computed from the scene the payload was drawn from; the payload's bytes do not depend on it. */
  compute(scene: S): Readonly<Record<string, string>>;
}

export interface EventOptions<S extends Scene, T> {
  /** Dotted, and the name of its file: `contact.updated`. */
  readonly name: string;
  readonly platform: Platform;
  readonly title: LocalizedText;
  readonly docs: DocsPage;
  /** Why we believe the body; a field may have a basis of its own. */
  readonly basis: Basis;
  readonly note?: LocalizedText;
  readonly dimensions?: readonly Dimension[];
  readonly rules?: readonly Rule[];
  /** Finds this payload's people and things. */
  readonly scene: (scene: Scene) => S;
  readonly payload: Field<T, S>;
  readonly address: AddressRule<S>;
  readonly response: Contract;
  /** Field path of what stays the same when the platform delivers again: `data.messageId`. */
  readonly deduplicateBy?: string;
}

/** One documented callback of a platform. `T` is the type of its payloads. */
export interface EventDefinition<T = unknown> {
  readonly kind: 'webhook-sim/event';
  /** `contact.updated` */
  readonly name: string;
  /** `yuju/contact.updated` */
  readonly id: string;
  readonly platform: Platform;
  readonly title: LocalizedText;
  readonly docs: DocsPage;
  readonly basis: Basis;
  readonly note?: LocalizedText;
  readonly dimensions: readonly Dimension[];
  readonly rules: readonly Rule[];
  readonly scene: (scene: Scene) => Scene;
  readonly payload: Field<T, never>;
  readonly address: AddressRule;
  readonly response: Contract;
  readonly deduplicateBy?: string;
}

/** The type of an event's payloads. */
export type PayloadOf<E> = E extends EventDefinition<infer T> ? T : never;

/**
 * Declares an event.
 * @throws TypeError when the definition contradicts itself, naming the event and what is wrong
 */
export function defineEvent<S extends Scene, T>(options: EventOptions<S, T>): EventDefinition<T> {
  const { platform, name, dimensions = [], rules = [] } = options;
  const id = `${platform.id}/${name}`;
  const names = dimensions.map((dimension) => dimension.name);
  const complain = (what: string): never => {
    throw new TypeError(`${id}: ${what}`);
  };
  if (!/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(name)) complain('an event name reads like contact.updated');
  for (const [i, dimension] of dimensions.entries()) {
    if (names.indexOf(dimension.name) !== i) complain(`two dimensions are named ${dimension.name}`);
    if (!Object.hasOwn(dimension.members, dimension.usual)) {
      complain(`the usual ${dimension.name} is ${dimension.usual}, which is none of its members`);
    }
    for (const [needed, members] of Object.entries(dimension.when ?? {})) {
      const on = dimensions.slice(0, i).find(({ name: earlier }) => earlier === needed);
      if (on === undefined) {
        complain(`${dimension.name} depends on ${needed}, which must be a dimension listed before it`);
      } else {
        const unknown = [members].flat().find((member) => memberOf(on, member) === undefined);
        if (unknown !== undefined)
          complain(`${dimension.name} depends on ${needed}=${unknown}, which does not exist`);
      }
    }
  }
  for (const rule of rules) {
    for (const named of rule.of) {
      if (!names.includes(named)) complain(`a rule speaks of ${named}, which is no dimension: ${rule.en}`);
    }
  }
  // The scene a payload is drawn from is always the one that `scene` made: S is sound from here on.
  return { ...options, kind: 'webhook-sim/event', id, dimensions, rules } as unknown as EventDefinition<T>;
}

/** Whether a value that a module exported is an event, whichever copy of the package made it. */
export function isEvent(value: unknown): value is EventDefinition {
  return isObject(value) && value['kind'] === 'webhook-sim/event';
}
