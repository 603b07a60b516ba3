import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import {
  about,
  either,
  integer,
  list,
  literal,
  mapOf,
  named,
  oneOf,
  optional,
  orNull,
  record,
  recordOf,
  type Schema,
  SchemaMismatch,
  share,
  text,
  yesOrNo,
} from '../src/schema.ts';

const kind = named('kind', oneOf(['a', 'b']));
const part = named('part', record({ n: integer, more: optional(text) }));
const whole = record({
  kind,
  share,
  on: yesOrNo,
  word: literal('x'),
  parts: list(part),
  either: either(integer, text),
  orNull: orNull(part),
  byKind: mapOf(part, kind),
  counts: recordOf(['p', 'q'], about('How many', integer)),
});

const good = {
  kind: 'a',
  share: 0.5,
  on: true,
  word: 'x',
  parts: [{ n: 1, more: 'm' }, { n: 2 }],
  either: 'text',
  orNull: null,
  byKind: { a: { n: 0 } },
  counts: { p: 1, q: 2 },
};

const validator = (schema: Schema<unknown>) =>
  new Ajv2020({ strict: true, strictRequired: false }).compile({ ...schema.json, $defs: schema.definitions });

test('what it reads is what its JSON Schema accepts', () => {
  expect(whole.read(good, '')).toEqual(good);
  expect(validator(whole)(good)).toBe(true);
});

test.each([
  ['kind', 'c', 'kind should be one of a, b'],
  ['share', 1.1, 'share should be a number from 0 to 1'],
  ['on', 1, 'on should be true or false'],
  ['word', 'y', "word should be 'x'"],
  ['parts', [{ n: -1 }], 'parts[0].n should be a whole number'],
  ['parts', {}, 'parts should be a list'],
  ['either', null, 'either should be a text'],
  ['orNull', [], 'orNull should be'],
  ['byKind', { c: { n: 0 } }, 'byKind["c"] should be one of a, b'],
  ['counts', { p: 1 }, 'counts.q should be a whole number'],
])('neither accepts %s as %j', (key, value, message) => {
  const wrong = { ...good, [key]: value };
  expect(() => whole.read(wrong, '')).toThrow(SchemaMismatch);
  expect(() => whole.read(wrong, '')).toThrow(message);
  expect(validator(whole)(wrong)).toBe(false);
});

test('what is referred to is defined, in the keys of a map as well', () => {
  expect(Object.keys(mapOf(integer, kind).definitions)).toEqual(['kind']);
  expect(Object.keys(whole.definitions).sort()).toEqual(['kind', 'part']);
});

test('a key that nobody describes is left out, and one called __proto__ is a key', () => {
  expect(part.read({ n: 1, other: 2 }, '')).toEqual({ n: 1 });
  const read = mapOf(integer).read(JSON.parse('{"__proto__":1}'), '');
  expect(Object.entries(read)).toEqual([['__proto__', 1]]);
  const odd = record({ ['__proto__']: integer } as never);
  expect(Object.entries(odd.read(JSON.parse('{"__proto__":1}'), '') as object)).toEqual([['__proto__', 1]]);
});
