import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/define/contract.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { headersOf } from '../../src/http/response.ts';
import { asIs } from '../../src/language.ts';
import { judge } from '../../src/verdict/judge.ts';
import { contractLevels } from '../../src/verdict/levels.ts';
import { VerdictCache, type WireResponse } from '../../src/verdict/verdict-cache.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';
import { empty, errcode, exchange } from './exchanges.ts';

type Headers = readonly (readonly [string, string])[];
const json: Headers = [['Content-Type', 'application/json']];

/** A response as it comes off the wire, and what it is as an exchange. */
interface Response {
  readonly answer: Omit<WireResponse, 'exchange'>;
  readonly exchange: Exchange;
}

function response(
  body: string | Uint8Array,
  { headers = json, ...change }: { headers?: Headers } & Partial<Omit<Exchange, 'headers'>> = {},
): Response {
  const rawHeaders = headers.flat().map((text) => Buffer.from(text, 'latin1'));
  const received = Buffer.from(body);
  const whole = exchange(received, { ...change, headers: headersOf(rawHeaders) });
  const { status, statusText, error } = whole;
  return { answer: { status, statusText, rawHeaders, received, error }, exchange: whole };
}

const failed = (code: 'timeout.total' | 'transport.truncated', status: number | null): Response =>
  response('{"errcode":0,', { status, error: { code, message: asIs('It failed.') } });

const bodies = [
  '{}',
  '{"errcode":0,"errmsg":"ok"}',
  '{"errcode":0,"errmsg":"OK"}',
  '{"errcode":40001,"errmsg":"no"}',
  '{"errcode":"0","errmsg":"ok"}',
  '{"errcode":0}',
  '{"errcode":0,"errmsg":"ok","data":1}',
  '{"a":1,"a":2,"b":9007199254740993}',
  '',
  ' ',
  'OK',
  '[]',
  'null',
  '\ufeff{}',
  '<html></html>',
  `{"errcode":0,"errmsg":"${'x'.repeat(5000)}"}`,
  Buffer.from([0x7b, 0xc3, 0x28, 0x7d]),
];
const headers: readonly Headers[] = [
  json,
  [],
  [['content-type', 'application/json; charset=utf-8']],
  [['CONTENT-TYPE', 'text/html']],
  [['Content-Type', '']],
  [
    ['Set-Cookie', 'a=b'],
    ['Content-Type', 'text/plain'],
  ],
  [
    ['Content-Type', 'text/plain'],
    ['Content-Type', 'application/json'],
  ],
  [...json, ['Content-Encoding', 'identity']],
];

const responses: readonly Response[] = [
  ...bodies.flatMap((body) => headers.map((each) => response(body, { headers: each }))),
  ...[200, 201, 204, 299].flatMap((status) => [
    response('{"errcode":0,"errmsg":"ok"}', { status, statusText: 'Fine' }),
    response('{"errcode":0,"errmsg":"ok"}', { status, statusText: '' }),
  ]),
  ...[199, 302, 404, 410, 429, 500, 503].flatMap((status) => [
    response('page one', { status }),
    response('page two', {
      status,
      headers: [
        ['Location', 'https://a.test/'],
        ['Retry-After', '7'],
      ],
    }),
  ]),
  failed('timeout.total', 200),
  failed('transport.truncated', 200),
  failed('timeout.total', null),
];

const shuffled = <T>(list: readonly T[], dice: Rng): T[] =>
  list
    .map((item) => ({ item, at: dice.word() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

describe.each([
  ['{}', empty],
  ['errcode', errcode],
] satisfies [string, Contract][])('by the contract %s', (_, contract) => {
  test.each(contractLevels)(
    '%s: the same verdict as judging gives, however often and in whatever order',
    (level) => {
      const dice = new Rng(seedKey('answers', level));
      const known = new VerdictCache(contract, level);
      const asked = [
        ...responses,
        ...responses,
        ...shuffled([...responses, ...responses, ...responses], dice),
      ];
      for (const { answer, exchange: whole } of asked) {
        expect(known.judge({ ...answer, exchange: () => whole })).toEqual(judge(whole, contract, level));
      }
    },
  );
});

/** How often it had to look at the whole of what it was asked about. */
function looked(asked: readonly Response[], level: 'documented' | 'strict' = 'documented'): number {
  let count = 0;
  const known = new VerdictCache(errcode, level);
  for (const { answer, exchange: whole } of asked) {
    known.judge({
      ...answer,
      exchange() {
        count += 1;
        return whole;
      },
    });
  }
  return count;
}

const twice = (one: Response): Response[] => [one, one];

describe('a verdict is reused', () => {
  test('for the same status line, content type and body, whatever the other headers', () => {
    expect(looked(twice(response('{}')))).toBe(1);
    const dated = [1, 2, 3].map((day) => response('{}', { headers: [['Date', `${day} May`], ...json] }));
    expect(looked(dated)).toBe(1);
    const spelt = ['content-type', 'Content-Type', 'CONTENT-TYPE'].map((name) =>
      response('{}', { headers: [[name, 'application/json']] }),
    );
    expect(looked(spelt)).toBe(1);
  });

  test.each<[string, Response, Response]>([
    ['a byte', response('{"errcode":0}'), response('{"errcode":1}')],
    ['the status', response('{}'), response('{}', { status: 201 })],
    ['the reason phrase', response('{}'), response('{}', { statusText: 'Fine' })],
    ['the content type', response('{}'), response('{}', { headers: [['Content-Type', 'text/json']] })],
    ['a content type at all', response('{}'), response('{}', { headers: [] })],
  ])('not when %s differs', (_, one, other) => {
    expect(looked([one, other, one, other])).toBe(2);
  });
});

describe('a verdict is not reused', () => {
  test.each<[string, Response]>([
    ['an encoded body', response('{}', { headers: [...json, ['Content-Encoding', 'gzip']] })],
    ['a body encoded in other letters', response('{}', { headers: [['CONTENT-ENCODING', 'br'], ...json] })],
    ['a repeated content type', response('{}', { headers: [...json, ...json] })],
    ['a status that is not 2xx', response('{}', { status: 500 })],
    ['an exchange that broke off', failed('transport.truncated', 200)],
    ['no response', failed('timeout.total', null)],
    ['a body above 4 KiB', response(`{"a":"${'x'.repeat(4096)}"}`)],
  ])('%s', (_, one) => expect(looked([...twice(one), one])).toBe(3));

  test('for one that was evicted: different responses do not fill the memory', () => {
    const different = Array.from({ length: 100 }, (_, n) => response(`{"n":${n}}`));
    expect(looked([...different, ...different])).toBe(200);
    const usual = response('{}');
    // What comes again and again stays known among them.
    expect(looked(different.flatMap((other) => [usual, other]))).toBe(101);
  });
});

test('entries do not change when the socket’s buffer is reused', () => {
  const known = new VerdictCache(errcode, 'documented');
  const one = response('{"errcode":0,"errmsg":"ok"}');
  const verdict = known.judge({ ...one.answer, exchange: () => one.exchange });
  (one.answer.received as Buffer).fill(0x20);
  for (const bytes of one.answer.rawHeaders) bytes.fill(0x20);
  const again = response('{"errcode":0,"errmsg":"ok"}');
  expect(known.judge({ ...again.answer, exchange: () => expect.unreachable() })).toEqual(verdict);
});
