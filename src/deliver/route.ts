import { type Connector, connectorOf } from './connector.ts';
import type { ConnectionOptions } from './exchange.ts';
import { proxyAuthorization } from './proxy.ts';

/** Where connections lead, and how requests are written on them. */
export interface Route {
  /** Of the connection: the receiver's, or that of a proxy which forwards. */
  readonly origin: URL;
  readonly connector: Connector;
  /** Before the path: the receiver's origin where a proxy forwards. */
  readonly prefix: string;
  /** Added to every request. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An http proxy forwards plain HTTP when it is sent the whole address (RFC 9112, 3.2.2); TLS goes through a tunnel. */
export function routeOf(origin: URL, options: ConnectionOptions): Route {
  const connector = connectorOf(origin, options);
  const { proxy } = options;
  if (proxy === undefined || origin.protocol === 'https:')
    return { origin: new URL(origin.origin), connector, prefix: '', headers: {} };
  const headers = { host: origin.host, ...proxyAuthorization(proxy) };
  return { origin: new URL(proxy.origin), connector, prefix: origin.origin, headers };
}

/** A request's own headers, and those of its route that it does not have. */
export function routeHeaders(
  route: Route,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = Object.keys(route.headers);
  if (names.length === 0) return own;
  const overridden = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  return {
    ...Object.fromEntries(
      names.filter((name) => !overridden.has(name)).map((name) => [name, route.headers[name] ?? '']),
    ),
    ...own,
  };
}
