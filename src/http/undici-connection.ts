import type { Socket } from 'node:net';
import type { Dispatcher, Client as UndiciClient } from 'undici';
// The root import loads fetch, WebSocket, caches and mocks: about 60 ms more than the client alone. undici has no
// `exports` map, so its files can be imported by path; its version is pinned exactly, because neither this path nor the
// legacy handler (`onConnect`, `onHeaders` …) is a promise.
import Client from 'undici/lib/dispatcher/client.js';
import {
  type Connection,
  ConnectionError,
  type ConnectionHandler,
  type Dialed,
  maxIdle,
  type Pending,
  type Route,
} from './connection.ts';
import { bypassStream, streamBypass } from './stream-bypass.ts';

/** A longer response header is invalid; node:http has the same limit. */
const maxHeaderSize = 16_384;

/** The connection whose response has just ended, while its handler is being called from within undici's parser. */
let completing: UndiciConnection | null = null;

/** An undici client for one connection. It is the handler of its own requests, so that none is allocated for each. */
export class UndiciConnection implements Connection, Dispatcher.DispatchHandler {
  readonly #route: Route;
  /** What undici takes for the receiver. */
  readonly #origin: string;
  /** Before the path: a proxy that forwards takes the whole address (RFC 9112, section 3.2.2). */
  readonly #prefix: string;
  readonly #client: UndiciClient;
  #handler: ConnectionHandler | null = null;
  #pending: Pending | null = null;
  #socket: Socket | null = null;
  #socketError: Error | null = null;
  #written = false;
  #headerArrived = false;
  #bodyMayFollow = false;
  #closed: Promise<void> | undefined;

  constructor(route: Route) {
    this.#route = route;
    this.#origin = route.forwarder ?? route.origin;
    this.#prefix = route.forwarder === undefined ? '' : route.origin;
    this.#client = new Client(this.#origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: maxIdle,
      keepAliveMaxTimeout: maxIdle,
      maxHeaderSize,
      connect: (_, dialed) => this.#dial(dialed as Dialed),
    });
    // undici emits what a handler throws; without a listener, it would end the process.
    (this.#client as NodeJS.EventEmitter).on('error', (cause: unknown) => this.onError(cause));
  }

  get reusable(): boolean {
    return !this.#bodyMayFollow && (this.#socket === null || this.#socket.writableLength === 0);
  }

  /**
   * undici's parser is shared by all connections and not re-entrant, and a dispatch may read from its socket at once. On
   * the connection whose response has just ended it reads nothing; others wait until the parser is done.
   */
  send(
    method: string,
    path: string,
    headers: readonly string[],
    body: Uint8Array,
    handler: ConnectionHandler,
  ): void {
    this.#handler = handler;
    this.#socketError = null;
    this.#written = false;
    this.#headerArrived = false;
    const request = {
      origin: this.#origin,
      path: this.#prefix + path,
      method: method as 'POST',
      headers: headers as string[],
      body,
      ...(!this.#route.keepAlive && { reset: true }),
    };
    if (completing === null || completing === this) this.#client.dispatch(request, this);
    else queueMicrotask(() => this.#client.dispatch(request, this));
  }

  close(): Promise<void> {
    if (this.#closed !== undefined) return this.#closed;
    this.#handler = null;
    this.#socket = null;
    // undici does not give up a connection that is being made.
    this.#pending?.destroy();
    this.#pending = null;
    this.#closed = this.#client.destroy();
    return this.#closed;
  }

  #dial(dialed: Dialed): void {
    this.#handler?.onDial();
    this.#pending = this.#route.dial((error, socket) => {
      this.#pending = null;
      if (socket !== null) {
        this.#handler?.onDialed();
        this.#socket = socket;
        if (this.#origin.startsWith('http:')) bypassStream(socket);
        socket.on('error', (cause) => {
          // Before the request is written it is not concerned: undici opens another socket for it.
          if (this.#socket === socket && this.#written) this.#socketError = cause;
        });
      }
      dialed(error, socket);
    }, streamBypass);
  }

  onConnect(): void {
    this.#written = true;
    this.#handler?.onWrite();
  }

  onRequestSent(): void {
    this.#handler?.onSent();
  }

  onResponseStarted(): void {
    this.#handler?.onResponseStart();
  }

  onHeaders(status: number, headers: Buffer[], _resume: () => void, statusText: string): boolean {
    this.#handler?.onHeaders(status, headers, statusText);
    if (status >= 200) this.#headerArrived = true;
    if ((status === 204 || status === 304) && headers.some(announcesBody)) {
      this.#bodyMayFollow = true;
      this.#ended()?.onComplete();
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#handler?.onData(chunk);
    return true;
  }

  onComplete(): void {
    if (this.#socketError !== null) {
      // undici takes a reset for the end of a body that has no length.
      this.onError(this.#socketError);
      return;
    }
    completing = this;
    try {
      this.#ended()?.onComplete();
    } finally {
      completing = null;
    }
  }

  onError(cause: unknown): void {
    this.#ended()?.onError(translated(cause, this.#headerArrived));
  }

  /** @returns the handler, which is not called again */
  #ended(): ConnectionHandler | null {
    const handler = this.#handler;
    this.#handler = null;
    return handler;
  }
}

/**
 * Whether a header announces a body. Responses with 204 and 304 have none, but a Content-Length is allowed with 304 and
 * common with 204, and so are chunks. undici would wait for the one, and take the other for part of the next response.
 */
function announcesBody(name: Buffer, index: number): boolean {
  return index % 2 === 0 && /^(content-length|transfer-encoding)$/i.test(name.toString('latin1'));
}

/** An error of undici in our terms. @param headerArrived whether the header of the final response had arrived */
function translated(cause: unknown, headerArrived: boolean): unknown {
  if (!(cause instanceof Error)) return cause;
  const { message, name } = cause;
  const { code, data } = cause as { code?: unknown; data?: unknown };
  if (name === 'HTTPParserError') {
    if (message.includes('Invalid EOF state')) return new ConnectionError('transport.truncated', message);
    // A TLS record: alert or handshake, version 3.x. Servers that answer plain HTTP with an alert send one.
    if (typeof data === 'string' && /^[\x15\x16]\x03/.test(data))
      return new ConnectionError('transport.wrong_scheme', message);
    return new ConnectionError('protocol.invalid', /\((.*)\)$/.exec(message)?.[1] ?? message);
  }
  switch (code) {
    case 'ERR_ASSERTION':
      // The only assertion that a receiver can break.
      return new ConnectionError('protocol.invalid', 'its status is not a number from 100 to 999');
    case 'UND_ERR_HEADERS_OVERFLOW':
      return new ConnectionError('protocol.invalid', 'its header is larger than 16 KiB');
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return headerArrived
        ? new ConnectionError('transport.truncated', message)
        : new ConnectionError('protocol.invalid', 'its Content-Length headers disagree');
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_NOT_SUPPORTED':
    case 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH':
      return new ConnectionError('request.invalid', message);
    case 'UND_ERR_SOCKET': {
      const reason = Object.hasOwn(unaskedFor, message) ? unaskedFor[message] : undefined;
      if (reason !== undefined) return new ConnectionError('protocol.invalid', reason);
      return new ConnectionError('transport.reset', message);
    }
    default:
      return cause;
  }
}

/** Why undici closes a connection itself, by what it calls that. */
const unaskedFor: Readonly<Record<string, string>> = {
  'bad upgrade': 'it switches protocols, which was not asked for',
  'bad response': 'it sends 100 Continue, or more than one response, unasked',
};
