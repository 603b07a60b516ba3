import type { LookupFunction, OnReadOpts, Socket } from 'node:net';
import type { LocalizedText } from '../language.ts';
import type { ExchangeCode } from './codes.ts';

export interface ConnectionOptions {
  /** Accept any certificate. */
  readonly insecure?: boolean | undefined;
  /** PEM text. */
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** A PKCS#12 file, in place of `cert` and `key`. */
  readonly pfx?: { readonly data: Uint8Array; readonly password: string | undefined } | undefined;
  readonly proxy?: URL | undefined;
  /** `false`: every request has a connection of its own, and says `Connection: close`. Default `true`. */
  readonly keepAlive?: boolean | undefined;
  /** `HOST:PORT:ADDRESS[,ADDRESS]…`, as of curl: connections to the host and port go to these addresses. Not with a proxy. */
  readonly resolve?: readonly string[] | undefined;
  /** Finds the addresses of a host name, in place of the system. */
  readonly lookup?: LookupFunction | undefined;
}

/** Called once, when a socket is ready or could not be opened. */
export type Dialed = (error: Error | null, socket: Socket | null) => void;

/** Something that can be given up before it is ready. */
export interface Pending {
  destroy(): unknown;
}

/**
 * Opens a socket that requests can be written to, TLS and proxy tunnel included. It has no timeout of its own.
 * @param onread takes what arrives on plain TCP past the stream, as in `net.connect`; not used with TLS
 * @returns destroys the socket while it is being opened
 */
export type Dial = (dialed: Dialed, onread?: OnReadOpts) => Pending;

/** The way to an origin. */
export interface Route {
  /** The receiver's: `http://localhost:3000`. */
  readonly origin: string;
  /** The origin of a proxy that forwards plain HTTP: connections are made to it. Not one that tunnels. */
  readonly forwarder: string | undefined;
  /** Added to every request that does not have them: name in lower case, value. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether a connection may carry several requests. */
  readonly keepAlive: boolean;
  readonly dial: Dial;
}

/** ms until an idle connection is closed: a receiver may close it just when the next request is sent. */
export const maxIdle = 1000;

/**
 * A connection for one request at a time. Its socket is opened for the first request, kept open between requests, closed
 * when it was idle for {@link maxIdle}, and opened again for the next request after that or when it was lost.
 */
export interface Connection {
  /** False when it must be closed, because bytes of the last exchange may still be sent or received. */
  readonly reusable: boolean;
  /** Called when bytes arrive though nothing was asked for: the socket is closed. */
  onStray: () => void;
  /**
   * Sends a request. Errors go to the handler, possibly before this returns. After an error it may be called only if that
   * was the loss of the socket, and in a later turn of the event loop. Not to be called from within the methods of any
   * handler except `onComplete`, where every connection may send.
   * @param path with the query
   * @param headers name, value, name, value …, those of the route included; without Content-Length
   * @param body not to be changed until the exchange has ended and the connection is `reusable` or closed
   */
  send(
    method: string,
    path: string,
    headers: readonly string[],
    body: Uint8Array,
    handler: ConnectionHandler,
  ): void;
  /** Closes the socket, also one that is being opened. Nothing can be sent afterwards. */
  close(): Promise<void>;
}

/** What a connection reports of an exchange, in this order. An error may come at any point, and ends it. */
export interface ConnectionHandler {
  onDial(): void;
  onDialed(): void;
  /** The request is about to be written: from here on the receiver may have acted on it. */
  onWrite(): void;
  /** All of the request has been handed to the socket. */
  onSent(): void;
  /** The first byte of a response, interim (1xx) responses included. */
  onResponseStart(): void;
  /** @param headers name, value, name, value … as received; interim (1xx) responses included */
  onHeaders(status: number, headers: readonly Buffer[], statusText: string): void;
  onData(chunk: Buffer): void;
  /** @param followed bytes that belong to no response came with its end */
  onComplete(followed: boolean): void;
  /** @param cause a {@link ConnectionError}, or the error of a socket, of TLS or of DNS as Node.js gives it */
  onError(cause: unknown): void;
}

/** A failure for which Node.js has no error. The text completes the code: why a response is invalid, for example. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** `transport.reset`: the receiver closed the connection. */
  readonly code: ExchangeCode;
  readonly text: LocalizedText;

  constructor(code: ExchangeCode, text: LocalizedText) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}
