import { UsageError } from '../errors.ts';

/** One step into a payload: a key, or a position in a list. */
export type PathStep = string | number;

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads `data.leftMembers[0].nickName`. A backslash makes the next character part of the key.
 * @throws UsageError on an empty step, an unclosed bracket, or a key that reaches an object's prototype
 */
export function parsePath(text: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  const pattern = /\[(\d+)\]|((?:[^.[\]\\]|\\.)+)|(\.)|(.)/gsu;
  let expectsKey = true;
  for (const [token, position, key, dot] of text.matchAll(pattern)) {
    if (position !== undefined && (!expectsKey || steps.length === 0)) {
      steps.push(Number(position));
      expectsKey = false;
    } else if (key !== undefined && expectsKey) {
      steps.push(key.replace(/\\(.)/gsu, '$1'));
      expectsKey = false;
    } else if (dot !== undefined && !expectsKey) {
      expectsKey = true;
    } else {
      throw new UsageError({
        zh: `'${text}' 不是字段路径：'${token}' 的位置不对`,
        en: `'${text}' is not a field path: '${token}' is out of place`,
      });
    }
  }
  if (expectsKey)
    throw new UsageError({
      zh: `'${text}' 不是字段路径：缺少键`,
      en: `'${text}' is not a field path: a key is missing`,
    });
  const bad = steps.find((step) => typeof step === 'string' && forbidden.has(step));
  if (bad !== undefined)
    throw new UsageError({ zh: `'${text}'：不接受键 ${bad}`, en: `'${text}': the key ${bad} is refused` });
  return steps;
}

/** The text of a path, as {@link parsePath} reads it. */
export function formatPath(steps: readonly PathStep[]): string {
  return steps
    .map((step, i) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = step.replace(/[.[\]\\]/g, '\\$&');
      return i === 0 ? key : `.${key}`;
    })
    .join('');
}

/** A path as tables of fields have it, in which one item stands for all: `data.leftMembers[].nickName`. */
export function generalPath(steps: readonly PathStep[]): string {
  return steps.map((step, i) => (typeof step === 'number' ? '[]' : i === 0 ? step : `.${step}`)).join('');
}
