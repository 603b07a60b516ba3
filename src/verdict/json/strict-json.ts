import { count } from '../../counted.ts';
import { excerpt } from '../../excerpt.ts';
import { asIs, type LocalizedText } from '../../language.ts';
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
      expected: { zh: '不带 BOM 的 JSON', en: 'JSON without a byte order mark' },
      actual: asIs('EF BB BF'),
      message: {
        zh: '响应体以 BOM（字节顺序标记）开头，而 JSON 不允许有 BOM（RFC 8259 第 8.1 节）。',
        en: 'The body starts with a byte order mark (BOM), which JSON must not have (RFC 8259, 8.1).',
      },
    });
  }
  if (invalidAt !== null) problems.push(invalidUtf8(bytes, invalidAt));
  // JSON's white space alone: String.trim would remove much more.
  if (afterSpace(text, 0) === text.length) {
    const actual =
      text === ''
        ? { zh: '空', en: 'nothing' }
        : { zh: `${count(text.length)} 个空白字符`, en: `${text.length} white space characters` };
    const expected = { zh: '一个 JSON 对象', en: 'a JSON object' };
    const message = { zh: '响应体为空。', en: 'The response body is empty.' };
    problems.push({ code: 'body.empty', expected, actual, message });
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
    expected: asIs('UTF-8'),
    actual: { zh: `偏移 ${at} 处的字节 ${hex}`, en: `bytes ${hex} at offset ${at}` },
    message: {
      zh: `响应体不是合法的 UTF-8：字节偏移 ${at} 处的字节是 ${hex}。`,
      en: `The body is not valid UTF-8: the bytes at byte offset ${at} are ${hex}.`,
    },
  };
}

function* problemsOf(scan: Scan, text: string): Generator<Problem> {
  if (scan.error !== null) {
    const { at, expected } = scan.error;
    const rest = JSON.stringify(excerpt(text.slice(at), 20));
    const found =
      at >= text.length
        ? { zh: '但响应体已结束', en: 'but the body ends' }
        : { zh: `实际是 ${rest}`, en: `found ${rest}` };
    const guess = looksLike(text, at);
    const place = placeOf(text, at);
    yield {
      code: 'body.not_json',
      expected: { zh: '一个 JSON 对象', en: 'one JSON object' },
      actual: asIs(looksLikeHtml(text) ? errorText(text) : text),
      message: {
        zh: `响应体不是 JSON${guess.zh}：${place.zh}处应为${spaced(expected.zh)}，${found.zh}。`,
        en: `The body is not JSON${guess.en}: ${place.en}, expected ${expected.en}, ${found.en}.`,
      },
    };
  }
  if (scan.tooDeepAt !== null) {
    const place = placeOf(text, scan.tooDeepAt);
    yield {
      code: 'body.too_deep',
      expected: { zh: `最多 ${deepestNesting} 层`, en: `at most ${deepestNesting} levels` },
      actual: asIs(text),
      message: {
        zh: `响应体嵌套超过 ${deepestNesting} 层（${place.zh}）。`,
        en: `The body is nested more than ${deepestNesting} levels deep (${place.en}).`,
      },
    };
  }
  for (const { path, at } of scan.duplicateKeys) {
    const key = excerpt(path);
    const place = placeOf(text, at);
    yield {
      code: 'body.duplicate_key',
      path,
      expected: { zh: '每个键只出现一次', en: 'every key once' },
      actual: asIs(text.slice(at)),
      message: {
        zh: `键 ${key} 重复出现（${place.zh}），各解析器取哪一个并不一致。`,
        en: `The key ${key} occurs more than once (${place.en}); parsers disagree on which one counts.`,
      },
    };
  }
  for (const { path, digits } of scan.unsafeIntegers) {
    const shown = excerpt(digits, 40);
    yield {
      code: 'body.unsafe_integer',
      path,
      expected: {
        zh: '-(2^53 - 1) 到 2^53 - 1 之间的整数',
        en: 'an integer from -(2^53 - 1) to 2^53 - 1',
      },
      actual: asIs(digits),
      message: {
        zh: `整数 ${shown} 超过 2^53，许多解析器会丢失精度。`,
        en: `The integer ${shown} is beyond 2^53; many parsers round it.`,
      },
    };
  }
}

/** A space before what is not Chinese. */
const spaced = (text: string): string => (/^[\u4e00-\u9fff]/.test(text) ? text : ` ${text}`);

function placeOf(text: string, at: number): LocalizedText {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  const column = at - start + 1;
  return { zh: `第 ${line} 行第 ${column} 列`, en: `line ${line}, column ${column}` };
}
