import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { UsageError } from '../errors.ts';
import { hostAndPort } from '../host.ts';
import type { Receiver } from './receiver.ts';

/** An app that listens and closes by itself: a Fastify instance. */
export interface ListeningApp {
  listen(options: { readonly port: number; readonly host: string }): Promise<string>;
  close(): PromiseLike<unknown>;
  readonly server: Server;
}

/**
 * An app that can receive: the address of a running one, perhaps with a function that closes it; an HTTP server,
 * listening or not; a request listener, such as an Express app; or a Fastify instance.
 */
export type App =
  | string
  | URL
  | { readonly url: string | URL; readonly close?: () => unknown }
  | Server
  | RequestListener
  | ListeningApp;

/** Any free port, which other machines cannot reach. */
const anyPort = { port: 0, host: '127.0.0.1' } as const;

/** ms to wait for a server that may have just begun to listen: a server does not show whether it has. */
const listenTimeout = 100;

/**
 * Makes an app listen on a free port of 127.0.0.1, unless it already listens.
 * @returns its base address, and a function that closes it and its connections
 * @throws UsageError when it cannot listen
 */
export async function startApp(app: App): Promise<Receiver> {
  if (typeof app === 'string' || app instanceof URL)
    return { url: baseOf(app), close: async () => undefined };
  if (app instanceof Server) return startServer(app);
  if (typeof app === 'function') return startServer(createServer(app));
  if (app !== null && typeof app === 'object') {
    if ('url' in app) return { url: baseOf(app.url), close: async () => void (await app.close?.()) };
    if ('listen' in app && 'server' in app) return startListening(app);
  }
  throw new UsageError({
    zh: 'app 无法监听：请给出地址、{ url, close }、HTTP 服务器、请求处理函数或 Fastify 实例',
    en: 'the app cannot listen: give an address, { url, close }, an HTTP server, a request listener, or a Fastify instance',
  });
}

async function startListening(app: ListeningApp): Promise<Receiver> {
  if (!app.server.listening) await app.listen(anyPort);
  return { url: addressOf(app.server), close: async () => void (await app.close()) };
}

async function startServer(server: Server): Promise<Receiver> {
  if (!server.listening) await Promise.race([once(server, 'listening'), pause(listenTimeout)]);
  if (!server.listening) {
    server.listen(anyPort);
    await once(server, 'listening');
  }
  return {
    url: addressOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) (server.closeAllConnections as () => void)();
      }),
  };
}

const baseOf = (url: string | URL): string => String(url).replace(/\/+$/, '');

function addressOf(server: Server): string {
  const at: AddressInfo | string | null = server.address();
  if (at === null || typeof at === 'string') {
    throw new UsageError({ zh: 'app 没有监听 TCP 端口', en: 'the app does not listen on a TCP port' });
  }
  // Only TLS servers have this method.
  const scheme = 'setSecureContext' in server ? 'https' : 'http';
  return `${scheme}://${hostAndPort(reachable(at.address), at.port)}`;
}

/** The address at which this machine reaches a server that listens on every address. */
function reachable(address: string): string {
  if (address === '::') return 'localhost';
  return address === '0.0.0.0' ? '127.0.0.1' : address;
}
