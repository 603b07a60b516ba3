import { describe, expect, test } from 'vitest';
import { parseHeader, requestHeaders } from '../../src/delivery/headers.ts';
import { UsageError } from '../../src/errors.ts';

describe('a header', () => {
  test.each([
    ['X-A: one', ['X-A', 'one']],
    ['X-A:one', ['X-A', 'one']],
    ['X-A: a: b', ['X-A', 'a: b']],
    ['X-A:  \t one  two \t', ['X-A', 'one  two']],
    ['X-A:', ['X-A', '']],
    ["X-!#$%&'*+.^_`|~: x", ["X-!#$%&'*+.^_`|~", 'x']],
    ['X-A: \u00e9', ['X-A', '\u00e9']],
    ['host: Shop.example:80', ['host', 'Shop.example:80']],
  ])('%j', (text, header) => expect(parseHeader(text)).toEqual(header));

  test('no control character is accepted, in any position', () => {
    for (let unit = 0; unit < 0x20; unit += 1) {
      const character = String.fromCharCode(unit);
      if (character === '\t') continue;
      for (const text of [
        `X-A: a${character}b`,
        `X-A: a${character}`,
        `X-A:${character}a`,
        `X${character}: a`,
        `${character}X: a`,
      ]) {
        expect(() => parseHeader(text), JSON.stringify(text)).toThrow(UsageError);
      }
    }
    expect(() => parseHeader('X-A: \u007f')).toThrow(UsageError);
    expect(() => parseHeader('X-A: \u0085')).toThrow(UsageError);
    expect(() => parseHeader('X-A: \ud800')).toThrow(UsageError);
  });

  test('the value of a refused header is not repeated', () => {
    expect(() => parseHeader('Authorization: canary\n')).toThrow(/^((?!canary).)*$/s);
    expect(() => parseHeader('Content-Length: canary')).toThrow(/^((?!canary).)*$/s);
  });
});

test('a given header replaces the platform’s in any case; the others stay', () => {
  const plain = requestHeaders({});
  expect(Object.keys(plain)).toEqual(['Content-Type', 'User-Agent', 'Accept']);
  expect(requestHeaders({ 'content-type': 'text/plain', 'X-A': '1' })).toEqual({
    'User-Agent': plain['User-Agent'],
    Accept: '*/*',
    'content-type': 'text/plain',
    'X-A': '1',
  });
});
