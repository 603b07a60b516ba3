import { describe, expect, test } from 'vitest';
import type { ExchangeCode } from '../../src/http/codes.ts';
import { exchangeCodes } from '../../src/http/codes.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { asIs } from '../../src/language.ts';
import { judge } from '../../src/verdict/judge.ts';
import { empty, emptyOrErrCode, errcode, exchange } from './exchanges.ts';

const codesOf = (...args: Parameters<typeof judge>): string[] =>
  judge(...args).findings.map(({ code }) => code);
const broken = (code: ExchangeCode, change: Partial<Exchange> = {}): Exchange =>
  exchange('', { status: null, headers: {}, error: { code, message: asIs('It failed.') }, ...change });

describe('the documented example is accepted', () => {
  test.each([empty, errcode])('$example', (contract) => {
    for (const level of ['status', 'documented', 'strict'] as const)
      expect(judge(exchange(contract.example), contract, level)).toEqual({
        outcome: 'accepted',
        findings: [],
      });
  });
});

describe('outcomes', () => {
  test('a failed exchange decides at every level', () => {
    for (const code of Object.keys(exchangeCodes) as ExchangeCode[]) {
      const kind = code.split('.')[0] ?? '';
      const expected = { timeout: 'timeout', aborted: 'aborted', body: 'violation' }[kind] ?? 'transport';
      for (const level of ['status', 'documented', 'strict'] as const) {
        const { outcome, findings } = judge(broken(code), empty, level);
        expect(outcome).toBe(expected);
        expect(findings).toEqual([{ check: 'exchange', code, severity: 'error', message: 'It failed.' }]);
      }
    }
  });

  test('a status that arrived is reported in addition to the failure', () => {
    const cut = broken('transport.truncated', { status: 500, statusText: 'Oops', body: Buffer.from('half') });
    expect(codesOf(cut, empty, 'documented')).toEqual(['transport.truncated', 'status.error']);
    expect(judge(cut, empty, 'documented').outcome).toBe('transport');
  });

  test.each([
    ['{}', 'accepted', []],
    ['{"errCode":0}', 'accepted', []],
    ['{"errCode":40001}', 'rejected', ['errCode.nonzero']],
    ['{"errCode":"0"}', 'violation', ['errCode.wrong_type']],
    ['{"errcode":1}', 'accepted', ['body.extra_key']],
  ])('a key that is not required counts where it is there: %s', (body, outcome, codes) => {
    const verdict = judge(exchange(body), emptyOrErrCode, 'documented');
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.findings.map(({ code }) => code)).toEqual(codes);
  });

  test('rejected: the documented shape, and not the success value', () => {
    const refused = exchange('{"errcode":40001,"errmsg":"no such tenant"}');
    expect(judge(refused, errcode, 'documented')).toEqual({
      outcome: 'rejected',
      findings: [
        {
          check: 'success',
          code: 'errcode.nonzero',
          severity: 'error',
          path: 'errcode',
          expected: '0',
          actual: '{"errcode":40001,"errmsg":"no such tenant"}',
          message: 'The receiver reports a failure: errcode is 40001.',
        },
      ],
    });
    expect(judge(refused, errcode, 'strict').outcome).toBe('rejected');
    expect(judge(exchange('{"errcode":1}'), errcode, 'documented').outcome).toBe('violation');
    const extra = exchange('{"errcode":1,"errmsg":"","data":null}');
    expect(judge(extra, errcode, 'documented').outcome).toBe('rejected');
    expect(judge(extra, errcode, 'strict').outcome).toBe('violation');
  });

  test('an error status with a failure inside is a violation', () => {
    const { outcome, findings } = judge(
      exchange('{"errcode":1,"errmsg":""}', { status: 500 }),
      errcode,
      'documented',
    );
    expect(outcome).toBe('violation');
    expect(findings.map(({ code }) => code)).toEqual(['status.error']);
  });
});

describe('levels', () => {
  const sloppy = exchange('{"success":true}', { status: 201, headers: { 'content-type': 'text/plain' } });

  test('documented warns where the page is exceeded', () => {
    const { outcome, findings } = judge(sloppy, empty, 'documented');
    expect(outcome).toBe('accepted');
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning status.undocumented',
      'warning content_type.not_json',
      'warning body.extra_key',
    ]);
  });

  test('strict makes every warning an error', () => {
    const { outcome, findings } = judge(sloppy, empty, 'strict');
    expect(outcome).toBe('violation');
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'error', 'error']);
  });

  test('status looks at the status alone', () => {
    expect(judge(sloppy, empty, 'status')).toEqual({ outcome: 'accepted', findings: [] });
    expect(judge(exchange('<html>'), empty, 'status').outcome).toBe('accepted');
    expect(judge(exchange('{}', { status: 404 }), empty, 'status').outcome).toBe('violation');
  });
});

describe('status', () => {
  test.each([
    [301, 'status.redirect'],
    [304, 'status.redirect'],
    [399, 'status.redirect'],
    [400, 'status.error'],
    [429, 'status.throttled'],
    [500, 'status.error'],
    [503, 'status.throttled'],
    [999, 'status.error'],
  ])('%i is %s', (status, code) => {
    const verdict = judge(exchange('<html>', { status }), empty, 'documented');
    expect(verdict.outcome).toBe('violation');
    expect(verdict.findings.map((finding) => finding.code)).toEqual([code]);
    expect(verdict.findings[0]).toMatchObject({ check: 'status', path: 'status', expected: '200' });
  });

  test('an error page is quoted without its tags, at most 200 characters of its message', () => {
    const page = exchange(`<h1>\u001b[31m${'界'.repeat(3000)}`, {
      status: 500,
      statusText: 'Internal Server Error',
    });
    const actual = judge(page, empty, 'documented').findings[0]?.actual ?? '';
    expect(actual).toMatch(/^500 Internal Server Error: \u001b\[31m界+…$/);
    expect(actual.length).toBe('500 Internal Server Error: '.length + 200);
  });

  test('an endless reason phrase or Location is cut', () => {
    const statusText = 'x'.repeat(10_000);
    const headers = { location: 'y'.repeat(10_000) };
    for (const status of [201, 302, 429, 500]) {
      const { findings } = judge(exchange('', { status, statusText, headers }), empty, 'documented');
      for (const { actual = '' } of findings) expect(actual.length).toBeLessThanOrEqual(200);
    }
  });
});

describe('content type', () => {
  test.each(['application/json', 'Application/JSON; charset=utf-8', 'application/problem+json'])(
    '%s is JSON',
    (type) => {
      expect(codesOf(exchange('{}', { headers: { 'content-type': type } }), empty, 'strict')).toEqual([]);
    },
  );

  test.each(['text/html', 'text/json', 'application/jsonp', ''])('%j is not', (type) => {
    const { findings } = judge(exchange('{}', { headers: { 'content-type': type } }), empty, 'documented');
    expect(findings).toMatchObject([
      { code: 'content_type.not_json', path: 'headers.content-type', actual: type },
    ]);
  });

  test('a missing one is reported as missing; an empty body needs none', () => {
    const [finding] = judge(exchange('{}', { headers: {} }), empty, 'documented').findings;
    expect(finding).toMatchObject({
      code: 'content_type.not_json',
      actual: 'missing',
      expected: 'application/json',
    });
    expect(codesOf(exchange('', { status: 204, headers: {} }), empty, 'documented')).toEqual([
      'status.undocumented',
      'body.empty',
    ]);
  });
});

describe('keys', () => {
  test.each([
    ['{"errcode":"0","errmsg":"ok"}', 'errcode.wrong_type', 'errcode', 'number', 'string "0"'],
    ['{"errcode":null,"errmsg":"ok"}', 'errcode.wrong_type', 'errcode', 'number', 'null'],
    ['{"errcode":[0],"errmsg":"ok"}', 'errcode.wrong_type', 'errcode', 'number', 'array [0]'],
    ['{"errcode":0,"errmsg":1}', 'errmsg.wrong_type', 'errmsg', 'string', 'number 1'],
    ['{"errcode":0}', 'errmsg.missing', 'errmsg', 'string', 'missing'],
    ['{"errmsg":"ok"}', 'errcode.missing', 'errcode', 'number', 'missing'],
  ])('%s is %s', (body, code, path, expected, actual) => {
    const { outcome, findings } = judge(exchange(body), errcode, 'documented');
    expect(outcome).toBe('violation');
    expect(findings).toMatchObject([
      { check: 'documented_keys', code, severity: 'error', path, expected, actual },
    ]);
  });

  test('any key is extra for {}', () => {
    const { findings } = judge(exchange('{"a b":1}'), empty, 'documented');
    expect(findings).toMatchObject([
      { code: 'body.extra_key', path: '["a b"]', expected: 'no keys', actual: 'number 1' },
    ]);
  });

  test('inherited properties count as missing, and as extra when they are sent', () => {
    const named = {
      ...errcode,
      keys: [{ name: 'toString', type: 'string', label: { zh: '', en: '' } }],
    } as const;
    expect(codesOf(exchange('{}'), named, 'documented')).toEqual(['toString.missing']);
    const { findings } = judge(exchange('{"__proto__":{"x":1},"constructor":1}'), empty, 'documented');
    expect(findings.map(({ path }) => path)).toEqual(['__proto__', 'constructor']);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  test('ten thousand extra keys are twenty findings', () => {
    const body = JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, n])));
    const { findings } = judge(exchange(body), empty, 'documented');
    expect(findings.length).toBe(20);
    expect(findings.at(-1)?.message).toContain('more findings of this kind');
  });
});

test('a verdict survives JSON', () => {
  const verdict = judge(exchange('{"errcode":"0"}', { status: 201 }), errcode, 'documented');
  expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
});

test('no response makes the judge throw', () => {
  const bodies = [
    '\u0000',
    '[',
    '{"a"',
    '"\\u',
    '\ufeff',
    '\ud800',
    '-',
    '1e999',
    '{"errcode":1e999,"errmsg":""}',
    '[]',
  ];
  for (const body of bodies) {
    for (const contract of [empty, errcode])
      expect(() => judge(exchange(body), contract, 'strict')).not.toThrow();
  }
  for (let byte = 0; byte < 256; byte += 1) judge(exchange(Buffer.from([byte])), empty, 'documented');
});
