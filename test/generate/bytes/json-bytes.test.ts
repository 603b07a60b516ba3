import { expect, test } from 'vitest';
import { JsonBytes } from '../../../src/generate/bytes/json-bytes.ts';

const written = (write: (out: JsonBytes) => void): string => {
  const out = new JsonBytes(2);
  write(out);
  return out.view().toString();
};

const texts = [
  '',
  'plain',
  'with "quotes" and \\ backslashes',
  'line\nfeeds\tand\u0000controls\u001f\u007f',
  '中文，标点。',
  'emoji 👩‍👩‍👧‍👦 and 𠮷',
  'half of a pair \ud83d, and the other \udc4d',
  '\u2028\u2029\ufeff\u200b',
  'é'.repeat(70),
  'a'.repeat(63),
  'a'.repeat(64),
  'a'.repeat(65),
  `${'a'.repeat(64)}"`,
  `${'a'.repeat(63)}中`,
  '中'.repeat(5000),
];

test.each(texts.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s', (_, text) => {
  expect(written((out) => out.string(text))).toBe(JSON.stringify(text));
});

test('every character of the first two planes, and of the surrogates', () => {
  for (let code = 0; code < 0x2_0000; code += 1) {
    const text = `x${String.fromCodePoint(code)}y`;
    const out = new JsonBytes(4);
    out.string(text);
    if (out.view().toString() !== JSON.stringify(text)) throw new Error(`U+${code.toString(16)} differs`);
  }
});

test('written bytes stay when the buffer grows', () => {
  expect(
    written((out) => {
      for (let i = 0; i < 1000; i += 1) {
        out.ascii(`${i},`);
        out.copy(Buffer.from('中'));
        out.string('文');
      }
    }),
  ).toBe(Array.from({ length: 1000 }, (_, i) => `${i},中"文"`).join(''));
});
