import { type Connector, connectorOf } from './connector.ts';
import type { ConnectionOptions } from './exchange.ts';
import { proxyAuthorization } from './proxy.ts';

/** Where connections lead, and how requests are written on them. */
export interface Route {
  /** Of the connection: the receiver's, or that of a proxy which forwards. */
  readonly origin: string;
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
    return { origin: origin.origin, connector, prefix: '', headers: {} };
  const headers = { host: origin.host, ...proxyAuthorization(proxy) };
  return { origin: proxy.origin, connector, prefix: origin.origin, headers };
}

/** A request's own headers, and those of its route that it does not have: name, value, name, value … */
export function routeHeaders(route: Route, own: Readonly<Record<string, string>>): readonly string[] {
  const overridden = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const added = Object.entries(route.headers).filter(([name]) => !overridden.has(name));
  return [...added, ...Object.entries(own)].flat();
}
