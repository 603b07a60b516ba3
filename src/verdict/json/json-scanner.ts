import type { PathStep } from '../../catalog/field-path.ts';
import { asIs, type LocalizedText } from '../../language.ts';
import { afterSpace, isUnsafeInteger, type JsonError, scanString, scanWord } from './json-tokens.ts';

/** The result of a scan. Positions count UTF-16 code units from 0. */
export interface Scan {
  /** Where the text stops being one JSON document. */
  readonly error: JsonError | null;
  /** Where the nesting limit was exceeded; the rest was not read. */
  readonly tooDeepAt: number | null;
  readonly duplicateKeys: readonly { readonly path: string; readonly at: number }[];
  readonly unsafeIntegers: readonly { readonly path: string; readonly digits: string }[];
}

/** Limits the memory that a body of nothing but duplicate keys takes. */
const maxListed = 50;

interface Level {
  /** The keys seen so far; `null` for an array. */
  readonly keys: Set<string> | null;
  step: PathStep;
}

type Expecting = 'value' | 'firstKey' | 'key' | 'firstItem' | 'afterValue' | 'end';

const theEnd: LocalizedText = { zh: '结尾', en: 'the end' };
const aKey: LocalizedText = { zh: '键', en: 'a key' };
const keyOrClosing: LocalizedText = { zh: '键或 }', en: 'a key or }' };
const commaOr = (closing: string): LocalizedText => ({ zh: `逗号或 ${closing}`, en: `, or ${closing}` });

/** Walks a text by RFC 8259 without recursion, at most `maxDepth` containers deep, finding what `JSON.parse` hides. */
export function scanJson(text: string, maxDepth: number): Scan {
  const duplicateKeys: { path: string; at: number }[] = [];
  const unsafeIntegers: { path: string; digits: string }[] = [];
  const levels: Level[] = [];
  let at = 0;
  let expecting: Expecting = 'value';

  const path = (): string => jsonPath(levels.map((level) => level.step));
  const result = (error: Scan['error'], tooDeepAt: number | null = null): Scan => ({
    error,
    tooDeepAt,
    duplicateKeys,
    unsafeIntegers,
  });
  const close = (): void => {
    levels.pop();
    at += 1;
    expecting = levels.length === 0 ? 'end' : 'afterValue';
  };

  for (;;) {
    at = afterSpace(text, at);
    const next = text[at];
    const level = levels.at(-1);
    if (expecting === 'end') return result(at < text.length ? { at, expected: theEnd } : null);

    if (expecting === 'afterValue' && level !== undefined) {
      const closing = level.keys === null ? ']' : '}';
      if (next === closing) close();
      else if (next === ',') {
        at += 1;
        if (typeof level.step === 'number') level.step += 1;
        expecting = level.keys === null ? 'value' : 'key';
      } else return result({ at, expected: commaOr(closing) });
      continue;
    }

    if ((expecting === 'firstKey' || expecting === 'key') && level?.keys) {
      if (expecting === 'firstKey' && next === '}') {
        close();
        continue;
      }
      if (next !== '"') return result({ at, expected: expecting === 'key' ? aKey : keyOrClosing });
      const end = scanString(text, at);
      if (typeof end !== 'number') return result(end);
      const key = text.slice(at, end);
      level.step = key.includes('\\') ? (JSON.parse(key) as string) : key.slice(1, -1);
      if (level.keys.has(level.step) && duplicateKeys.length < maxListed)
        duplicateKeys.push({ path: path(), at });
      level.keys.add(level.step);
      at = afterSpace(text, end);
      if (text[at] !== ':') return result({ at, expected: asIs(':') });
      at += 1;
      expecting = 'value';
      continue;
    }

    if (expecting === 'firstItem' && next === ']') {
      close();
      continue;
    }

    if (next === '{' || next === '[') {
      if (levels.length === maxDepth) return result(null, at);
      levels.push(next === '{' ? { keys: new Set(), step: '' } : { keys: null, step: 0 });
      at += 1;
      expecting = next === '{' ? 'firstKey' : 'firstItem';
      continue;
    }
    const end = next === '"' ? scanString(text, at) : scanWord(text, at);
    if (typeof end !== 'number') return result(end);
    const word = text.slice(at, end);
    if (isUnsafeInteger(word) && unsafeIntegers.length < maxListed)
      unsafeIntegers.push({ path: path(), digits: word });
    at = end;
    expecting = levels.length === 0 ? 'end' : 'afterValue';
  }
}

/** `data.leftMembers[0].nickName`; a key that is not a plain word is quoted in brackets: `data["a b"]`. */
export function jsonPath(steps: readonly PathStep[]): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) path += path === '' ? step : `.${step}`;
    else path += `[${JSON.stringify(step)}]`;
  }
  return path;
}
