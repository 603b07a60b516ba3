import { connect, isIP, type Socket, type TcpSocketConnectOpts } from 'node:net';
import { portOf, withoutBrackets } from '../host.ts';
import { socketHost } from '../resolution.ts';
import type { ConnectionOptions, Dial, Dialed, Pending } from './connection.ts';
import { lookupWithLocalhost } from './lookup.ts';
import { type TlsSettings, tlsSettings } from './tls.ts';

export interface DialOptions extends ConnectionOptions {
  /** ms in which a delivery must be over. */
  readonly timeout: number;
}

/** Opens sockets straight or through a proxy. @throws {UsageError} when a PEM text cannot be used */
export function dialer(origin: URL, options: DialOptions, proxy: URL | undefined): Dial {
  const { timeout } = options;
  const { host, lookup = lookupWithLocalhost(options.lookup) } = socketHost(origin, options.resolve);
  const address: TcpSocketConnectOpts = {
    host,
    port: portOf(origin),
    // `localhost` may be ::1 or 127.0.0.1: every address a name resolves to is tried.
    autoSelectFamily: true,
    // Node.js would give an address up after 250 ms, which a slow network takes. Usually there are two, IPv6 and IPv4.
    autoSelectFamilyAttemptTimeout: Math.max(10, Math.ceil(timeout / 2)),
    lookup,
  };
  const tls = tlsSettings(options);
  if (origin.protocol === 'http:') {
    return (dialed, onread) => opening(connect({ ...address, ...(onread && { onread }) }), 'connect', dialed);
  }
  const startTls = tlsStarter(address, withoutBrackets(origin.hostname), tls);
  return proxy === undefined ? (dialed) => startTls(dialed) : tunnelDialer(proxy, address, tls, startTls);
}

/** Starts TLS on a new socket, or on one that is connected already. */
type StartTls = (dialed: Dialed, over?: Socket) => Socket;

/** @param host the receiver's, whatever address it has been given */
function tlsStarter(address: TcpSocketConnectOpts, host: string, settings: TlsSettings): StartTls {
  const options = {
    ...address,
    ...settings,
    // An IP address is no server name (RFC 6066, section 3).
    ...(isIP(host) === 0 && { servername: host }),
    ALPNProtocols: ['http/1.1'],
  };
  /** The TLS session that the next handshake resumes. */
  let session: Buffer | undefined;
  return (dialed, over) => {
    const tls = process.getBuiltinModule('node:tls');
    const socket = tls.connect({ ...options, ...(session && { session }), ...(over && { socket: over }) });
    socket.on('session', (latest) => {
      session = latest;
    });
    return opening(socket, 'secureConnect', dialed);
  };
}

function tunnelDialer(proxy: URL, address: TcpSocketConnectOpts, tls: TlsSettings, startTls: StartTls): Dial {
  return (dialed) => {
    let stage: Pending | undefined;
    let destroyed = false;
    const tunnelled: Dialed = (error, socket) => {
      if (socket === null) dialed(error, null);
      else stage = startTls(dialed, socket);
    };
    import('./proxy-tunnel.ts').then(
      ({ openTunnel }) => {
        if (!destroyed) stage = openTunnel(proxy, address, tls, tunnelled);
      },
      (cause: Error) => dialed(cause, null),
    );
    return {
      destroy() {
        destroyed = true;
        stage?.destroy();
      },
    };
  };
}

function opening(socket: Socket, ready: 'connect' | 'secureConnect', dialed: Dialed): Socket {
  let called = false;
  const once: Dialed = (error, opened) => {
    if (called) return;
    called = true;
    dialed(error, opened);
  };
  socket.once(ready, () => once(null, socket));
  // This listener stays: an error without one would end the process.
  socket.on('error', (error) => once(error, null));
  return socket.setNoDelay(true).setKeepAlive(true, 60_000);
}
