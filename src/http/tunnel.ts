import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { Connected, Dial, Pending } from './connector.ts';
import type { ConnectionOptions } from './exchange.ts';
import { proxyAsks, proxyAuthorization } from './proxy.ts';
import { ProxyFailure } from './proxy-failure.ts';
import type { TlsSettings } from './tls.ts';

interface Tunnel {
  readonly proxy: URL;
  readonly tls: TlsSettings;
  readonly dial: Dial;
  readonly lookup: ConnectionOptions['lookup'];
  readonly address: buildConnector.Options;
  readonly connected: Connected;
  readonly hold: (pending: Pending) => void;
}

/** Asks the proxy for a tunnel to the address (RFC 9110, 9.3.6) and starts TLS with the receiver inside it. */
export function openTunnel({ proxy, tls, dial, lookup, address, connected, hold }: Tunnel): void {
  const { hostname } = address;
  const target = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${address.port || '443'}`;
  const request = (proxy.protocol === 'https:' ? https : http).request({
    protocol: proxy.protocol,
    // The brackets of an IPv6 address belong to the URL, not to the address.
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port,
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...proxyAuthorization(proxy) },
    agent: false,
    ...(lookup && { lookup }),
    ...tls,
  });
  hold(request);
  request.once('error', (cause) => {
    connected(new ProxyFailure(`The proxy ${proxy.host} failed: ${reasonOf(cause)}.`, { cause }), null);
  });
  request.once('connect', (response, socket: Socket) => {
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) {
      hold(dial({ ...address, httpSocket: socket }, connected));
      return;
    }
    socket.destroy();
    const refusal = `The proxy ${proxy.host} answered ${status} when asked for a tunnel to ${target}.`;
    connected(new ProxyFailure(status === 407 ? proxyAsks(proxy.host) : refusal), null);
  });
  request.end();
}

function reasonOf(cause: Error): string {
  if (cause instanceof AggregateError) return cause.errors.map((each: Error) => each.message).join(', ');
  return cause.message;
}
