import type { Basis, LocalizedText } from './basis.ts';
import type { Dimension, When } from './dimension.ts';
import type { Enumeration, EnumValue } from './enumeration.ts';

export type Draw<T, S> = (scene: S) => T;

/** A part of a text that is drawn, and always of one width: an id, a time. Of printable ASCII, without quotes and backslashes. */
export interface AsciiSlot<S> {
  /** Characters. */
  readonly width: number;
  /** Draws it, and writes it from a place on. */
  readonly put: (scene: S, out: Uint8Array, at: number) => void;
}

/** What a field's value is. Leaves also say how to draw one. */
export type Shape =
  | {
      readonly kind: 'string';
      readonly draw: Draw<string | null, never>;
      /** What it consists of, where that is of one width. */
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

export interface StringFormat {
  /** A regular expression that every value matches, as JSON Schema's `pattern`. */
  readonly pattern?: string;
  /** JSON Schema's `format`. */
  readonly format?: 'uri' | 'uuid';
}

/** How real bodies have been seen to differ from what is drawn: the value, or `absent`. Basis: observed. */
export type Seen = '' | null | 'absent';

export interface FieldFacts {
  readonly label?: LocalizedText;
  readonly basis?: Basis;
  readonly note?: LocalizedText;
  /** The key is there only in these variants. */
  readonly when?: When;
  /** The key is there with this probability. */
  readonly chance?: number;
  readonly nullable?: boolean;
  readonly seen?: readonly Seen[];
  /** The value gives access to something. */
  readonly secret?: boolean;
  /** Whatever people type. */
  readonly freeText?: boolean;
  /** What alone the value is drawn from, without randomness. */
  readonly from?: Draw<object, never>;
  /** It is drawn from the variant alone. */
  readonly settled?: boolean;
}

type Presence = 'always' | 'sometimes';

/**
 * One key of a payload: its shape, how to draw it, its label and its basis in one value, so that data,
 * schema and documentation cannot drift apart. Immutable; every method returns a new field.
 *
 * `T` is the TypeScript type of the value, `S` the scene that it is drawn from.
 */
export class Field<T, S, P extends Presence = 'always'> {
  declare readonly value: T;
  declare readonly scene: (scene: S) => void;
  declare readonly presence: P;
  readonly shape: Shape;
  readonly facts: FieldFacts;

  constructor(shape: Shape, facts: FieldFacts = {}) {
    this.shape = shape;
    this.facts = facts;
  }

  /** The page's own words for it, and ours in English. */
  label(zh: string, en: string): Field<T, S, P> {
    return this.#with({ label: { zh, en } });
  }

  documented(): Field<T, S, P> {
    return this.#with({ basis: 'documented' });
  }

  observed(): Field<T, S, P> {
    return this.#with({ basis: 'observed' });
  }

  inferred(): Field<T, S, P> {
    return this.#with({ basis: 'inferred' });
  }

  /** Something the reader of the page should know. */
  note(zh: string, en: string): Field<T, S, P> {
    return this.#with({ note: { zh, en } });
  }

  /** Present only in these variants. */
  when(when: When): Field<T, S, 'sometimes'> {
    return this.#with({ when });
  }

  /** Present in some payloads and not in others, as in life. */
  optional(chance = 0.5): Field<T, S, 'sometimes'> {
    return this.#with({ chance });
  }

  /** Real bodies have been seen with these instead. Never drawn; the schema allows them. */
  alsoSeen(...seen: Seen[]): Field<T, S, P> {
    return this.#with({ seen });
  }

  secret(): Field<T, S, P> {
    return this.#with({ secret: true });
  }

  /**
   * The value depends on this object alone, and on no randomness: a contact's name on the contact. Its text is
   * then kept for each object that comes more than once.
   */
  from(source: Draw<object, never>): Field<T, S, P> {
    return this.#with({ from: source });
  }

  /** The value depends on the variant alone. */
  settled(): Field<T, S, P> {
    return this.#with({ settled: true });
  }

  /** People type this: any text may come, of any length and in any script. */
  freeText(): Field<T, S, P> {
    return this.#with({ freeText: true });
  }

  #with<Q extends Presence>(facts: FieldFacts): Field<T, S, Q> {
    return new Field<T, S, Q>(this.shape, { ...this.facts, ...facts });
  }
}

/** A field whose types do not matter to whoever holds it. */
export type AnyField = Field<unknown, never, Presence>;

type Simplify<T> = { [K in keyof T]: T[K] };

/** The TypeScript type of an object of fields. */
export type ObjectOf<F extends Readonly<Record<string, AnyField>>> = Simplify<
  { [K in keyof F as F[K]['presence'] extends 'always' ? K : never]: F[K]['value'] } & {
    [K in keyof F as F[K]['presence'] extends 'always' ? never : K]?: F[K]['value'];
  }
>;
