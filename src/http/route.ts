import type { Route } from './connection.ts';
import { type DialOptions, dialer } from './dial.ts';
import { checkProxy, proxyAuthorization } from './proxy.ts';

/**
 * An http proxy forwards plain HTTP when it is sent the whole address (RFC 9112, section 3.2.2); TLS goes through a tunnel.
 * @throws {UsageError} when the proxy's scheme or a PEM text cannot be used
 */
export function routeOf(origin: URL, options: DialOptions): Route {
  const { proxy, resolve, keepAlive = true } = options;
  if (proxy !== undefined) checkProxy(proxy, resolve);
  if (proxy === undefined || origin.protocol === 'https:') {
    const dial = dialer(origin, options, proxy);
    return { origin: origin.origin, forwarder: undefined, headers: {}, keepAlive, dial };
  }
  return {
    origin: origin.origin,
    forwarder: proxy.origin,
    headers: { host: origin.host, ...proxyAuthorization(proxy) },
    keepAlive,
    dial: dialer(proxy, options, undefined),
  };
}

/** A request's own headers, and those of its route that it does not have: name, value, name, value … */
export function routeHeaders(route: Route, own: Readonly<Record<string, string>>): readonly string[] {
  const overridden = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const added = Object.entries(route.headers).filter(([name]) => !overridden.has(name));
  return [...added, ...Object.entries(own)].flat().map(utf8Bytes);
}

/** undici writes a character as one byte; header values are sent as UTF-8. */
function utf8Bytes(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}
