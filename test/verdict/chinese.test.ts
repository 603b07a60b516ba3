import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Contract } from '../../src/define/contract.ts';
import { inLanguage, setLanguage } from '../../src/language.ts';
import { normalizeAnswer } from '../../src/verdict/clusters/normalize.ts';
import { judge } from '../../src/verdict/judge.ts';
import { empty, errcode, exchange } from './exchanges.ts';

beforeEach(() => setLanguage('zh'));
afterEach(() => setLanguage('en'));

/** Each finding in one line, as a Chinese reader gets it. */
const told = (body: string | Uint8Array, contract: Contract = errcode, change = {}): readonly string[] =>
  judge(exchange(body, change), contract, 'documented').findings.map(
    ({ expected = '', actual = '', message }) => `${message} ${expected} ← ${actual}`,
  );

test('findings are said in Chinese, with their expected and actual words; values stay', () => {
  const lenient = { ...errcode, lenient: true };
  expect({
    wrongType: told('{"errcode":"0","errmsg":"ok"}'),
    missing: told('{"errcode":0}'),
    rejected: told('{"errcode":400,"errmsg":"no"}'),
    extra: told('{"errcode":0,"errmsg":"ok","data":null}'),
    extraOfNone: told('{"ok":true}', empty),
    notObject: told('[1]'),
    empty: told(''),
    spaces: told('   ', lenient),
    html: told('<html><title>Oops</title></html>'),
    plain: told('OK'),
    cut: told('{"errcode":0,'),
    key: told('{errcode:0}'),
    two: told('{}{}'),
    form: told('errcode=0'),
    nested: told('['.repeat(200)),
    bom: told('\ufeff{"errcode":0,"errmsg":"ok"}'),
    utf8: told(Buffer.from([0x7b, 0xff, 0x7d])).slice(0, 1),
    twice: told('{"errcode":0,"errcode":0,"errmsg":"ok"}'),
    unsafe: told('{"errcode":0,"errmsg":"ok","id":12345678901234567890}').slice(0, 1),
    noType: told('{"errcode":0,"errmsg":"ok"}', errcode, { headers: {} }),
    created: told('{"errcode":0,"errmsg":"ok"}', errcode, { status: 201, statusText: 'Created' }),
    redirect: told('', errcode, { status: 302, statusText: 'Found', headers: { location: '/login' } }),
    busy: told('', errcode, { status: 429, statusText: '', headers: { 'retry-after': '2' } }),
    broken: told('', errcode, { status: 500, statusText: 'Oops' }),
  }).toMatchSnapshot();
});

test('what is cut is cut in each language, and says so in each', () => {
  const many = `{${[...Array(30).keys()].map((i) => `"k${i}":1`).join(',')}}`;
  expect(told(many, empty).at(-1)).toContain('还有更多同类问题');
});

test('a verdict is in the language in which it was judged', () => {
  const [finding] = inLanguage('en', () => judge(exchange('{}'), errcode, 'documented')).findings;
  expect(finding).toMatchObject({ message: 'The response has no errcode.', actual: 'missing' });
});

test('answers in Chinese are compared without what differs from delivery to delivery', () => {
  const [one, two] = ['订单 1001 不存在', '订单 2002 不存在'].map(normalizeAnswer);
  expect(one).toBe(two);
  expect(normalizeAnswer('请求失败：code=40013')).not.toBe(normalizeAnswer('请求失败：code=40014'));
});
