import { describe, expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { judge } from '../../src/verdict/judge.ts';
import { lenientNote, toleratedAlone } from '../../src/verdict/leniency.ts';
import { contractLevels } from '../../src/verdict/levels.ts';
import { empty, errcode, exchange } from './exchanges.ts';

const lenient = { ...errcode, lenient: true };
const told = (findings: readonly { readonly message: string }[]): number =>
  findings.filter(({ message }) => message.includes(lenientNote.en)).length;

/** What public receivers answer to a message. */
const usual = ['OK', '', '{}', '{"success":true}', '{"code":0}', '[]', '{"errcode":"0","errmsg":"ok"}'];

test.each(usual)('%j is a violation that the platform is known to tolerate, said once', (body) => {
  const { outcome, findings } = judge(exchange(body), lenient, 'documented');
  expect(outcome).toBe('violation');
  expect(toleratedAlone(findings)).toBe(true);
  expect(told(findings)).toBe(1);
  expect(judge(exchange(body), lenient, 'status')).toEqual({ outcome: 'accepted', findings: [] });
});

test.each(usual)('of %j nothing is said where the platform is not known to tolerate it', (body) => {
  const { findings } = judge(exchange(body), errcode, 'documented');
  expect(told(findings)).toBe(0);
  expect(findings.some((finding) => 'tolerated' in finding)).toBe(false);
  expect(toleratedAlone(findings)).toBe(false);
});

test('a warning that `strict` makes an error is tolerated as well', () => {
  const { findings } = judge(exchange('{"more":1}'), { ...empty, lenient: true }, 'strict');
  expect(findings).toMatchObject([{ code: 'body.extra_key', severity: 'error', tolerated: true }]);
  expect(judge(exchange('{"more":1}'), { ...empty, lenient: true }, 'documented').findings).toMatchObject([
    { severity: 'warning' },
  ]);
});

describe('never tolerated', () => {
  test.each([500, 404, 302, 429])('status %i', (status) => {
    const { findings } = judge(exchange('{}', { status }), lenient, 'documented');
    expect(toleratedAlone(findings)).toBe(false);
    expect(told(findings)).toBe(0);
  });
  test('an errcode other than 0, also beside a shape that would be', () => {
    expect(toleratedAlone(judge(exchange('{"errcode":1}'), lenient, 'documented').findings)).toBe(false);
  });
  test('an accepted response', () => {
    for (const level of contractLevels)
      expect(toleratedAlone(judge(exchange(errcode.example), lenient, level).findings)).toBe(false);
  });
});

test('both platforms are known to be lenient, and say on what ground', async () => {
  for (const id of ['juzi/message.received', 'yuju/contact.updated']) {
    const { response, platform } = await builtinCatalog.get(id);
    expect(response.lenient).toBe(true);
    expect(platform.policy.facts).toContainEqual(
      expect.objectContaining({ basis: 'observed', en: expect.stringContaining('does not seem to mind') }),
    );
  }
});
