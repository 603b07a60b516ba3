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
    const credentials = /^\S+\s+(\S.*)$/.exec(value)?.[1];
    if (credentials !== undefined) secrets.push(credentials);
  }
  for (const url of given.urls) {
    if (url === undefined) continue;
    for (const [name, value] of url.searchParams) if (secretParameter.test(name)) secrets.push(value);
    if (url.password !== '') secrets.push(url.password, decodeURIComponent(url.password));
  }
  return secrets;
}

/** Replaces secrets, in every spelling that JSON and URLs give them, throughout a record. */
export function masker(secrets: readonly string[]): <T>(record: T) => T {
  const spellings = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortest) continue;
    const inJson = JSON.stringify(secret).slice(1, -1);
    for (const spelling of [
      secret,
      inJson,
      encodeURIComponent(secret),
      new URLSearchParams({ '': secret }).toString().slice(1),
    ]) {
      spellings.add(spelling);
    }
  }
  if (spellings.size === 0) return (record) => record;
  // Longest first, so that no part of a secret is left standing.
  const escaped = [...spellings]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(escaped.join('|'), 'g');
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(pattern, masked);
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [mask(key) as string, mask(inner)]),
    );
  };
  return <T>(record: T): T => mask(record) as T;
}
