import { lookup } from 'node:dns/promises';
import { connect, isIPv6, type Socket } from 'node:net';
import { hostAndPort, portOf, withoutBrackets } from '../host.ts';
import { say } from '../language.ts';
import { resolvedAddresses } from '../resolution.ts';

/** What a socket connects to. */
export interface Endpoint {
  /** IPv4 or IPv6, without brackets. */
  readonly address: string;
  readonly port: number;
}

/** ms for one connection to be accepted. */
const connectTimeout = 1000;

/**
 * Every endpoint of the URL's host and port: `localhost` may be 127.0.0.1, ::1 or both.
 * @param resolve addresses of hosts that the user gave
 * @returns an error, with a code as its message, when the name has no address or the signal came first
 */
export async function endpointsOf(
  url: URL,
  giveUp: AbortSignal,
  resolve?: readonly string[],
): Promise<readonly Endpoint[] | Error> {
  const given = resolvedAddresses(resolve, url);
  if (given !== undefined) return given.map(({ address }) => ({ address, port: portOf(url) }));
  // The system's resolver cannot be stopped.
  const aborted = new Promise<Error>((resolve) => {
    const noAnswer = (): void => resolve(new Error(say({ zh: '没有响应', en: 'no answer' })));
    if (giveUp.aborted) noAnswer();
    giveUp.addEventListener('abort', noAnswer, { once: true });
  });
  const found = lookup(withoutBrackets(url.hostname), { all: true }).then(
    (all) =>
      [...new Set(all.map(({ address }) => address))].map((address) => ({ address, port: portOf(url) })),
    (cause: NodeJS.ErrnoException) => new Error(cause.code ?? cause.message),
  );
  return Promise.race([found, aborted]);
}

/**
 * The loopback endpoint that the given ones leave out: 127.0.0.1 where `localhost` is ::1 alone, or the other way
 * round. A receiver that cannot be reached often listens there. Empty unless a loopback endpoint is given.
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
export const endpointText = ({ address, port }: Endpoint): string => hostAndPort(address, port);

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
    const fail = (): void => {
      giveUp.removeEventListener('abort', fail);
      socket.destroy();
      reject(new Error('not accepted'));
    };
    if (giveUp.aborted) return fail();
    giveUp.addEventListener('abort', fail, { once: true });
    socket.setTimeout(connectTimeout, fail);
    socket.once('connect', () => {
      if (isToItself(socket)) {
        // A reset leaves no TIME_WAIT, which would keep the receiver from using the port.
        socket.resetAndDestroy();
        return fail();
      }
      resolve(endpoint);
      giveUp.removeEventListener('abort', fail);
      socket.destroy();
    });
    socket.on('error', fail);
  });
}

/**
 * Whether a socket is connected to itself. When nothing listens at a port that the system also assigns to outgoing
 * connections (on Linux from 32768 upwards), a connection may be assigned that very port, and TCP's simultaneous open
 * (RFC 9293, 3.5) connects it to itself. This happens if one tries often enough.
 */
export function isToItself(socket: Socket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}
