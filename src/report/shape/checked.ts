/** Reads a value of unknown form into what it should be. @throws Mismatch with the place where it is not */
export type Check<T> = (value: unknown, path: string) => T;

/** What is not as it should be, and where. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';

  constructor(path: string, expected: string, value: unknown) {
    const found = value === undefined ? 'it is missing' : `it is ${JSON.stringify(value).slice(0, 40)}`;
    super(`${path} should be ${expected}, but ${found}`);
  }
}

export const text: Check<string> = (value, path) => {
  if (typeof value !== 'string') throw new Mismatch(path, 'a text', value);
  return value;
};

/** Not negative. `1e999` is valid JSON, and no number. */
export const number: Check<number> = (value, path) => {
  if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new Mismatch(path, 'a number, 0 or more', value);
  }
  return value;
};

export const whole: Check<number> = (value, path) => {
  if (!Number.isInteger(number(value, path))) throw new Mismatch(path, 'a whole number', value);
  return number(value, path);
};

export function oneOf<T extends string>(choices: readonly T[]): Check<T> {
  return (value, path) => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) throw new Mismatch(path, `one of ${choices.join(', ')}`, value);
    return choice;
  };
}

export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, path) => (value === null ? null : check(value, path));
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Mismatch(path, 'a list', value);
    return value.map((item, i) => check(item, `${path}[${i}]`));
  };
}

/** Keys are names that somebody chose. */
export function mapOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value, path) =>
    Object.fromEntries(
      Object.entries(object(value, path)).map(([key, inner]) => [
        key,
        check(inner, `${path}[${JSON.stringify(key)}]`),
      ]),
    );
}

/** An object with these keys; what else it has is left out. */
export function record<T>(checks: { readonly [Key in keyof T]: Check<T[Key]> }): Check<T> {
  return (value, path) => {
    const given = new Map(Object.entries(object(value, path)));
    const read = Object.entries<Check<unknown>>(checks).map(([key, check]) => [
      key,
      check(given.get(key), path === '' ? key : `${path}.${key}`),
    ]);
    // Each key was checked by the check for it.
    return Object.fromEntries(read) as T;
  };
}

function object(value: unknown, path: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Mismatch(path === '' ? 'it' : path, 'an object', value);
  }
  return value;
}
