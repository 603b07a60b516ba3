import { excerpt } from '../../excerpt.ts';
import { errorText, looksLikeHtml } from '../error-page.ts';
import type { Problem } from '../verdict.ts';
import { type Scan, scanJson } from './json-scanner.ts';
import { afterSpace } from './json-tokens.ts';
import { looksLike } from './looks-like.ts';
import { decodeUtf8, invalidUtf8At } from './utf8.ts';

/** How many containers may be open at once: the smallest limit of common parsers that is at least 128. */
export const deepestNesting = 128;

/** A body, read as strictly as RFC 8259 allows. */
export interface StrictJson {
  readonly problems: readonly Problem[];
  /** `undefined` when the body is not one JSON document, or is nested too deeply. */
  readonly value: unknown;
}

/** Reads UTF-8 and JSON, and reports what `response.json()` forgives or hides, such as a BOM. Never throws. */
export function readJson(bytes: Uint8Array): StrictJson {
  const problems: Problem[] = [];
  const invalidAt = invalidUtf8At(bytes);
  let text = decodeUtf8(bytes);
  if (text.startsWith('\ufeff')) {
    text = text.slice(1);
    problems.push({
      code: 'body.bom',
      expected: 'JSON without a byte order mark',
      actual: 'EF BB BF',
      message: 'The body starts with a byte order mark (BOM), which JSON must not have (RFC 8259, 8.1).',
    });
  }
  if (invalidAt !== null) problems.push(invalidUtf8(bytes, invalidAt));
  // JSON's white space alone: String.trim would remove much more.
  if (afterSpace(text, 0) === text.length) {
    const actual = text === '' ? 'nothing' : `${text.length} white space characters`;
    const message = 'The response body is empty.';
    problems.push({ code: 'body.empty', expected: 'a JSON object', actual, message });
    return { problems, value: undefined };
  }
  const scan = scanJson(text, deepestNesting);
  problems.push(...problemsOf(scan, text));
  const readable = scan.error === null && scan.tooDeepAt === null;
  return { problems, value: readable ? (JSON.parse(text) as unknown) : undefined };
}

function invalidUtf8(bytes: Uint8Array, at: number): Problem {
  const hex = [...bytes.subarray(at, at + 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return {
    code: 'body.invalid_utf8',
    expected: 'UTF-8',
    actual: `bytes ${hex} at offset ${at}`,
    message: `The body is not valid UTF-8: the bytes at byte offset ${at} are ${hex}.`,
  };
}

function* problemsOf(scan: Scan, text: string): Generator<Problem> {
  if (scan.error !== null) {
    const { at, expected } = scan.error;
    const found =
      at >= text.length ? 'but the body ends' : `found ${JSON.stringify(excerpt(text.slice(at), 20))}`;
    yield {
      code: 'body.not_json',
      expected: 'one JSON object',
      actual: looksLikeHtml(text) ? errorText(text) : text,
      message: `The body is not JSON${looksLike(text, at)}: ${placeOf(text, at)}, expected ${expected}, ${found}.`,
    };
  }
  if (scan.tooDeepAt !== null) {
    yield {
      code: 'body.too_deep',
      expected: `at most ${deepestNesting} levels`,
      actual: text,
      message: `The body is nested more than ${deepestNesting} levels deep (${placeOf(text, scan.tooDeepAt)}).`,
    };
  }
  for (const { path, at } of scan.duplicateKeys) {
    yield {
      code: 'body.duplicate_key',
      path,
      expected: 'every key once',
      actual: text.slice(at),
      message: `The key ${excerpt(path)} occurs more than once (${placeOf(text, at)}); parsers disagree on which one counts.`,
    };
  }
  for (const { path, digits } of scan.unsafeIntegers) {
    yield {
      code: 'body.unsafe_integer',
      path,
      expected: 'an integer from -(2^53 - 1) to 2^53 - 1',
      actual: digits,
      message: `The integer ${excerpt(digits, 40)} is beyond 2^53; many parsers round it.`,
    };
  }
}

function placeOf(text: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return `line ${line}, column ${at - start + 1}`;
}
