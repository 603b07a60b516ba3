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
    return isSecretName(last) || /(?:^|\s)(?:-u|--user)[\s='"]*[^\s'"]*$/.test(before.slice(-200));
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
