import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { UsageError } from '../errors.ts';
import { hostAndPort } from '../host.ts';
import type { Receiver } from './receiver.ts';

/** What listens by itself, and can be closed: a Fastify instance. */
export interface ListeningApp {
  listen(options: { readonly port: number; readonly host: string }): Promise<string>;
  close(): PromiseLike<unknown>;
  readonly server: Server;
}

/**
 * An app that can receive: an address where it does already, with or without a way to close it; an HTTP server,
 * listening or not; a request listener, as Express apps are; or a Fastify instance.
 */
export type App =
  | string
  | URL
  | { readonly url: string | URL; readonly close?: () => unknown }
  | Server
  | RequestListener
  | ListeningApp;

/** Nobody else can reach it, and any free port will do. */
const anywhere = { port: 0, host: '127.0.0.1' } as const;

/** ms: for a server that was told to listen just now. Nothing shows whether it was. */
const patience = 100;

/**
 * Makes an app listen, unless it does, on a free port of 127.0.0.1.
 * @returns its base address, and a way to close it with the connections to it
 * @throws UsageError when it is nothing that could listen
 */
export async function startApp(app: App): Promise<Receiver> {
  if (typeof app === 'string' || app instanceof URL)
    return { url: baseOf(app), close: async () => undefined };
  if (app instanceof Server) return startServer(app);
  if (typeof app === 'function') return startServer(createServer(app));
  if (app !== null && typeof app === 'object') {
    if ('url' in app) {
      return {
        url: baseOf(app.url),
        async close() {
          await app.close?.();
        },
      };
    }
    if ('listen' in app && 'server' in app) return startListening(app);
  }
  throw new UsageError(
    'the app is nothing that can listen: give an address, { url, close }, an HTTP server, a request listener, or a Fastify instance',
  );
}

async function startListening(app: ListeningApp): Promise<Receiver> {
  if (!app.server.listening) await app.listen(anywhere);
  return {
    url: addressOf(app.server),
    async close() {
      await app.close();
    },
  };
}

async function startServer(server: Server): Promise<Receiver> {
  if (!server.listening) await Promise.race([once(server, 'listening'), pause(patience)]);
  if (!server.listening) {
    server.listen(anywhere);
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
    throw new UsageError('the app listens on no port: webhooks come by TCP');
  }
  // Servers for TLS alone can be given another certificate.
  const scheme = 'setSecureContext' in server ? 'https' : 'http';
  return `${scheme}://${hostAndPort(reachable(at.address), at.port)}`;
}

/** A server that listens on every address is reached at this machine's own. */
function reachable(address: string): string {
  if (address === '::') return 'localhost';
  return address === '0.0.0.0' ? '127.0.0.1' : address;
}
