import { expect, test } from 'vitest';
import { printable } from '../../../src/report/text/escape.ts';

test('characters that control a terminal are escaped', () => {
  expect(printable('\u001b]0;owned\u0007')).toBe('\\u001b]0;owned\\u0007');
  expect(printable('\u009b31m')).toBe('\\u009b31m');
  expect(printable('a\rb\tc\u007f')).toBe('a\\u000db\\u0009c\\u007f');
  expect(printable('user\u202etxt.exe')).toBe('user\\u202etxt.exe');
});

test('newlines stay only on request', () => {
  expect(printable('a\nb\r\n')).toBe('a\\u000ab\\u000d\\u000a');
  expect(printable('a\nb\r\n', 'newlines')).toBe('a\nb\\u000d\n');
});

test('every control and bidirectional character is escaped, and nothing else', () => {
  const escaped: string[] = [];
  for (let unit = 0; unit < 0x10000; unit += 1) {
    const character = String.fromCharCode(unit);
    const shown = printable(character);
    if (shown === character) continue;
    expect(shown).toBe(`\\u${unit.toString(16).padStart(4, '0')}`);
    escaped.push(unit.toString(16));
  }
  const range = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, i) => (from + i).toString(16));
  expect(escaped).toEqual([
    ...range(0, 0x1f),
    ...range(0x7f, 0x9f),
    '61c',
    ...range(0x200e, 0x200f),
    ...range(0x2028, 0x202e),
    ...range(0x2066, 0x2069),
  ]);
});

test('text of any language and joined emoji stay unchanged', () => {
  for (const text of ['你好，世界', 'ẞ é', '👩‍👩‍👧 🇨🇳', 'עברית العربية', '<b>&"'])
    expect(printable(text)).toBe(text);
});
