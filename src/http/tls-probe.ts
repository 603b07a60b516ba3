import { portOf } from '../host.ts';
import { socketHost } from '../resolution.ts';
import type { ConnectionOptions } from './connection.ts';
import { lookupWithLocalhost } from './lookup.ts';

/** ms. It waits for a handshake with an address that has just answered. */
const timeout = 500;

/**
 * Whether the port of an http origin speaks TLS. A TLS server that is sent plain HTTP often just closes the connection,
 * as a receiver that crashes does; a handshake tells the two apart. No request is sent.
 */
export function speaksTls(
  origin: URL,
  signal: AbortSignal,
  options: Pick<ConnectionOptions, 'resolve' | 'lookup'> = {},
): Promise<boolean> {
  const { host, lookup = lookupWithLocalhost(options.lookup) } = socketHost(origin, options.resolve);
  const { connect } = process.getBuiltinModule('node:tls');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: portOf(origin),
      rejectUnauthorized: false,
      lookup,
    });
    const answer = (spoken: boolean): void => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(spoken);
    };
    const stop = (): void => answer(false);
    signal.addEventListener('abort', stop, { once: true });
    socket.setTimeout(timeout, stop);
    socket.once('secureConnect', () => answer(true));
    // An alert, such as one that asks for our certificate, is TLS too.
    socket.on('error', (cause: NodeJS.ErrnoException) => answer(/ALERT/.test(cause.code ?? '')));
    socket.once('close', stop);
  });
}
