import type { EventDefinition } from '../define/event.ts';
import { UsageError } from '../errors.ts';

/** Where deliveries go. Plain data: it crosses to worker threads. */
export interface Target {
  /**
   * `exact`: the URL itself; `base`: the URL followed by the event's documented sub-path; `byEvent`: the URL followed
   * by the event's full name, so that no two events share an address.
   */
  readonly kind: 'exact' | 'base' | 'byEvent';
  /** As {@link parseAddress} returns it. */
  readonly url: string;
}

// WHATWG parsing drops or encodes these without a word, and would then send somewhere the user did not write.
const unwritable = /[\u0000-\u0020\u007f\u00a0\u2028\u2029\ufeff]/u;

/**
 * Reads the address of a receiver.
 * @param flag how the user gave it, for messages: `--to`
 * @param refusedHosts the platforms' own hosts: a simulator never sends to them
 * @throws UsageError when it is no http(s) address that can be sent to as it is written
 */
export function parseAddress(text: string, flag: string, refusedHosts: readonly string[]): URL {
  const complain = (why: string): never => {
    throw new UsageError(`${flag} ${JSON.stringify(text).slice(1, -1)}: ${why}`);
  };
  if (unwritable.test(text)) complain('an address has no spaces or control characters');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') {
    if (scheme === undefined || /^[a-z][a-z0-9+.-]*:\d/i.test(text)) complain(`write http://${text}`);
    complain('only http and https addresses can be sent to');
  }
  if (!/^https?:\/\/(?!\/)/i.test(text) || text.includes('\\')) {
    complain('write two slashes behind the scheme, and no backslashes');
  }
  if (!URL.canParse(text))
    complain(/:\d{5,}/.test(text) ? 'a port is at most 65535' : 'this is not an address');
  const url = new URL(text);
  if (url.port === '0') complain('port 0 cannot be sent to');
  // An empty user name leaves no trace in the parsed address.
  if (/^[^/]*\/\/[^/?#]*@/.test(text)) {
    throw new UsageError(
      `${flag}: no user name or password in an address, please: use -H 'Authorization: …'`,
    );
  }
  const host = url.hostname.replace(/\.+$/, '');
  if (refusedHosts.some((refused) => host === refused || host.endsWith(`.${refused}`))) {
    complain('this is the platform itself: a simulator sends to receivers only');
  }
  url.hash = '';
  return url;
}

/**
 * Reads the target that the user gave as an exact address or as a base.
 * @param labels how the user gave each of them, for messages
 * @returns `undefined` when neither was given; the exact address when both were
 * @throws UsageError as {@link parseAddress}
 */
export function parseTarget(
  { to, base }: { readonly to?: string | URL | undefined; readonly base?: string | URL | undefined },
  labels: { readonly to: string; readonly base: string },
  refusedHosts: readonly string[],
): Target | undefined {
  if (to !== undefined) return { kind: 'exact', url: parseAddress(String(to), labels.to, refusedHosts).href };
  if (base === undefined) return undefined;
  return { kind: 'base', url: parseAddress(String(base), labels.base, refusedHosts).href };
}

/** The address that one delivery is posted to, with the parameters that the platform adds. */
export function deliveryAddress(
  target: Target,
  event: Pick<EventDefinition, 'address' | 'id'>,
  query: Readonly<Record<string, string>>,
): URL {
  const url = new URL(target.url);
  const paths = { exact: undefined, base: event.address.path, byEvent: `/${event.id}` };
  const path = paths[target.kind];
  if (path !== undefined) url.pathname = url.pathname.replace(/\/+$/, '') + path;
  const own = new URLSearchParams(query);
  if (own.size === 0) return url;
  // What the user wrote stays as it is spelt: `searchParams` would write `%20` as `+`, and `?debug` as `debug=`.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && ![...new URLSearchParams(pair).keys()].some((name) => own.has(name)));
  url.search = [...kept, own.toString()].join('&');
  return url;
}

/**
 * The path and query of an event's deliveries, as {@link deliveryAddress} gives them: for the many, for whom making an
 * address of each would take longer than all the rest.
 */
export function pathWriter(
  target: Target,
  event: Pick<EventDefinition, 'address' | 'id'>,
): (query: Readonly<Record<string, string>>) => string {
  const { pathname, search } = deliveryAddress(target, event, {});
  if (event.address.query === undefined) return () => pathname + search;
  if (search !== '') {
    return (query) => {
      const url = deliveryAddress(target, event, query);
      return url.pathname + url.search;
    };
  }
  return (query) => {
    const own = new URLSearchParams(query).toString();
    return own === '' ? pathname : `${pathname}?${own}`;
  };
}
