import { isObject } from './json.ts';

/**
 * What a payload has to look like, written by hand from the documentation: keys in their order, a `?` behind those
 * that are not always there. An independent witness: it shares nothing with the code under test.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'null'
  | { readonly [key: string]: Shape }
  | readonly [Shape]
  | JsonText
  | Either;

/** A string that holds JSON. */
class JsonText {
  readonly content: Shape;
  constructor(content: Shape) {
    this.content = content;
  }
}

class Either {
  readonly shapes: readonly Shape[];
  constructor(shapes: readonly Shape[]) {
    this.shapes = shapes;
  }
}

export const jsonText = (content: Shape): Shape => new JsonText(content);
export const either = (...shapes: readonly Shape[]): Shape => new Either(shapes);

/** Where and how a value is not of a shape. */
export function misfits(shape: Shape, value: unknown, path = ''): string[] {
  const not = (what: string): string[] => [`${path}: ${JSON.stringify(value)} is not ${what}`];
  if (typeof shape === 'string') {
    if (shape === 'integer') return Number.isInteger(value) ? [] : not('an integer');
    if (shape === 'null') return value === null ? [] : not('null');
    return typeof value === shape ? [] : not(`a ${shape}`);
  }
  if (shape instanceof Either) {
    const fits = shape.shapes.some((one) => misfits(one, value, path).length === 0);
    return fits ? [] : not('of any of its forms');
  }
  if (shape instanceof JsonText) {
    if (typeof value !== 'string') return not('a string of JSON');
    return misfits(shape.content, JSON.parse(value), path);
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return not('a list');
    return value.flatMap((item, i) => misfits(shape[0], item, `${path}[${i}]`));
  }
  if (!isObject(value)) return not('an object');
  return keyMisfits(shape, value, path);
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function keyMisfits(
  shape: { readonly [key: string]: Shape },
  value: Record<string, unknown>,
  path: string,
): string[] {
  const problems: string[] = [];
  const expected: string[] = [];
  for (const [written, inner] of Object.entries(shape)) {
    const key = written.replace(/\?$/, '');
    if (Object.hasOwn(value, key)) {
      expected.push(key);
      problems.push(...misfits(inner, value[key], path === '' ? key : `${path}.${key}`));
    } else if (key === written) {
      problems.push(`${path}: no ${key}`);
    }
  }
  const keys = Object.keys(value);
  if (keys.join() !== expected.join()) {
    problems.push(`${path}: keys ${keys.join()}, documented in this order: ${expected.join()}`);
  }
  return problems;
}

/** Paths of the keys that a shape marks as not always there; in lists, of the first item. */
export function optionalPaths(shape: Shape, path = ''): string[] {
  if (typeof shape === 'string' || shape instanceof Either || shape instanceof JsonText) return [];
  if (isList(shape)) return optionalPaths(shape[0], path === '' ? '0' : `${path}.0`);
  return Object.entries(shape).flatMap(([written, inner]) => {
    const key = written.replace(/\?$/, '');
    const here = path === '' ? key : `${path}.${key}`;
    return [...(key === written ? [] : [here]), ...optionalPaths(inner, here)];
  });
}
