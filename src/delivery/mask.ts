import { jsonEscape } from '../json.ts';
import type { Delivery } from './delivery.ts';

/** Replaces a secret. */
export const masked = '***';

/** Masks secrets in a text, or in all texts of a record, keys included. */
export type Mask = <T>(record: T) => T;

/** Names of headers whose values give access to something. */
const secretHeader = /auth|token|secret|api-?key|signature|cookie|passw/i;
/** Names of such query parameters. */
const secretParameter = /token|secret|key|sign|auth|passw/i;

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
    if (!secretHeader.test(name)) continue;
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

/** A mask for secrets, in every spelling that JSON, URLs and shells give them. */
export function masker(secrets: readonly string[]): Mask {
  const spellings = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < minLength) continue;
    const inJson = jsonEscape(secret);
    for (const spelling of [
      secret,
      inJson,
      // In our body when a receiver quotes it in a JSON string.
      jsonEscape(inJson),
      encodeURIComponent(secret),
      new URLSearchParams({ '': secret }).toString().slice(1),
      secret.replaceAll("'", "'\\''"),
    ]) {
      // UTF-8 in headers is read as Latin-1.
      spellings.add(spelling).add(Buffer.from(spelling).toString('latin1'));
    }
  }
  if (spellings.size === 0) return (record) => record;
  // Longest first, so that no part of a secret remains.
  const escaped = [...spellings]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(escaped.join('|'), 'g');
  // An excerpt may end inside a secret.
  const maskCut = (text: string): string => {
    if (!text.endsWith('…')) return text;
    for (const spelling of spellings) {
      for (let length = spelling.length - 1; length >= minLength; length -= 1) {
        if (text.endsWith(`${spelling.slice(0, length)}…`)) return `${text.slice(0, -length - 1)}${masked}…`;
      }
    }
    return text;
  };
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') return maskCut(value.replace(pattern, masked));
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [mask(key) as string, mask(inner)]),
    );
  };
  return <T>(record: T): T => mask(record) as T;
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
