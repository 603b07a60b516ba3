/** A JSON Schema, 2020-12. */
export type Schema = { readonly [keyword: string]: unknown };

export const text: Schema = { type: 'string' };
export const integer: Schema = { type: 'integer', minimum: 0 };
export const milliseconds: Schema = { type: 'number', minimum: 0, description: 'ms' };
export const share: Schema = { type: 'number', minimum: 0, maximum: 1 };
export const perSecond: Schema = { type: 'number', minimum: 0, description: 'a second' };
export const yesOrNo: Schema = { type: 'boolean' };

export const list = (items: Schema): Schema => ({ type: 'array', items });
export const mapOf = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
export const oneOf = (values: readonly (string | null)[]): Schema => ({ enum: values });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
export const about = (description: string, schema: Schema): Schema => ({ ...schema, description });

/** An object with these keys, each of which it must have unless it is named as optional. */
export function record(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', properties, required };
}
