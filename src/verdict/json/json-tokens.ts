import type { LocalizedText } from '../../language.ts';

/** Where a text stops being JSON, in UTF-16 units from 0. */
export interface JsonError {
  readonly at: number;
  readonly expected: LocalizedText;
}

const escapeSign: LocalizedText = {
  zh: '转义序列（而非控制字符）',
  en: 'an escape instead of a control character',
};
const validEscape: LocalizedText = { zh: '合法的转义序列', en: 'a valid escape' };
const closingQuote: LocalizedText = { zh: '字符串末尾的引号', en: 'a closing quote' };
const aValue: LocalizedText = { zh: '一个值', en: 'a value' };

const quote = 0x22;
const backslash = 0x5c;
const numberWord = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Letters, digits and the signs of numbers. */
const wordPattern = /[0-9A-Za-z.+-]*/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The first position that is not JSON white space. */
export function afterSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) break;
  }
  return at;
}

/** The end of the string that starts at `from`. One regular expression would overflow its stack on many megabytes. */
export function scanString(text: string, from: number): number | JsonError {
  let at = from + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === quote) return at + 1;
    if (unit < 0x20) return { at, expected: escapeSign };
    if (unit === backslash) {
      escapeSequence.lastIndex = at;
      const escaped = escapeSequence.exec(text)?.[0];
      if (escaped === undefined) return { at, expected: validEscape };
      at += escaped.length;
    } else at += 1;
  }
  return { at, expected: closingQuote };
}

/** The end of the number or literal that starts at `from`. */
export function scanWord(text: string, from: number): number | JsonError {
  wordPattern.lastIndex = from;
  const word = wordPattern.exec(text)?.[0] ?? '';
  if (word === 'true' || word === 'false' || word === 'null' || isNumber(word)) return from + word.length;
  return { at: from, expected: aValue };
}

/** Whether a token is an integer that a double may not hold exactly. */
export function isUnsafeInteger(word: string): boolean {
  return word.length > 15 && /^-?\d{1,400}$/.test(word.slice(0, 400)) && !Number.isSafeInteger(Number(word));
}

function isNumber(word: string): boolean {
  // A longer number has no meaning, and the pattern's backtracking grows with its length.
  return word.length <= 100_000 && numberWord.test(word);
}
