import { describe, expect, test } from 'vitest';
import { masker, userSecrets } from '../../src/delivery/mask.ts';

const none = { headers: {}, urls: [] };

describe('what is secret', () => {
  test('the token', () => {
    expect(userSecrets({ ...none, token: 'abcd' })).toEqual(['abcd']);
    expect(userSecrets(none)).toEqual([]);
  });

  test('headers that give access, and their credentials alone', () => {
    const headers = {
      Authorization: 'Bearer abcd',
      'X-API-Key': 'efgh',
      Cookie: 'a=b',
      'X-Tenant': 'public',
    };
    expect(userSecrets({ ...none, headers })).toEqual(['Bearer abcd', 'abcd', 'efgh', 'a=b']);
  });

  test('the password in Basic credentials', () => {
    const headers = { Authorization: `Basic ${btoa('me:pass:word')}` };
    expect(userSecrets({ ...none, headers })).toContain('pass:word');
  });

  test('query values, decoded and as typed', () => {
    const urls = [new URL('http://a/?access_token=a%2fb+c&page=1&sign=x'), undefined];
    expect(userSecrets({ ...none, urls })).toEqual(['a/b c', 'a%2fb+c', 'x', 'x']);
  });

  test('the password of a proxy, plain and encoded', () => {
    const urls = [new URL('http://me:p%40ss@proxy:8080')];
    expect(userSecrets({ ...none, urls })).toEqual(['p%40ss', 'p@ss', btoa('me:p@ss')]);
  });
});

describe('masking', () => {
  const secret = `se'c"r\\e/t é+`;
  const hide = masker([secret]);

  test.each([
    ['plain', secret],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['in an address', encodeURIComponent(secret)],
    ['in a form', new URLSearchParams({ '': secret }).toString().slice(1)],
    ['in a shell’s quotes', secret.replaceAll("'", "'\\''")],
    ['in a header', Buffer.from(secret).toString('latin1')],
  ])('%s', (_, spelling) => expect(hide(`<${spelling}>`)).toBe('<***>'));

  test('covers keys, lists and nested values, and changes nothing else', () => {
    const record = { a: [secret, 1, null, { [secret]: true }], b: `x${secret}y${secret}`, c: 'other' };
    const before = structuredClone(record);
    expect(hide(record)).toEqual({ a: ['***', 1, null, { '***': true }], b: 'x***y***', c: 'other' });
    expect(record).toEqual(before);
  });

  test('the longer of two secrets is masked first', () => {
    expect(masker(['abcd', 'abcdef'])('abcdef abcd')).toBe('*** ***');
  });

  test('a secret is text, not a pattern', () => {
    expect(masker(['a.*b$'])('aXXb a.*b$')).toBe('aXXb ***');
  });

  test('an excerpt that ends inside a secret', () => {
    const cut = masker(['abcdefgh']);
    expect(cut('it is abcde…')).toBe('it is ***…');
    expect(cut('it is abcd…')).toBe('it is ***…');
    // Too little to tell, and to tell anything.
    expect(cut('it is abc…')).toBe('it is abc…');
    expect(cut('it is abcde')).toBe('it is abcde');
  });

  test('without secrets the record stays the same', () => {
    const record = { a: 1 };
    expect(masker([])(record)).toBe(record);
    expect(masker(['abc'])(record)).toBe(record);
  });
});
