import type { Delivery } from './delivery.ts';

/** What stands where a secret was. */
export const masked = '***';

/** Header names whose values give access to something. */
const secretHeader = /auth|token|secret|api-?key|signature|cookie|passw/i;
/** Names of query parameters whose values do. */
const secretParameter = /token|secret|key|sign|auth|passw/i;

/** Values so short that hiding them everywhere would hide half the text. */
const shortest = 4;

/** What the user gave that must not be shown: the token, header values, query values. */
export function userSecrets(given: {
  readonly token?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly urls: readonly (URL | undefined)[];
}): string[] {
  const secrets: string[] = [];
  if (given.token !== undefined) secrets.push(given.token);
  for (const [name, value] of Object.entries(given.headers)) {
    if (!secretHeader.test(name)) continue;
    secrets.push(value);
    // `Bearer abc`: a receiver may echo the credentials alone.
    const [, scheme, credentials] = /^(\S+)\s+(\S.*)$/.exec(value) ?? [];
    if (credentials === undefined) continue;
    secrets.push(credentials);
    if (scheme?.toLowerCase() === 'basic') secrets.push(passwordOf(credentials));
  }
  for (const url of given.urls) {
    if (url === undefined) continue;
    for (const pair of url.search.slice(1).split('&')) {
      for (const [name, value] of new URLSearchParams(pair)) {
        // As it means, and as it was spelt: `a%2fb` is not what encoding `a/b` gives.
        if (secretParameter.test(name)) secrets.push(value, pair.slice(pair.indexOf('=') + 1));
      }
    }
    if (url.password !== '') {
      const password = decodeURIComponent(url.password);
      const pair = `${decodeURIComponent(url.username)}:${password}`;
      secrets.push(url.password, password, Buffer.from(pair).toString('base64'));
    }
  }
  return secrets;
}

/** The password in the credentials of HTTP's Basic scheme (RFC 7617). */
function passwordOf(credentials: string): string {
  return Buffer.from(credentials, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Replaces secrets, in every spelling that JSON, URLs and shells give them, throughout a record. */
export function masker(secrets: readonly string[]): <T>(record: T) => T {
  const spellings = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortest) continue;
    const inJson = quoted(secret);
    for (const spelling of [
      secret,
      inJson,
      // Our body in a string of the receiver's answer.
      quoted(inJson),
      encodeURIComponent(secret),
      new URLSearchParams({ '': secret }).toString().slice(1),
      secret.replaceAll("'", "'\\''"),
    ]) {
      // A header's UTF-8 is read as Latin-1.
      spellings.add(spelling).add(Buffer.from(spelling).toString('latin1'));
    }
  }
  if (spellings.size === 0) return (record) => record;
  // Longest first, so that no part of a secret is left standing.
  const escaped = [...spellings]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(escaped.join('|'), 'g');
  // An excerpt may end in the middle of a secret.
  const cutOff = (text: string): string => {
    if (!text.endsWith('…')) return text;
    for (const spelling of spellings) {
      for (let length = spelling.length - 1; length >= shortest; length -= 1) {
        if (text.endsWith(`${spelling.slice(0, length)}…`)) return `${text.slice(0, -length - 1)}${masked}…`;
      }
    }
    return text;
  };
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') return cutOff(value.replace(pattern, masked));
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [mask(key) as string, mask(inner)]),
    );
  };
  return <T>(record: T): T => mask(record) as T;
}

/** Masks what the user gave and what a receiver may echo of it. What a delivery is, and how it ended, stays. */
export function hideSecrets(delivery: Delivery, hide: <T>(record: T) => T): Delivery {
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

/** The exact bytes of a body would give away what its text hides: they go where the text had to be changed. */
function hideWithBody<T extends { readonly body: string; readonly bodyBase64?: string }>(
  record: T,
  hide: <U>(record: U) => U,
): T {
  const { bodyBase64: _, ...rest } = record;
  return hide(record.body) === record.body ? hide(record) : (hide(rest) as T);
}
