import { jsonEscape } from '../json.ts';
import type { Delivery } from './delivery.ts';

/** Replaces a secret. */
export const masked = '***';

/** Masks secrets in a text, or in all texts of a record, keys included. */
export type Mask = <T>(record: T) => T;

/**
 * Names whose values give access to something, in headers, queries and command lines alike. Long words count anywhere in
 * a name (`xApiToken`); short ones, which occur in other words, as a part of it only (`X-Functions-Key`, `?sig=`).
 */
const secretWords =
  /auth(?!or(?!i))|token|secret|credential|passw|passphrase|passcode|signature|cookie|session|sessid|sessdata|assertion|macaroon|密钥|密码|签名|令牌|口令|ticket|bearer|jwt|hmac|subscription-?key|(?:api|access|private|function|account|shared|master|client|sec|sign|webhook|robot|aes)[-_.]?key/i;
const secretParts: ReadonlySet<string> = new Set([
  ...['key', 'keys', 'sig', 'sign', 'signed', 'sas', 'pwd', 'pass', 'pin', 'otp', 'totp', 'sid'],
  ...[
    'appkey',
    'sk',
    'ak',
    'psk',
    'saml',
    'csrf',
    'xsrf',
    'sess',
    'psw',
    'pw',
    'cred',
    'creds',
    'pat',
    'tok',
    'mac',
  ],
]);

/** Whether a header, a parameter or an option of this name carries what gives access. */
function isSecretName(name: string): boolean {
  // OAuth's and Azure's `?code=`; `country-code` is none.
  if (secretWords.test(name) || /^code$/i.test(name)) return true;
  const parts = name
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return parts.some((part) => secretParts.has(part));
}

/** Shorter values are not masked: they occur everywhere in ordinary text. */
const minLength = 4;

/** The secrets in what the user gave: the token, header values, query values, passwords. */
export function userSecrets(given: {
  readonly token?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly urls: readonly (URL | undefined)[];
}): string[] {
  const secrets: string[] = [];
  if (given.token !== undefined) secrets.push(given.token);
  for (const [name, value] of Object.entries(given.headers)) {
    if (!isSecretName(name)) continue;
    secrets.push(value);
    // A receiver may echo the credentials of `Bearer abc` alone.
    const [, scheme, credentials] = /^(\S+)\s+(\S.*)$/.exec(value) ?? [];
    if (credentials === undefined) continue;
    secrets.push(credentials);
    if (scheme?.toLowerCase() === 'basic') secrets.push(passwordOf(credentials));
  }
  for (const url of given.urls) {
    if (url === undefined) continue;
    for (const pair of url.search.slice(1).split('&')) {
      for (const [name, value] of new URLSearchParams(pair)) {
        // Decoded and as typed: encoding `a/b` does not give `a%2fb` again.
        if (isSecretName(name)) secrets.push(value, pair.slice(pair.indexOf('=') + 1));
      }
    }
    if (url.password !== '') {
      const password = decoded(url.password);
      const pair = `${decoded(url.username)}:${password}`;
      secrets.push(url.password, password, Buffer.from(pair).toString('base64'));
    }
  }
  return secrets;
}

/**
 * The secrets in an address, a header or a shell command: in the query and the user name of every address, in
 * `Name: value` and `"name": "value"`, after `--token`, `-u` and the like, and in `NAME=value`.
 */
export function commandSecrets(command: string): string[] {
  const secrets: string[] = [];
  for (const [text] of command.matchAll(/(?<![a-z\d+.-])[a-z][a-z\d+.-]*:\/\/[^\s'"`<>|;)]+/gi)) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined) secrets.push(...userSecrets({ headers: {}, urls: [url] }));
  }
  for (const [, name = '', value = ''] of command.matchAll(
    /(?<![\w-])([\w-]+)["']?\s*:\s*["']?([^'"\r\n]+)/g,
  )) {
    if (value.startsWith('//')) continue;
    const [word = ''] = value.split(/[\s,}]/);
    for (const each of [value.trim(), word])
      secrets.push(...userSecrets({ headers: { [name]: each }, urls: [] }));
  }
  const words = (command.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"|;&()<>])+/gs) ?? []).map((word) =>
    word.replace(
      /'([^']*)'|"((?:\\.|[^"\\])*)"/gs,
      (_, single?: string, double?: string) => single ?? double ?? '',
    ),
  );
  const programs = programsBefore(words);
  for (const [i, word] of words.entries()) {
    const next = words[i + 1] ?? '';
    const [, assigned = '', value = ''] = /^-{0,2}([\w-]+)=(.*)$/s.exec(word) ?? [];
    const [, option = ''] = /^--?([\w-]+)$/.exec(word) ?? [];
    const [, user = ''] =
      /^-u(.*:.*)$/s.exec(/^(?:u|user|proxy-user)$/.test(option) ? `-u${next}` : word) ?? [];
    if (user !== '') secrets.push(user, passwordOf(Buffer.from(user).toString('base64')));
    if (isSecretName(assigned) || isUsedAsSecret(assigned, command)) secrets.push(value);
    secrets.push(...passwordOption(programs.get(i), word, next));
    // The file of a private key is no secret.
    if (isSecretName(option) && !/\.(?:pem|key|crt)$/.test(next)) secrets.push(next);
    // A command within the command: `sh -c '…'`.
    if (/\s/.test(word) && word.length < command.length) secrets.push(...commandSecrets(word));
  }
  return secrets;
}

/** The option of a program that takes a password, where its name does not say so. */
const passwordOptions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['mysql', 'mysqldump', 'mysqladmin', 'mariadb', 'mongo', 'mongosh', 'sshpass'].map((name) => [
      name,
      '-p',
    ]),
  ),
  'redis-cli': '-a',
  sqlcmd: '-P',
  bcp: '-P',
  ldapsearch: '-w',
};

/** For each word the last program before it that takes a password by a short option. */
function programsBefore(words: readonly string[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  let program: string | undefined;
  for (const [i, word] of words.entries()) {
    const name = word.slice(word.lastIndexOf('/') + 1);
    if (program !== undefined) found.set(i, program);
    if (Object.hasOwn(passwordOptions, name)) program = name;
  }
  return found;
}

/** The password in `-pSECRET` or `-p SECRET`. */
function passwordOption(program: string | undefined, word: string, next: string): readonly string[] {
  const option = program === undefined ? undefined : passwordOptions[program];
  if (option === undefined || !word.startsWith(option)) return [];
  return [word === option ? next : word.slice(option.length)];
}

/** Whether a shell variable stands where a secret does: `T=abc; curl -H "Authorization: Bearer $T"`. */
function isUsedAsSecret(name: string, command: string): boolean {
  if (!/^[A-Za-z_]\w*$/.test(name)) return false;
  const uses = command.split(new RegExp(`\\$\\{?${name}(?!\\w)`));
  return uses.slice(0, -1).some((before) => {
    const [, last = ''] = /([\w-]+)[\s:='"]*(?:(?:bearer|basic|token)\s+)?$/i.exec(before.slice(-80)) ?? [];
    return isSecretName(last) || /^(?:u|user)$/.test(last.replace(/^-+/, ''));
  });
}

/** As it is where a stray `%` makes it undecodable. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The password in the credentials of HTTP's Basic scheme (RFC 7617). */
function passwordOf(credentials: string): string {
  return Buffer.from(credentials, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}

/** A mask for secrets, in every spelling that JSON, URLs, shells and encodings give them, in any letter case. */
export function masker(secrets: readonly string[]): Mask {
  const texts = new Set<string>();
  const exact = new Set<string>();
  const escaped: string[] = [];
  for (const secret of [...new Set(secrets)].sort((a, b) => b.length - a.length)) {
    if (secret.length < minLength) continue;
    escaped.push([...secret].map(escapesOf).join(''), ...byteLists(Buffer.from(secret)));
    const inJson = jsonEscape(secret);
    for (const spelling of [
      secret,
      inJson,
      // In our body when a receiver quotes it in a JSON string.
      jsonEscape(inJson),
      encodeURIComponent(Buffer.from(secret).toString()),
      new URLSearchParams({ '': secret }).toString().slice(1),
      secret.replaceAll("'", "'\\''"),
    ]) {
      // UTF-8 in headers is read as Latin-1.
      texts.add(spelling).add(Buffer.from(spelling).toString('latin1'));
    }
    const utf16 = Buffer.from(secret, 'utf16le');
    for (const bytes of [Buffer.from(secret), utf16, Buffer.from(utf16).swap16()]) {
      texts.add(bytes.toString('hex')).add(percentEncoded(bytes));
      for (const spelling of base64Spellings(bytes)) exact.add(spelling);
    }
    // UTF-16 that was read as UTF-8 or Latin-1.
    if (/^[\u0001-\u007f]+$/.test(secret)) texts.add([...secret].join('\0')).add([...secret].join('\\u0000'));
  }
  if (texts.size === 0) return (record) => record;
  const escapes = new RegExp(escaped.join('|'), 'gi');
  const pattern = anyOf(texts, 'gi');
  const encoded = anyOf(exact, 'g');
  const spellings = [...texts, ...exact];
  const lowest = spellings.map((text) => text.toLowerCase());
  // An excerpt may end inside a secret.
  const maskCut = (text: string): string => {
    if (!text.endsWith('…')) return text;
    const lower = text.toLowerCase();
    for (const spelling of lowest) {
      for (let length = spelling.length - 1; length >= minLength; length -= 1) {
        if (lower.endsWith(`${spelling.slice(0, length)}…`)) return `${text.slice(0, -length - 1)}${masked}…`;
      }
    }
    return text;
  };
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return maskCut(value.replace(pattern, masked).replace(encoded, masked).replace(escapes, masked));
    }
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [mask(key) as string, mask(inner)]),
    );
  };
  return <T>(record: T): T => mask(record) as T;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Longest first, so that no part of a secret remains. */
function anyOf(texts: ReadonlySet<string>, flags: string): RegExp {
  const escaped = [...texts].sort((a, b) => b.length - a.length).map(literal);
  return new RegExp(escaped.length === 0 ? '(?!)' : escaped.join('|'), flags);
}

const namedEntities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** A pattern for a character as it is, or as JSON, HTML or a URL, also one within another, may escape it. */
function escapesOf(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  const units = [...character].flatMap((one) =>
    Array.from({ length: one.length }, (_, i) => one.charCodeAt(i)),
  );
  const unicode = units.map((unit) => `\\\\{1,8}u${unit.toString(16).padStart(4, '0')}`).join('');
  const percent = [...Buffer.from(character)]
    .map((byte) => `%(?:25){0,4}${byte.toString(16).padStart(2, '0')}`)
    .join('');
  const named = namedEntities[character];
  const forms = [
    `\\\\{0,8}${literal(character)}`,
    unicode,
    percent,
    `&(?:amp;){0,4}#(?:${code}|x0{0,6}${hex});`,
    ...(named === undefined ? [] : [`&(?:amp;){0,4}${named};`]),
    ...(character === ' ' ? ['\\+'] : []),
  ];
  return `(?:${forms.join('|')})`;
}

/** Patterns for bytes in hexadecimal with something between them, and as a list of numbers. */
const byteLists = (bytes: Buffer): string[] => [
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('[:\\s-]'),
  [...bytes].join('\\s*,\\s*'),
];

/** Every byte as `%2a`. */
const percentEncoded = (bytes: Buffer): string => bytes.toString('hex').replace(/../g, '%$&');

/**
 * The characters that Base64 (RFC 4648) gives these bytes alone, in both alphabets, wherever they stand in what is
 * encoded: their place decides which bits share a character with their neighbours. Short ones would occur by chance.
 */
function base64Spellings(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const own = text.slice(Math.ceil((before * 8) / 6), whole);
    const standard = own.replaceAll('-', '+').replaceAll('_', '/');
    return own.length < minLength ? [] : [own, standard];
  });
}

/** Masks a record, except for its identity and the codes of its verdict. */
export function hideSecrets(delivery: Delivery, hide: Mask): Delivery {
  const { request, attempts, verdict, repro } = delivery;
  return {
    ...delivery,
    request: hideWithBody(request, hide),
    attempts: attempts.map((attempt) => hideWithBody(attempt, hide)),
    verdict: {
      ...verdict,
      findings: verdict.findings.map((finding) => {
        const { check, code, severity } = finding;
        return { ...hide(finding), check, code, severity };
      }),
    },
    repro: hide(repro),
  };
}

/** Removes the exact bytes of a body whose text had to be masked: they would reveal it. */
function hideWithBody<T extends { readonly body: string; readonly bodyBase64?: string }>(
  record: T,
  hide: Mask,
): T {
  const { bodyBase64: _, ...rest } = record;
  return hide(record.body) === record.body ? hide(record) : (hide(rest) as T);
}
