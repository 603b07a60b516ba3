import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import {
  applyOverrides,
  checkPaths,
  formatOverride,
  type Override,
  parseSet,
  parseUnset,
} from '../../src/generate/overrides.ts';
import { eventNamed } from '../laws/draws.ts';

const set = (...texts: readonly string[]): Override[] => texts.map(parseSet);
const apply = (payload: unknown, ...overrides: readonly Override[]): unknown =>
  applyOverrides(payload, overrides).payload;

function complaint(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('reading', () => {
  test.each<[string, Override]>([
    ['a=b', { op: 'set', path: ['a'], value: 'b' }],
    ['a=', { op: 'set', path: ['a'], value: '' }],
    ['a=7', { op: 'set', path: ['a'], value: '7' }],
    ['a:=7', { op: 'set', path: ['a'], value: 7 }],
    ['a:="7"', { op: 'set', path: ['a'], value: '7' }],
    ['a:=null', { op: 'set', path: ['a'], value: null }],
    ['a:= {"b":[1,true]} ', { op: 'set', path: ['a'], value: { b: [1, true] } }],
    ['a=b=c', { op: 'set', path: ['a'], value: 'b=c' }],
    ['a=b:=c', { op: 'set', path: ['a'], value: 'b:=c' }],
    ['a= spaced ', { op: 'set', path: ['a'], value: ' spaced ' }],
    ['a=two\nlines', { op: 'set', path: ['a'], value: 'two\nlines' }],
    ['a:b=c', { op: 'set', path: ['a:b'], value: 'c' }],
    ['a\\=b=c', { op: 'set', path: ['a=b'], value: 'c' }],
    ['data.list[0].name=阿强', { op: 'set', path: ['data', 'list', 0, 'name'], value: '阿强' }],
  ])('--set %j', (text, override) => {
    expect(parseSet(text)).toEqual(override);
  });

  test.each([
    ['a', '--set a: write path=text, or path:=json'],
    ['', '--set : write path=text, or path:=json'],
    ['=b', '--set =b: write path=text, or path:=json'],
    ['a:={', "--set a:={: '{' is not JSON; a={ sets it as a string"],
    ['a:=', "--set a:=: '' is not JSON; a= sets it as a string"],
    ['a..b=1', "'a..b' is not a field path: '.' is out of place"],
    ['a..b:=1', "'a..b' is not a field path: '.' is out of place"],
  ])('--set %j is refused', (text, message) => {
    expect(complaint(() => parseSet(text))).toBe(message);
  });

  test.each([
    '__proto__.x=1',
    'a.constructor.prototype.x=1',
    'constructor:={"x":1}',
    '__proto__:={"polluted":true}',
  ])('--set %s would reach a prototype, and is refused', (text) => {
    expect(complaint(() => parseSet(text))).toMatch(/is refused$/);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('an unset path cannot reach a prototype either', () => {
    expect(complaint(() => parseUnset('__proto__.toString'))).toMatch(/is refused$/);
    expect(parseUnset('a.b[0]')).toEqual({ op: 'unset', path: ['a', 'b', 0] });
  });

  test.each<Override>([
    { op: 'set', path: ['a'], value: 'text' },
    { op: 'set', path: ['a', 0, 'b'], value: 7 },
    { op: 'set', path: ['a.b', 'c[d]', 'e\\f'], value: ['x'] },
    { op: 'set', path: ['a=b'], value: 'c=d' },
    { op: 'set', path: ['a:'], value: 'x' },
    { op: 'set', path: ['a:=b'], value: null },
    { op: 'set', path: ['a'], value: ':=1' },
    { op: 'set', path: ['a'], value: '' },
  ])('what is shown to be typed again reads back: %o', (override) => {
    expect(parseSet(formatOverride(override))).toEqual(override);
  });

  test('a removal reads back as well', () => {
    for (const path of [['a'], ['a', 0], ['a.b', 'c=d', 'e:f']]) {
      const override: Override = { op: 'unset', path };
      expect(parseUnset(formatOverride(override))).toEqual(override);
    }
  });
});

describe('applying', () => {
  const body = { a: 1, b: { c: [10, 20, 30], d: null }, e: 'text' };

  test('a value keeps its type and its place among the keys', () => {
    const changed = apply(body, ...set('a=1', 'b.c[1]:=2', 'e:=null'));
    expect(changed).toEqual({ a: '1', b: { c: [10, 2, 30], d: null }, e: null });
    expect(JSON.stringify(changed)).toBe('{"a":"1","b":{"c":[10,2,30],"d":null},"e":null}');
  });

  test('from left to right: the last one counts', () => {
    expect(apply({ a: 0 }, ...set('a:=1', 'a:=2'))).toEqual({ a: 2 });
    expect(apply({ a: 0 }, ...set('a:={"b":1}', 'a.b:=2', 'a.c=x'))).toEqual({ a: { b: 2, c: 'x' } });
    expect(apply({ a: 0 }, parseUnset('a'), ...set('a:=1'))).toEqual({ a: 1 });
    expect(apply({ a: 0 }, ...set('a:=1'), parseUnset('a'))).toEqual({});
  });

  test('missing objects and lists on the path are created', () => {
    expect(apply({}, ...set('x.y.z=1', 'l[0].n=a', 'l[1].n=b'))).toEqual({
      x: { y: { z: '1' } },
      l: [{ n: 'a' }, { n: 'b' }],
    });
  });

  test('the position after the last item appends', () => {
    expect(apply(body, ...set('b.c[3]:=40'))).toMatchObject({ b: { c: [10, 20, 30, 40] } });
  });

  test('a removal removes one key, or one item, and nothing else', () => {
    expect(apply(body, parseUnset('b.d'))).toEqual({ a: 1, b: { c: [10, 20, 30] }, e: 'text' });
    expect(apply(body, parseUnset('b.c[0]'))).toEqual({ ...body, b: { c: [20, 30], d: null } });
    expect(apply([1, 2, 3], parseUnset('[1]'))).toEqual([1, 3]);
  });

  test('removing what does not exist is a warning', () => {
    const { payload, warnings } = applyOverrides(body, [
      parseUnset('b.x'),
      parseUnset('b.c[9]'),
      parseUnset('toString'),
    ]);
    expect(payload).toEqual(body);
    expect(warnings).toEqual([
      '--unset b.x removed nothing: this payload does not have it',
      '--unset b.c[9] removed nothing: this payload does not have it',
      '--unset toString removed nothing: this payload does not have it',
    ]);
  });

  test('the payload is not changed', () => {
    const frozen = Object.freeze({ a: 1, b: Object.freeze({ c: Object.freeze([1, 2]) }) });
    const copy = structuredClone(frozen);
    apply(frozen, ...set('a:=2', 'b.c[0]:=9', 'b.c[2]:=3', 'x=1'), parseUnset('b.c[1]'), parseUnset('a'));
    expect(frozen).toEqual(copy);
  });

  test('no prototype changes, whatever the values are', () => {
    const changed = apply({}, ...set('a:={"__proto__":{"polluted":true}}', 'a.b=1', 'toString=own'));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.stringify(changed)).toBe('{"a":{"__proto__":{"polluted":true},"b":"1"},"toString":"own"}');
  });

  test('inherited properties are not keys of the payload', () => {
    expect(apply({}, ...set('toString.x=1'))).toEqual({ toString: { x: '1' } });
  });

  test.each([
    [set('a.x=1'), 'a is a number here: it has no keys'],
    [set('b.d.x=1'), 'b.d is null here: it has no keys'],
    [set('b.c.x=1'), 'b.c is a list here: it has no keys'],
    [set('b[0]=1'), 'b is a object here: it is not a list'],
    [set('b.c[5]=1'), 'b.c is a list here: it has 3 items'],
    [set('[0]=1'), 'the body is a object here: it is not a list'],
  ])('a path through something else is refused: %o', (overrides, message) => {
    expect(complaint(() => apply(body, ...overrides)).replace('an object', 'a object')).toBe(message);
  });
});

describe('paths that the event does not have', () => {
  const event = eventNamed('juzi/message.received');
  const check = (...texts: readonly string[]) => checkPaths(event, texts.map(parseSet));

  test('paths of any variant are accepted', () => {
    expect(() =>
      check(
        'data.payload.text=x',
        'data.payload.imageUrl=x',
        'data.payload.mention[0]=x',
        'data.payload.subPayload.inviteeList[1].wxid=x',
        'data:={}',
        'data.sendBy=x',
      ),
    ).not.toThrow();
  });

  test.each([
    ['data.tpye:=7', 'juzi/message.received has no field data.tpye (did you mean data.type'],
    ['text=x', 'juzi/message.received has no field text (did you mean data.payload.text'],
    ['data.contactname=x', 'did you mean data.contactName'],
    ['data.cotnactName=x', 'did you mean data.contactName'],
    ['data.payload.mention[0].x=1', 'has no field data.payload.mention[0].x'],
    ['zzzzzzzz=1', 'juzi/message.received has no field zzzzzzzz; --force sets it anyway'],
  ])('%s is refused with a suggestion', (text, message) => {
    expect(complaint(() => check(text))).toContain(message);
    expect(complaint(() => check(text))).toMatch(/; --force sets it anyway$/);
  });

  test('removals are checked as well', () => {
    expect(complaint(() => checkPaths(event, [parseUnset('data.tokn')]))).toContain(
      'did you mean data.token',
    );
  });
});
