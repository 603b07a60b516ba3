import { describe, expect, test } from 'vitest';
import { masker } from '../../src/delivery/mask.ts';
import { commandSecrets, userSecrets } from '../../src/delivery/secrets.ts';

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

describe('names that carry credentials', () => {
  const none = { urls: [] };
  test.each([
    ...[
      'Authorization',
      'X-Functions-Key',
      'Ocp-Apim-Subscription-Key',
      'X-API-Key',
      'apikey',
      'xAccessKey',
      'sig',
    ],
    ...[
      'jwt',
      'session',
      'PHPSESSIONID',
      'connect.sid',
      'ticket',
      'access_key',
      'X-Amz-Signature',
      'code',
      'pwd',
    ],
    ...['X-Vault-Token', 'client_secret', 'passwd', 'X-CSRF', 'sk', 'X-Auth', 'authorization_code', 'hmac'],
    ...[
      'encodingAESKey',
      'PHPSESSID',
      'SESSDATA',
      'sess',
      'passcode',
      'psw',
      'cred',
      'X-Gitlab-Pat',
      'assertion',
    ],
    ...['seckey', 'signkey', 'webhookkey', 'robotkey', 'id_tok', 'macaroon'],
  ])('%s', (name) => {
    expect(userSecrets({ ...none, headers: { [name]: 'canary' } })).toContain('canary');
    expect(userSecrets({ headers: {}, urls: [new URL(`http://a/?${name}=canary`)] })).toContain('canary');
  });

  test.each([
    'X-Tenant',
    'Content-Type',
    'page',
    'keyword',
    'monkey',
    'author',
    'design',
    'country-code',
    'signal',
  ])('%s does not', (name) => expect(userSecrets({ ...none, headers: { [name]: 'public' } })).toEqual([]));
});

describe('in a command', () => {
  test.each([
    `curl 'http://a/state?sig=canary&page=1'`,
    `curl -H 'X-Functions-Key: canary' http://a/`,
    'curl -H X-Functions-Key:canary http://a/',
    'curl -u me:canary http://a/',
    'curl -ume:canary http://a/',
    'curl http://me:canary@a/',
    'serve --api-token canary --port 1',
    'serve --api-token=canary',
    `API_KEY='canary' serve`,
    `sh -c 'TOKEN=canary exec serve'`,
    `curl -d '{"password":"canary"}' http://a/`,
    'mysql -h db -pcanary -e "select 1"',
    'redis-cli -a canary get n',
    '/usr/bin/mongosh -u root -p canary',
    'sshpass -p canary ssh x',
    'sqlcmd -P canary',
    'T="canary"; curl -H "Authorization: Bearer $T" http://a/',
    `P=canary; curl -u "me:\${P}" http://a/`,
  ])('%s', (command) => {
    expect(commandSecrets(command)).toContain('canary');
    expect(masker(commandSecrets(command))(command)).not.toContain('canary');
  });

  test('what is public stays', () => {
    expect(commandSecrets('DB=orders; mysql -h localhost $DB -e "select 1"')).toEqual([]);
    const command = 'PORT=3000 node server.js --host localhost --key ./tls.pem http://a/?page=1';
    expect(commandSecrets(command)).toEqual([]);
  });
});

describe('echoes in other encodings', () => {
  const secret = 'Canary-Secret_9';
  const hide = masker([secret]);
  const utf16 = Buffer.from(secret, 'utf16le');

  test.each([
    ['in capitals', secret.toUpperCase()],
    ['in small letters', secret.toLowerCase()],
    ['in hex', Buffer.from(secret).toString('hex')],
    ['in hex in capitals', Buffer.from(secret).toString('hex').toUpperCase()],
    ['percent-encoded throughout', Buffer.from(secret).toString('hex').replace(/../g, '%$&')],
    ['in UTF-16', utf16.toString('latin1').slice(0, -1)],
    ['in UTF-16, big endian', Buffer.from(utf16).swap16().toString('latin1').slice(1)],
    ['in UTF-16 as hex', utf16.toString('hex')],
  ])('%s', (_, spelling) => expect(hide(`<${spelling}>`)).toBe('<***>'));

  const odd = `a/b+c=d&e<f>g"h'i ü😀`;
  const json = (text: string): string => JSON.stringify(text).slice(1, -1);
  const units = (text: string): string =>
    [...Array(text.length).keys()]
      .map((i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join('');
  const named: Readonly<Record<string, string>> = {
    '&': 'amp',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    "'": '#39',
  };
  const entities = (text: string): string => text.replace(/[&<>"']/g, (one) => `&${named[one]};`);
  test.each([
    ['as PHP writes JSON', json(odd).replaceAll('/', '\\/')],
    ['as Gson writes JSON', json(odd).replace(/[=&<>']/g, units)],
    [
      'as .NET writes JSON',
      json(odd).replace(/[+&<>']/g, (one) => units(one).toUpperCase().replace('U', 'u')),
    ],
    ['in ASCII', odd.replace(/[^\w]/gu, units)],
    ['in HTML', entities(odd)],
    ['in HTML, twice', entities(entities(odd))],
    ['in HTML by numbers', odd.replace(/[^\w]/gu, (one) => `&#x${(one.codePointAt(0) ?? 0).toString(16)};`)],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(odd))],
    ['as a form', new URLSearchParams({ '': odd }).toString().slice(1)],
    ['in JSON in JSON', json(json(odd))],
    ['in hex with colons', Buffer.from(odd).toString('hex').match(/../g)?.join(':') ?? ''],
    ['as numbers', [...Buffer.from(odd)].join(', ')],
  ])('escaped %s', (_, spelling) => expect(masker([odd])(`<${spelling}>`)).toBe('<***>'));

  test('a body full of escapes is masked in no time', () => {
    const began = performance.now();
    const many = masker([odd, 'aaaaaaaa']);
    for (const text of ['\\', '%25', '&amp;', '&#x0000', 'aaaa:', '61:', '97, ']) many(text.repeat(200_000));
    commandSecrets('a'.repeat(200_000));
    commandSecrets('a:'.repeat(50_000));
    expect(performance.now() - began).toBeLessThan(8000);
  });

  test.each(['base64', 'base64url'] as const)('in %s, wherever it starts', (alphabet) => {
    for (const before of ['', 'a', 'ab', 'abc', 'ü?>']) {
      for (const after of ['', '~', '~~', '?>ü']) {
        const text = masker([secret, '?>~ÿ?>~ÿ'])(
          Buffer.from(`${before}?>~ÿ?>~ÿ${secret}${after}`).toString(alphabet),
        );
        // Around it a few bits may remain, in which no four characters of it are.
        const rest = text.split('***').map((part) => Buffer.from(part, 'base64').toString('latin1'));
        expect(text).toContain('***');
        expect(rest.join(' ')).not.toMatch(/anar|secr/i);
      }
    }
  });

  test('a large body is masked in no time', () => {
    const many = masker(Array.from({ length: 8 }, (_, i) => `${secret}-${i}-${'x'.repeat(20)}`));
    const body = `{"a":"${'Lorem ipsum canar dolor 0123 '.repeat(40_000)}"}`;
    const began = performance.now();
    expect(many(body)).toBe(body);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
