import { plainWidth } from './typed-text.ts';

/** The brackets around an IPv6 address belong to the URL (RFC 3986, section 3.2.2), not to what sockets take. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** `127.0.0.1:3000`, `[::1]:3000`. @param host with or without brackets */
export function hostAndPort(host: string, port: number): string {
  const bare = withoutBrackets(host);
  return `${bare.includes(':') ? `[${bare}]` : bare}:${port}`;
}

/** The port of an http or https URL, also where it is the default one. */
export function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

/** Whether a text can be the value of a `Host` header (RFC 9110, section 7.2): a host in ASCII, with a port or without. */
export const isHostValue = (text: string): boolean =>
  /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(?::\d{1,5})?$/i.test(text);

/**
 * A host of a platform as `URL` spells it: in lower case, in punycode, without scheme, port, path and final dot.
 * `*.example.com` and `.example.com` are `example.com`, which stands for all hosts below it anyway.
 * @returns `undefined` for what is no host
 */
export function normalizeHost(text: string): string | undefined {
  const bare = text.trim().replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\//i, '');
  const url = `http://${bare.replace(/^\*?\./, '')}`;
  if (bare === '' || /[\s*@\\]/.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).hostname.replace(/\.+$/, '') || undefined;
}

/**
 * The addresses of `localhost` and every name below it, with or without the dot at the end: no resolver is asked for them
 * (RFC 6761, section 6.3). `null` for any other name.
 */
export function localhostAddresses(hostname: string): readonly { address: string; family: 4 | 6 }[] | null {
  if (!/(?:^|\.)localhost\.?$/i.test(hostname)) return null;
  return [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ];
}

/**
 * An address with what people leave out: `3000`, `:3000/hook`, `localhost/x` and `receiver:8080` are http addresses. Any
 * other text stays as it is; `receiver:443` may be https.
 */
export function completeAddress(typed: string): string {
  const text = plainOrigin(typed);
  if (/^:?\d{1,5}(?:[/?]|$)/.test(text)) return `http://localhost:${text.replace(/^:/, '')}`;
  const [, host = '', port] =
    /^(\[[\da-f:.]+\]|[a-z\d](?:[\w.-]*[a-z\d])?)(?::(\d{1,5}))?(?:[/?]|$)/i.exec(text) ?? [];
  const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i.test(host);
  if (port === undefined ? loopback : loopback || !/443$/.test(port)) return `http://${text}`;
  return /^https?:/i.test(text) ? text : typed;
}

/** An address with full-width characters up to its path in plain width, `http：//localhost：3000`: they can mean nothing else. */
const plainOrigin = (text: string): string =>
  text.replace(/^(?:https?[:：][/／]{2})?[^/／?#？＃]*[/／?#？＃]?/iu, plainWidth);
