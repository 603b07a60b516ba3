import { describe, expect, test } from 'vitest';
import { jsonLayout } from '../../../src/report/html/exchange.ts';
import { markup, preformatted, token, unchanged } from '../../../src/report/html/markup.ts';

describe('markup', () => {
  test('escapes every part that is not markup itself', () => {
    const inner = markup`<b>${'<&>'}</b>`;
    expect(markup`<p title="${`"'`}">${inner}${[1, '<']}${false}${undefined}</p>`.source).toBe(
      '<p title="&quot;&#39;"><b>&lt;&amp;&gt;</b>1\n&lt;</p>',
    );
  });

  test('spells out control characters, line feeds only where they would be lost', () => {
    expect(markup`${'a\nb\u202e'}`.source).toBe('a\\u000ab\\u202e');
    expect(preformatted('a\nb\u202e').source).toBe('a\nb\\u202e');
  });

  test('what a script reads back keeps its line breaks', () => {
    expect(unchanged('a\r\n"\u202e').source).toBe('a&#13;&#10;&quot;\u202e');
  });
});

describe('a JSON text laid out', () => {
  test.each([
    ['{"a":1,"b":[]}', '{\n  "a": 1,\n  "b": []\n}'],
    ['[ {} , [ 1,2 ] ]', '[\n  {},\n  [\n    1,\n    2\n  ]\n]'],
    ['"a, b: {c}"', '"a, b: {c}"'],
    [String.raw`{"a\"{":"\\"}`, `{\n  "a\\"{": "\\\\"\n}`],
    ['null', 'null'],
  ])('%s', (text, laidOut) => expect(jsonLayout(text)).toBe(laidOut));

  test('keeps every token as it was spelt', () => {
    const text = '{"n":12345678901234567890,"n":1.0e+2,"s":"\\u4f60"}';
    expect(jsonLayout(text)?.replaceAll(/\s/g, '')).toBe(text);
  });

  test('handles a string as long as a body can be', () => {
    const text = JSON.stringify('y"'.repeat(32_000));
    expect(jsonLayout(text)).toBe(text);
  });

  test('leaves alone what is not JSON, or is nested too deep', () => {
    for (const text of ['', '<html>', '{"a":}', '{"a":1} x']) expect(jsonLayout(text)).toBeUndefined();
    expect(jsonLayout(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBeUndefined();
  });
});

test('tokens have no space, and differ where the words do', () => {
  const words = [['a b'], ['a', 'b'], ['a/b'], ['a%0020b'], ['你'], ['\ud800'], ['']];
  const tokens = words.map((some) => token(...some));
  expect(new Set(tokens).size).toBe(words.length);
  for (const one of tokens) expect(one).toMatch(/^[\w.%/-]*$/);
});
