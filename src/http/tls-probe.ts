import type { LookupFunction, Socket } from 'node:net';

/** ms. It waits for nothing but a handshake with an address that has just answered. */
export const probeTimeout = 500;

/**
 * Whether the port speaks TLS. A TLS server that is sent plain HTTP often closes without a word, which
 * nothing on that connection tells from a crash; a handshake of its own does. No request is sent.
 * @param timeout in ms
 * @param lookup finds the addresses of the host name, in place of the system
 */
export function speaksTls(
  origin: URL,
  timeout: number,
  signal: AbortSignal,
  lookup?: LookupFunction,
): Promise<boolean> {
  const { connect } = process.getBuiltinModule('node:tls');
  return new Promise((resolve) => {
    const socket: Socket = connect({
      host: origin.hostname.replace(/^\[|\]$/g, ''),
      port: Number(origin.port || 80),
      rejectUnauthorized: false,
      ...(lookup && { lookup }),
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
