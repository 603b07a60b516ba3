/** Reading values whose type is known to nobody: what is not as expected is an error, not `undefined`. */

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy that has been through JSON, as a receiver has it. */
export const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

/** The value at `data.payload.text` or `data.leftMembers.0.nickName`; `undefined` where there is none. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  for (const key of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.hasOwn(here, key) ? (here as JsonObject)[key] : undefined;
  }
  return here;
}

export function objectAt(value: unknown, path: string): JsonObject {
  const found = path === '' ? value : at(value, path);
  if (!isObject(found)) throw new TypeError(`${path} is no object: ${JSON.stringify(found)}`);
  return found;
}

export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found !== 'string') throw new TypeError(`${path} is no string: ${JSON.stringify(found)}`);
  return found;
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  if (!Array.isArray(found)) throw new TypeError(`${path} is no list: ${JSON.stringify(found)}`);
  return found;
}

export interface Leaf {
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** Every value that is neither object nor list, with its path; strings that hold a JSON object are read, too. */
export function* leaves(value: unknown, path = '', key = ''): Generator<Leaf> {
  if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      const inner = path === '' ? name : `${path}.${name}`;
      yield* leaves(child, inner, Array.isArray(value) ? key : name);
    }
  } else if (typeof value === 'string' && value.startsWith('{')) {
    yield* leaves(JSON.parse(value), path, key);
  } else {
    yield { path, key, value };
  }
}
