import { expect, test } from 'vitest';
import type { Contract } from '../../src/define/contract.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { asIs } from '../../src/language.ts';
import { type CheckName, checks } from '../../src/verdict/checks/index.ts';
import { codeEntry, findingCodes } from '../../src/verdict/codes.ts';
import { judge } from '../../src/verdict/judge.ts';
import { empty, errcode, exchange } from './exchanges.ts';

const error = { code: 'timeout.headers', message: asIs('It took too long.') } as const;

const withId: Contract = {
  ...empty,
  keys: [{ name: 'id', type: 'number', label: { zh: '编号', en: 'id' } }],
};

/** For every check, a response that it alone finds fault with. */
const faulty: Record<CheckName, [Exchange, Contract]> = {
  exchange: [exchange('', { status: null, error }), empty],
  status: [exchange('{}', { status: 500 }), empty],
  content_type: [exchange('{}', { headers: {} }), empty],
  encoding: [exchange('\ufeff{}'), empty],
  json: [exchange('OK'), empty],
  object: [exchange('[]'), empty],
  duplicate_keys: [exchange('{"errcode":0,"errmsg":"a","errmsg":"b"}'), errcode],
  documented_keys: [exchange('{"errcode":0}'), errcode],
  success: [exchange('{"errcode":1,"errmsg":""}'), errcode],
  safe_integers: [exchange('{"id":12345678901234567890}'), withId],
  extra_keys: [exchange('{"success":true}'), empty],
};

test.each(Object.keys(checks) as CheckName[])('the check %s finds what no other finds', (name) => {
  const [response, contract] = faulty[name];
  const whole = judge(response, contract, 'strict');
  const { [name]: _, ...others } = checks;
  const partial = judge(response, contract, 'strict', others);
  expect(whole.findings.map(({ check }) => check)).toContain(name);
  expect(partial.findings).toEqual([]);
  expect(whole.outcome).not.toBe('accepted');
});

test('a finding names its check, and has the severity of its code', () => {
  for (const [response, contract] of Object.values(faulty)) {
    for (const { check, code, severity, message } of judge(response, contract, 'documented').findings) {
      expect(Object.keys(checks)).toContain(check);
      expect(severity).toBe(codeEntry(code).severity);
      expect(message).toMatch(/\.$/);
    }
  }
});

test('every code has a meaning in both languages, and a name of lower-case words', () => {
  for (const [code, { meaning }] of Object.entries(findingCodes)) {
    expect(code).toMatch(/^(?:[a-z_]+|<key>)(?:\.[a-z0-9_]+)?$/);
    expect(meaning.en).toMatch(/^[A-Z][^\n]*[^.]$/);
    expect(meaning.zh).toMatch(/\p{Script=Han}/u);
  }
});
