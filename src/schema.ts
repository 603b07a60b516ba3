import { excerpt } from './excerpt.ts';
import { isObject } from './json.ts';
import { asIs, type LocalizedText, say } from './language.ts';

/**
 * Describes JSON that this program publishes. From one description come its TypeScript type, the check of a document
 * that is read back, and its JSON Schema (2020-12).
 */
export interface Schema<out T> {
  readonly json: JsonSchema;
  /** What `json` refers to, by its name in `$defs`. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /**
   * Returns a value as described: keys that no description has are left out.
   * @param path where the value is, for messages
   * @throws SchemaMismatch
   */
  read(value: unknown, path: string): T;
}

/** A JSON Schema, 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The type that a schema describes. */
export type TypeOf<S extends Schema<unknown>> = ReturnType<S['read']>;

/** Says in one line what is wrong, and where. */
export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch';

  constructor(path: string, expected: LocalizedText, value: unknown) {
    const found = value === undefined ? undefined : excerpt(JSON.stringify(value), 40);
    super(
      say({
        zh: `${path === '' ? '它' : `${path} `}应为${expected.zh}，实际${found === undefined ? '缺失' : `为 ${found}`}`,
        en: `${path === '' ? 'it' : path} should be ${expected.en}, but ${found === undefined ? 'it is missing' : `it is ${found}`}`,
      }),
    );
  }
}

export const text: Schema<string> = textOf();

/** Text of a set that later versions may extend: every text is accepted. */
export function textOf<T extends string>(): Schema<T> {
  return scalar(
    { type: 'string' },
    { zh: '文本', en: 'a text' },
    (value): value is T => typeof value === 'string',
  );
}

/** Finite: `1e999` is valid JSON. */
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isPositive = (value: unknown): value is number => isNumber(value) && value >= 0;

export const number: Schema<number> = scalar({ type: 'number' }, { zh: '数字', en: 'a number' }, isNumber);

export const milliseconds: Schema<number> = quantity('ms');
export const perSecond: Schema<number> = quantity('1/s');

export const integer: Schema<number> = scalar(
  { type: 'integer', minimum: 0 },
  { zh: '不小于 0 的整数', en: 'a whole number, 0 or more' },
  (value): value is number => Number.isInteger(value) && isPositive(value),
);

export const share: Schema<number> = scalar(
  { type: 'number', minimum: 0, maximum: 1 },
  { zh: '介于 0 和 1 之间的数字', en: 'a number from 0 to 1' },
  (value): value is number => isPositive(value) && value <= 1,
);

export const yesOrNo: Schema<boolean> = scalar(
  { type: 'boolean' },
  { zh: '布尔值（true 或 false）', en: 'true or false' },
  (value): value is boolean => typeof value === 'boolean',
);

export function oneOf<const T extends string | null>(choices: readonly T[]): Schema<T> {
  return scalar(
    { enum: choices },
    { zh: `以下之一：${choices.join('、')}`, en: `one of ${choices.join(', ')}` },
    (value): value is T => choices.some((choice) => choice === value),
  );
}

export function literal<const T extends string>(value: T): Schema<T> {
  return scalar({ const: value }, asIs(`'${value}'`), (candidate): candidate is T => candidate === value);
}

export function either<A, B>(a: Schema<A>, b: Schema<B>): Schema<A | B> {
  return {
    json: { anyOf: [a.json, b.json] },
    definitions: { ...a.definitions, ...b.definitions },
    read(value, path) {
      try {
        return a.read(value, path);
      } catch {
        return b.read(value, path);
      }
    },
  };
}

export function orNull<T>(schema: Schema<T>): Schema<T | null> {
  return {
    json: { anyOf: [schema.json, { type: 'null' }] },
    definitions: schema.definitions,
    read: (value, path) => (value === null ? null : schema.read(value, path)),
  };
}

export function list<T>(items: Schema<T>): Schema<readonly T[]> {
  return {
    json: { type: 'array', items: items.json },
    definitions: items.definitions,
    read(value, path) {
      if (!Array.isArray(value)) throw new SchemaMismatch(path, { zh: '列表', en: 'a list' }, value);
      return value.map((item, i) => items.read(item, `${path}[${i}]`));
    },
  };
}

/** An object whose keys are names that somebody chose: `__proto__` may be one of them. */
export function mapOf<T, K extends string = string>(
  values: Schema<T>,
  keys?: Schema<K>,
): Schema<Readonly<Record<K, T>>> {
  return {
    json: {
      type: 'object',
      additionalProperties: values.json,
      ...(keys !== undefined && { propertyNames: keys.json }),
    },
    definitions: { ...values.definitions, ...keys?.definitions },
    read: (value, path) => {
      const read = Object.entries(object(value, path)).map(([key, inner]) => {
        const place = `${path}[${JSON.stringify(key)}]`;
        return [keys?.read(key, place) ?? key, values.read(inner, place)];
      });
      // Each key was read by the schema for it.
      return Object.fromEntries(read) as Record<K, T>;
    },
  };
}

type Properties = Readonly<Record<string, Schema<unknown> & { readonly optional?: true }>>;

type OptionalKeys<P extends Properties> = {
  [Key in keyof P]: P[Key] extends { readonly optional: true } ? Key : never;
}[keyof P];

type RecordOf<P extends Properties> = {
  readonly [Key in Exclude<keyof P, OptionalKeys<P>>]: TypeOf<P[Key]>;
} & { readonly [Key in OptionalKeys<P>]?: TypeOf<P[Key]> };

export interface RecordSchema<P extends Properties> extends Schema<RecordOf<P>> {
  readonly properties: P;
}

/** An object with these keys. It may have others, as later versions do. */
export function record<P extends Properties>(properties: P): RecordSchema<P> {
  const entries = Object.entries(properties);
  return {
    properties,
    json: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([key, { json }]) => [key, json])),
      required: entries.flatMap(([key, { optional }]) => (optional === true ? [] : [key])),
    },
    definitions: Object.assign({}, ...entries.map(([, { definitions }]) => definitions)),
    read(value, path) {
      const given = new Map(Object.entries(object(value, path)));
      const read = entries.flatMap(([key, schema]) =>
        schema.optional === true && !given.has(key)
          ? []
          : [[key, schema.read(given.get(key), path === '' ? key : `${path}.${key}`)]],
      );
      // Each key was read by the schema for it.
      return Object.fromEntries(read) as RecordOf<P>;
    },
  };
}

/** A record whose keys all hold the same. */
export const recordOf = <K extends string, T>(keys: readonly K[], schema: Schema<T>) =>
  record(Object.fromEntries(keys.map((key) => [key, schema])) as Readonly<Record<K, Schema<T>>>);

/** A key that a record may lack. */
export const optional = <T>(schema: Schema<T>): Schema<T> & { readonly optional: true } => ({
  ...schema,
  optional: true,
});

/** Describes the schema for a reader. */
export function about<S extends Schema<unknown>>(description: string, schema: S): S {
  return { ...schema, json: { ...schema.json, description } };
}

/** Puts the schema under a name among the `$defs`. */
export function named<S extends Schema<unknown>>(name: string, schema: S): S {
  return {
    ...schema,
    json: { $ref: `#/$defs/${name}` },
    definitions: { ...schema.definitions, [name]: schema.json },
  };
}

function quantity(unit: string): Schema<number> {
  return about(
    unit,
    scalar({ type: 'number', minimum: 0 }, { zh: '不小于 0 的数字', en: 'a number, 0 or more' }, isPositive),
  );
}

function scalar<T>(json: JsonSchema, expected: LocalizedText, is: (value: unknown) => value is T): Schema<T> {
  return {
    json,
    definitions: {},
    read(value, path) {
      if (!is(value)) throw new SchemaMismatch(path, expected, value);
      return value;
    },
  };
}

function object(value: unknown, path: string): object {
  if (!isObject(value)) throw new SchemaMismatch(path, { zh: '对象', en: 'an object' }, value);
  return value;
}
