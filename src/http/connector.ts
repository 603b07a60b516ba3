import type { OnReadOpts, Socket } from 'node:net';
import type { buildConnector as Undici } from 'undici';
import type { ConnectionOptions } from './exchange.ts';
import { quicken, quickRead } from './quick-read.ts';
import { type TlsSettings, tlsSettings } from './tls.ts';
import { buildConnector } from './undici.ts';

/** Something that can be given up while it is still being connected. */
export interface Pending {
  destroy(): unknown;
}

export type Connected = (error: Error | null, socket: Socket | null) => void;

/** Opens a connection. `hold` is told what to destroy should the connection no longer be wanted. */
export type Connector = (
  address: Undici.Options,
  connected: Connected,
  hold: (pending: Pending) => void,
) => void;

/** Upgrades or opens a socket the way undici does: TLS where the protocol says so, session cache included. */
export type Dial = (address: Undici.Options, connected: Connected) => Socket;

/** How the connections of a courier or relay are made: straight to the origin, or through the proxy. */
export function connectorOf(origin: URL, options: ConnectionOptions): Connector {
  const tls = tlsSettings(options);
  const { proxy } = options;
  if (proxy !== undefined && origin.protocol === 'https:') {
    return tunnelled(proxy, tls, dialOf(tls, options.lookup), options.lookup);
  }
  if (origin.protocol === 'https:') {
    const dial = dialOf(tls, options.lookup);
    return (address, connected, hold) => hold(dial(address, connected));
  }
  const dial = dialOf({ ...tls, onread: quickRead }, options.lookup);
  return (address, connected, hold) => {
    const socket = dial(address, connected);
    quicken(socket);
    hold(socket);
  };
}

function dialOf(
  settings: TlsSettings & { readonly onread?: OnReadOpts },
  lookup: ConnectionOptions['lookup'],
): Dial {
  const build = buildConnector({
    ...settings,
    ...(lookup && { lookup }),
    // No timer of undici's: the delivery's deadline covers connecting as well.
    timeout: 0,
    // `localhost` may be ::1 or 127.0.0.1: every address a name resolves to is tried.
    autoSelectFamily: true,
  });
  // On an error, undici calls back without the second argument.
  return (address, connected) =>
    build(address, (error: Error | null, socket?: Socket | null) => connected(error, socket ?? null));
}

function tunnelled(proxy: URL, tls: TlsSettings, dial: Dial, lookup: ConnectionOptions['lookup']): Connector {
  return (address, connected, hold) => {
    let given = false;
    hold({ destroy: () => (given = true) });
    import('./tunnel.ts').then(
      ({ openTunnel }) => {
        if (!given) openTunnel({ proxy, tls, dial, lookup, address, connected, hold });
      },
      (cause: Error) => connected(cause, null),
    );
  };
}
