import { describe, expect, test } from 'vitest';
import { deepestNesting, readJson } from '../../../src/verdict/json/strict-json.ts';
import { invalidUtf8At } from '../../../src/verdict/json/utf8.ts';
import { judge } from '../../../src/verdict/judge.ts';
import { empty, exchange } from '../exchanges.ts';

const read = (text: string): ReturnType<typeof readJson> => readJson(Buffer.from(text));
const codes = (text: string): string[] => read(text).problems.map(({ code }) => code);

const valid = [
  '{}',
  ' \t\r\n[ ] ',
  '{"a":{"b":[1,2,{"c":null}]},"d":"é🙂\\u00e9\\n"}',
  '[0,-0,1.5,-1.5e10,1E+2,1e-2]',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t\\uD83D"',
  'true',
  'false',
  'null',
  '{"":1,"__proto__":2}',
  `${'['.repeat(deepestNesting)}${']'.repeat(deepestNesting)}`,
];

const invalid = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '{]',
    '[}',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '{"a":1,}',
    '{,}',
    '{a:1}',
    "{'a':1}",
  ],
  ...[
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{1:2}',
    '[1,]',
    '[,1]',
    '[1 2]',
    '[1',
    '1 2',
    '{}{}',
    '{}x',
    '[]]',
    '"a',
    '"\\x"',
  ],
  ...[
    '"\\u12g4"',
    '"a\nb"',
    '"\t"',
    '01',
    '+1',
    '.5',
    '1.',
    '1e',
    '--1',
    '0x10',
    '1_000',
    'NaN',
    '-Infinity',
    'nul',
  ],
  ...[
    'undefined',
    'True',
    'nullx',
    '// c\n{}',
    '{}/**/',
    '\u00a0{}',
    '{"a":1};',
    '\u0000',
    '{\u2028}',
    '1a',
    '-',
  ],
];

describe('agrees with JSON.parse on what is JSON', () => {
  test.each(valid)('%j is', (text) => {
    const { problems, value } = read(text);
    expect(problems).toEqual([]);
    expect(value).toEqual(JSON.parse(text));
  });

  test.each(invalid)('%j is not', (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(codes(text)).toEqual(['body.not_json']);
    expect(read(text).value).toBeUndefined();
  });

  test('also after any single character is changed or removed', () => {
    const whole = '{"a":[1,-2.5e3,"x\\n\\u00e9",true,null],"b":{"c":""}}';
    const parses = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    for (let at = 0; at < whole.length; at += 1) {
      for (const put of [
        '',
        ' ',
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '0',
        '9',
        '-',
        '.',
        'e',
        'n',
        '\n',
      ]) {
        const text = whole.slice(0, at) + put + whole.slice(at + 1);
        expect([text, codes(text).includes('body.not_json')]).toEqual([text, !parses(text)]);
      }
    }
  });
});

describe('says what the text looks like instead, and where it stops being JSON', () => {
  test.each([
    ['<!DOCTYPE html><p>', /HTML page.*line 1, column 1/],
    ['<html lang="en">', /HTML page/],
    ['<?xml version="1.0"?><a/>', /XML or HTML/],
    ['{"a":NaN}', /JavaScript values.*line 1, column 6/],
    ['{"a": True}', /Python literal/],
    ["{'a': 1}", /Python literal/],
    ['{"a":1} // done', /JSON with comments/],
    ['{"a":1,\n}', /trailing comma: line 2, column 1/],
    ['{"a":1}\n{"a":2}', /two JSON documents: line 2, column 1/],
    ['{"a":[1,2', /cut off: .*the body ends/],
    ['errcode=0&errmsg=ok', /a form/],
    ['{\u0000"\u0000a', /UTF-16 or binary/],
    ['OK', /plain text/],
    ['接收成功', /plain text/],
  ])('%j', (text, message) => {
    const [problem] = read(text).problems;
    expect(problem?.code).toBe('body.not_json');
    expect(problem?.message.en).toMatch(message);
  });
});

describe('what JSON.parse hides', () => {
  test('duplicate keys with their paths, in any spelling', () => {
    const paths = (text: string): (string | undefined)[] => read(text).problems.map(({ path }) => path);
    expect(paths('{"a":1,"a":2}')).toEqual(['a']);
    expect(paths('{"a":1,"\\u0061":2}')).toEqual(['a']);
    expect(paths('{"list":[{"x":1},{"x":1,"y z":2,"y z":3}]}')).toEqual(['list[1]["y z"]']);
    expect(paths('{"a":{"b":1},"b":{"a":1}}')).toEqual([]);
  });

  test('integers beyond 2^53, with their digits', () => {
    expect(codes('[9007199254740991,-9007199254740991,1e300,9007199254740993.5]')).toEqual([]);
    const { problems } = read('{"data":{"id":9007199254740993,"ids":[-9007199254740992]}}');
    expect(problems.map(({ path, actual }) => [path, actual?.en])).toEqual([
      ['data.id', '9007199254740993'],
      ['data.ids[0]', '-9007199254740992'],
    ]);
  });

  test('a BOM, in addition to other problems', () => {
    expect(codes('\ufeff{}')).toEqual(['body.bom']);
    expect(codes('\ufeff')).toEqual(['body.bom', 'body.empty']);
    expect(read('\ufeff{"a":1}').value).toEqual({ a: 1 });
  });

  test('invalid UTF-8, at its byte', () => {
    const cases: [number[], number | null][] = [
      [[0x7b, 0x7d], null],
      [[0x22, 0xe4, 0xbd, 0xa0, 0x22], null],
      [[0x22, 0xc4, 0xe3, 0x22], 1],
      [[0x22, 0xc0, 0x80, 0x22], 1],
      [[0x22, 0xed, 0xa0, 0x80, 0x22], 1],
      [[0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], 1],
      [[0x22, 0xe4, 0xbd], 1],
      [[0x80], 0],
      [[0xff, 0xfe, 0x7b, 0x00], 0],
    ];
    for (const [bytes, at] of cases) {
      expect(invalidUtf8At(Buffer.from(bytes))).toBe(at);
      const problem = readJson(Buffer.from(bytes)).problems.find(({ code }) => code === 'body.invalid_utf8');
      if (at === null) expect(problem).toBeUndefined();
      else expect(problem?.message.en).toContain(`byte offset ${at} `);
    }
  });

  test('every byte and pair of bytes is judged as TextDecoder judges it', () => {
    const fatal = new TextDecoder('utf-8', { fatal: true });
    for (let pair = 0; pair < 65_536; pair += 1) {
      const bytes = Buffer.from([pair >> 8, pair & 255, 0x80, 0xbf]);
      let decodes = true;
      try {
        fatal.decode(bytes);
      } catch {
        decodes = false;
      }
      if ((invalidUtf8At(bytes) === null) !== decodes) expect(bytes).toBe(decodes);
    }
  });
});

describe('hostile sizes', () => {
  test('one level too many is body.too_deep, 200,000 do not crash', () => {
    for (const depth of [deepestNesting + 1, 200_000]) {
      expect(codes('['.repeat(depth) + ']'.repeat(depth))).toEqual(['body.too_deep']);
      expect(codes('{"a":'.repeat(depth))).toEqual(['body.too_deep']);
    }
  });

  test('a mebibyte of anything is read in reasonable time, and quoted in at most 200 characters', () => {
    const large = {
      string: `"${'x'.repeat(1_000_000)}"`,
      escapes: `"${'\\n'.repeat(500_000)}"`,
      digits: `[${'1'.repeat(1_000_000)}]`,
      zeros: '0'.repeat(1_000_000),
      space: `${' \n'.repeat(500_000)}x`,
      duplicates: `{${'"a":1,'.repeat(150_000)}"a":1}`,
      longKeys: `{"${'k'.repeat(100_000)}":1,"${'k'.repeat(100_000)}":2}`,
      integers: `[${'12345678901234567890,'.repeat(50_000)}1]`,
      items: `[${'1,'.repeat(500_000)}1]`,
      words: 'a'.repeat(1_000_000),
    };
    for (const [name, text] of Object.entries(large)) {
      const start = performance.now();
      const { problems } = read(text);
      expect([name, performance.now() - start < 2000]).toEqual([name, true]);
      expect(problems.length).toBeLessThanOrEqual(50);
      for (const { actual = '', path = '', message } of judge(exchange(text), empty, 'strict').findings) {
        expect(actual.length).toBeLessThanOrEqual(200);
        expect(path.length).toBeLessThanOrEqual(200);
        expect(message.length).toBeLessThanOrEqual(500);
      }
    }
  });
});
