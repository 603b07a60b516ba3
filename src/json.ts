/** Whether a JSON value is an object: neither an array nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text as in a JSON string, without the quotes. */
export const jsonEscape = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The JSON name of a value's type: `string`, `number`, `boolean`, `null`, `array`, `object`. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** As {@link jsonType}, but `integer` for whole numbers, as JSON Schema says it. */
export function schemaType(value: unknown): string {
  return Number.isInteger(value) ? 'integer' : jsonType(value);
}
