import type { LocalizedText } from '../language.ts';
import type { Basis } from './basis.ts';
import type { Dimension, When } from './dimension.ts';
import type { Enumeration, EnumValue } from './enumeration.ts';
import type { NoCondition, Presence, Varies } from './payload-type.ts';

/** A drawing rule: gives a value from the scene, which includes the randomness. */
export type Draw<T, S> = (scene: S) => T;

/** A drawn part of a text whose width never changes, such as an id or a time. */
export interface AsciiSlot<S> {
  /** Characters. */
  readonly width: number;
  /** Draws and writes it at an offset: printable ASCII without quotes and backslashes. */
  readonly put: (scene: S, out: Uint8Array, at: number) => void;
}

/** What a field's value is, and for leaves how to draw it. */
export type Shape =
  | {
      readonly kind: 'string';
      readonly draw: Draw<string | null, never>;
      /** The literals and slots of a text of fixed width. */
      readonly ascii?: readonly (string | AsciiSlot<never>)[];
      readonly format?: StringFormat;
    }
  | { readonly kind: 'number'; readonly draw: Draw<number, never>; readonly integer: boolean }
  | { readonly kind: 'boolean'; readonly draw: Draw<boolean, never> }
  | { readonly kind: 'constant'; readonly value: EnumValue }
  | { readonly kind: 'choice'; readonly dimension: Dimension }
  | { readonly kind: 'enum'; readonly members: Enumeration; readonly draw: Draw<EnumValue, never> }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, AnyField>> }
  | { readonly kind: 'list'; readonly item: AnyField; readonly of: Draw<readonly unknown[], never> }
  | {
      readonly kind: 'union';
      readonly dimension: Dimension;
      readonly cases: Readonly<Record<string, AnyField>>;
    }
  | { readonly kind: 'json'; readonly content: AnyField };

export type ShapeOf<K extends Shape['kind']> = Extract<Shape, { readonly kind: K }>;

export interface StringFormat {
  /** A regular expression that every value matches, as JSON Schema's `pattern`. */
  readonly pattern?: string;
  /** JSON Schema's `format`. */
  readonly format?: 'uri' | 'uuid';
}

/**
 * A value that real bodies have instead of what is drawn; `absent` if the key is missing. A number stands for any
 * number, where a string is drawn. Basis: observed.
 */
export type Seen = '' | null | 'absent' | number;

export interface FieldFacts {
  readonly label?: LocalizedText;
  readonly basis?: Basis;
  readonly note?: LocalizedText;
  /** The only variants that have the key. */
  readonly when?: When;
  /** Variants in which real bodies lack the key, although the page has it: not drawn there, and no mismatch. */
  readonly unless?: When;
  /** The probability of the key, from 0, if it is only known to occur, to 1. */
  readonly chance?: number;
  readonly nullable?: boolean;
  readonly seen?: readonly Seen[];
  /** Not on the page, though it is drawn: a body without it is no mismatch. */
  readonly offPage?: boolean;
  /** An object that may have other keys than those drawn. */
  readonly open?: boolean;
  /** The value gives access to something. */
  readonly secret?: boolean;
  /** The value, which tells the event's bodies from those of other events. */
  readonly identity?: string;
  /** People type the value. */
  readonly freeText?: boolean;
  /** The object that alone decides the value, without randomness. */
  readonly from?: Draw<object, never>;
  /** The variant alone decides the value. */
  readonly settled?: boolean;
}

/**
 * One key of a payload: its shape, drawing rule, label and basis in one value, so that data, schema and documentation
 * cannot drift apart. Immutable; every method returns a new field.
 *
 * `T` is the TypeScript type of the value, `S` the scene that it is drawn from. Of `P`, `W` and `V` the type of a payload
 * is made: whether the key is always there, on which condition, and how the value depends on dimensions.
 */
export class Field<
  T,
  S,
  P extends Presence = 'always',
  W extends When = NoCondition,
  V extends Varies = NoCondition,
> {
  declare readonly value: T;
  declare readonly scene: (scene: S) => void;
  declare readonly presence: P;
  declare readonly condition: W;
  declare readonly varies: V;
  readonly shape: Shape;
  readonly facts: FieldFacts;

  constructor(shape: Shape, facts: FieldFacts = {}) {
    this.shape = shape;
    this.facts = facts;
  }

  /** The page's own name of the field, and ours in English. */
  label(zh: string, en: string): Field<T, S, P, W, V> {
    return this.#with({ label: { zh, en } });
  }

  documented(): Field<T, S, P, W, V> {
    return this.#with({ basis: 'documented' });
  }

  observed(): Field<T, S, P, W, V> {
    return this.#with({ basis: 'observed' });
  }

  inferred(): Field<T, S, P, W, V> {
    return this.#with({ basis: 'inferred' });
  }

  /** A remark for readers of the `show` page. */
  note(zh: string, en: string): Field<T, S, P, W, V> {
    return this.#with({ note: { zh, en } });
  }

  /** Present in these variants alone. */
  when<const C extends When>(when: C): Field<T, S, P, C, V> {
    return this.#with({ when });
  }

  /** Left out in these variants, because real bodies lack it there although the page has it. A body may have it. */
  unless(unless: When): Field<T, S, 'sometimes', W, V> {
    return this.#with({ unless });
  }

  /** Real bodies have been seen with the key. Never drawn; the schema allows it. */
  onlySeen(): Field<T, S, 'sometimes', W, V> {
    return this.#with({ chance: 0 });
  }

  /** Present in this share of the payloads. */
  optional(chance = 0.5): Field<T, S, 'sometimes', W, V> {
    return this.#with({ chance });
  }

  /** Values that real bodies have instead. Never drawn; the schema allows them. */
  alsoSeen(...seen: Seen[]): Field<T, S, P, W, V> {
    return this.#with({ seen });
  }

  /** Not on the page, though real bodies have it: always drawn, but a body without it is no mismatch. */
  offPage(): Field<T, S, P, W, V> {
    return this.#with({ offPage: true });
  }

  /** An object that may have other keys than those drawn. */
  open(): Field<T, S, P, W, V> {
    return this.#with({ open: true });
  }

  /** The value gives access to something. */
  secret(): Field<T, S, P, W, V> {
    return this.#with({ secret: true });
  }

  /**
   * The value depends on this object alone and on no randomness: a contact's name on the contact. Load runs then cache
   * its text for each object that occurs more than once.
   */
  from(source: Draw<object, never>): Field<T, S, P, W, V> {
    return this.#with({ from: source });
  }

  /** The value depends on the variant alone. */
  settled(): Field<T, S, P, W, V> {
    return this.#with({ settled: true });
  }

  /** The field has this value, which tells the event's bodies from those of other events. A constant's is its own. */
  identifies(
    value: string = this.shape.kind === 'constant' ? String(this.shape.value) : '',
  ): Field<T, S, P, W, V> {
    return this.#with({ identity: value });
  }

  /** People type the value: it may be any text, of any length and in any script. */
  freeText(): Field<T, S, P, W, V> {
    return this.#with({ freeText: true });
  }

  #with<Q extends Presence, C extends When>(facts: FieldFacts): Field<T, S, Q, C, V> {
    return new Field<T, S, Q, C, V>(this.shape, { ...this.facts, ...facts });
  }
}

export type AnyField = Field<unknown, never, Presence, When, Varies>;
