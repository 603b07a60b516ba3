import http from 'node:http';
import https from 'node:https';
import type { Socket, TcpSocketConnectOpts } from 'node:net';
import { hostAndPort, withoutBrackets } from '../host.ts';
import type { Dialed, Pending } from './connection.ts';
import { ProxyError, proxyAuthorization, proxyAuthText } from './proxy.ts';
import type { TlsSettings } from './tls.ts';

/** Asks the proxy for a tunnel to the address (RFC 9110, section 9.3.6). */
export function openTunnel(
  proxy: URL,
  { host = '', port, lookup, autoSelectFamilyAttemptTimeout }: TcpSocketConnectOpts,
  tls: TlsSettings,
  dialed: Dialed,
): Pending {
  const target = hostAndPort(host, port);
  const request = (proxy.protocol === 'https:' ? https : http).request({
    protocol: proxy.protocol,
    host: withoutBrackets(proxy.hostname),
    port: proxy.port,
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...proxyAuthorization(proxy) },
    agent: false,
    ...(lookup && { lookup }),
    ...(autoSelectFamilyAttemptTimeout !== undefined && { autoSelectFamilyAttemptTimeout }),
    ...tls,
  });
  request.once('error', (cause) => {
    const reason = reasonOf(cause);
    const text = {
      zh: `代理 ${proxy.host} 失败：${reason}。`,
      en: `The proxy ${proxy.host} failed: ${reason}.`,
    };
    dialed(new ProxyError(text, { cause }), null);
  });
  request.once('connect', (response, socket: Socket) => {
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) {
      dialed(null, socket);
      return;
    }
    socket.destroy();
    const refusal = {
      zh: `向代理 ${proxy.host} 请求建立到 ${target} 的隧道，代理返回 ${status}。`,
      en: `The proxy ${proxy.host} answered ${status} when asked for a tunnel to ${target}.`,
    };
    dialed(new ProxyError(status === 407 ? proxyAuthText(proxy.host) : refusal), null);
  });
  request.end();
  return request;
}

function reasonOf(cause: Error): string {
  if (cause instanceof AggregateError) return cause.errors.map((each: Error) => each.message).join(', ');
  return cause.message;
}
