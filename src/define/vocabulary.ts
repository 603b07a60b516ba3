import { asciiDraw } from './ascii.ts';
import type { Dimension, When } from './dimension.ts';
import type { Enumeration, EnumValue, ValueOf } from './enumeration.ts';
import { type AnyField, type AsciiSlot, type Draw, Field, type ShapeOf, type StringFormat } from './field.ts';
import type { NoCondition, ObjectOf, Presence, TellsValue, Varies, VariesBy } from './payload-type.ts';
import type { Scene } from './scene.ts';

/** A field that a scene `S` can draw. */
type Drawable<S> = Field<unknown, S, Presence, When, Varies>;

/** The scene of a list item: the outer scene and the element. */
export type ItemScene<S, E> = S & { readonly item: E };

/**
 * The functions that make fields, for payloads drawn from a scene `S`.
 * A pack with a richer scene has a vocabulary of its own: `export const f = vocabulary<JuziScene>()`.
 */
export interface Vocabulary<S> {
  string(draw: Draw<string, S>, format?: StringFormat): Field<string, S>;
  /**
   * A string of fixed length: literals with ids and times between them. In a load run it costs a tenth of `string`.
   * @throws RangeError when a literal is not plain ASCII
   */
  ascii(parts: readonly (string | AsciiSlot<S>)[], format?: StringFormat): Field<string, S>;
  /** A string or `null`, as the drawing rule decides. */
  nullable(draw: Draw<string | null, S>, format?: StringFormat): Field<string | null, S>;
  integer(draw: Draw<number, S>): Field<number, S>;
  number(draw: Draw<number, S>): Field<number, S>;
  boolean(draw: Draw<boolean, S>): Field<boolean, S>;
  constant<const V extends EnumValue>(value: V): Field<V, S>;
  /** The value of a dimension. */
  choice<E extends Enumeration, N extends string>(
    dimension: Dimension<E, N>,
  ): Field<ValueOf<E>, S, 'always', NoCondition, TellsValue<N, E>>;
  /** A labelled value that is not a dimension. */
  oneOf<const E extends Enumeration>(members: E, draw: Draw<ValueOf<E>, S>): Field<ValueOf<E>, S>;
  object<F extends Readonly<Record<string, Drawable<S>>>>(
    fields: F,
  ): Field<ObjectOf<F>, S, 'always', NoCondition, { readonly fields: F }>;
  /** One item for each element; the item's fields find it at `scene.item`. */
  list<T, E>(
    of: Draw<readonly E[], S>,
    item: Field<T, ItemScene<S, E>, Presence, When, Varies>,
  ): Field<T[], S>;
  /** A different field for each value of a dimension. */
  byVariant<E extends Enumeration, N extends string, C extends { readonly [K in keyof E]: Drawable<S> }>(
    dimension: Dimension<E, N>,
    cases: C,
  ): Field<C[keyof E]['value'], S, 'always', NoCondition, VariesBy<N, E, C>>;
  /** A string that holds the JSON text of another field. */
  jsonText(content: Drawable<S>): Field<string, S>;
  /** The vocabulary for the items of a list of `E`. */
  item<E>(): Vocabulary<ItemScene<S, E>>;
}

type FieldFactories = { readonly [K in keyof Vocabulary<never>]: (...args: never[]) => unknown };

const stringShape = (
  draw: Draw<string | null, never>,
  format: StringFormat | undefined,
): ShapeOf<'string'> => ({
  kind: 'string',
  draw,
  ...(format && { format }),
});

const fieldFactories: FieldFactories = {
  string: (draw: Draw<string, never>, format?: StringFormat) => new Field(stringShape(draw, format)),
  ascii: (parts: readonly (string | AsciiSlot<never>)[], format?: StringFormat) =>
    new Field({ ...stringShape(asciiDraw(parts), format), ascii: parts }),
  nullable: (draw: Draw<string | null, never>, format?: StringFormat) =>
    new Field(stringShape(draw, format), { nullable: true }),
  integer: (draw: Draw<number, never>) => new Field({ kind: 'number', draw, integer: true }),
  number: (draw: Draw<number, never>) => new Field({ kind: 'number', draw, integer: false }),
  boolean: (draw: Draw<boolean, never>) => new Field({ kind: 'boolean', draw }),
  constant: (value: EnumValue) => new Field({ kind: 'constant', value }),
  choice: (dimension: Dimension) => new Field({ kind: 'choice', dimension }),
  oneOf: (members: Enumeration, draw: Draw<EnumValue, never>) => new Field({ kind: 'enum', members, draw }),
  object: (fields: Readonly<Record<string, AnyField>>) => new Field({ kind: 'object', fields }),
  list: (of: Draw<readonly unknown[], never>, item: AnyField) => new Field({ kind: 'list', of, item }),
  byVariant: (dimension: Dimension, cases: Readonly<Record<string, AnyField>>) =>
    new Field({ kind: 'union', dimension, cases }),
  jsonText: (content: AnyField) => new Field({ kind: 'json', content }),
  item: () => fieldFactories,
};

/** The vocabulary for payloads drawn from scenes of type `S`. `S` matters to the compiler alone. */
export function vocabulary<S extends Scene>(): Vocabulary<S> {
  return fieldFactories as unknown as Vocabulary<S>;
}

/** The vocabulary for payloads drawn from the plain scene. */
export const f: Vocabulary<Scene> = vocabulary<Scene>();
