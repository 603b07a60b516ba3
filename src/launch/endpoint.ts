import { lookup } from 'node:dns/promises';
import { connect, isIPv6, type Socket } from 'node:net';
import { hostAndPort, portOf, withoutBrackets } from '../host.ts';

/** What a connection is made to. */
export interface Endpoint {
  /** Of IPv4 or IPv6, without brackets. */
  readonly address: string;
  readonly port: number;
}

/** ms for one connection to be accepted. */
const patience = 1000;

/**
 * Every endpoint that the URL's host and port stand for: `localhost` may be 127.0.0.1, ::1 or both.
 * @returns an error, with a code for its message, when the name has no address or giving up came first
 */
export async function endpointsOf(url: URL, giveUp: AbortSignal): Promise<readonly Endpoint[] | Error> {
  // The system's resolver cannot be told to stop.
  const given = new Promise<Error>((resolve) => {
    if (giveUp.aborted) resolve(new Error('no answer'));
    giveUp.addEventListener('abort', () => resolve(new Error('no answer')), { once: true });
  });
  const found = lookup(withoutBrackets(url.hostname), { all: true }).then(
    (all) =>
      [...new Set(all.map(({ address }) => address))].map((address) => ({ address, port: portOf(url) })),
    (cause: NodeJS.ErrnoException) => new Error(cause.code ?? cause.message),
  );
  return Promise.race([found, given]);
}

/**
 * The endpoint of this machine's that the others do not cover, if they cover one: 127.0.0.1 where `localhost`
 * is ::1 alone, or the other way round. A receiver that cannot be reached is often found there.
 */
export function otherLoopback(endpoints: readonly Endpoint[]): Endpoint[] {
  const known = endpoints.filter(({ address }) => address === '::1' || address.startsWith('127.'));
  const port = known[0]?.port;
  if (port === undefined) return [];
  const families = new Set(known.map(({ address }) => isIPv6(address)));
  return ['127.0.0.1', '::1']
    .filter((address) => !families.has(isIPv6(address)))
    .map((address) => ({ address, port }));
}

/** `127.0.0.1:3000`, `[::1]:3000` */
export function endpointText({ address, port }: Endpoint): string {
  return hostAndPort(address, port);
}

/** The first of the endpoints to accept a connection; nothing is sent on it. */
export async function firstAccepting(
  endpoints: readonly Endpoint[],
  giveUp?: AbortSignal,
): Promise<Endpoint | undefined> {
  const settled = new AbortController();
  if (giveUp?.aborted === true) settled.abort();
  giveUp?.addEventListener('abort', () => settled.abort(), { signal: settled.signal });
  try {
    return await Promise.any(endpoints.map((endpoint) => accepted(endpoint, settled.signal)));
  } catch {
    return undefined;
  } finally {
    settled.abort();
  }
}

function accepted(endpoint: Endpoint, giveUp: AbortSignal): Promise<Endpoint> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: endpoint.address, port: endpoint.port });
    const refused = (): void => {
      giveUp.removeEventListener('abort', refused);
      socket.destroy();
      reject(new Error('not accepted'));
    };
    if (giveUp.aborted) return refused();
    giveUp.addEventListener('abort', refused, { once: true });
    socket.setTimeout(patience, refused);
    socket.once('connect', () => {
      if (isToItself(socket)) {
        // No TIME_WAIT: it would keep the port from the receiver.
        socket.resetAndDestroy();
        return refused();
      }
      resolve(endpoint);
      giveUp.removeEventListener('abort', refused);
      socket.destroy();
    });
    socket.on('error', refused);
  });
}

/**
 * Whether a socket is connected to itself. When nobody listens at a port that the system also gives to
 * outgoing connections (on Linux from 32768 upwards), a connection may be given that very port, and TCP's
 * simultaneous open (RFC 9293, 3.5) makes it its own other end. Who asks often enough will see it.
 */
export function isToItself(socket: Socket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}
