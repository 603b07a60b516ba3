import type { Socket } from 'node:net';
import type { Dispatcher, Client as UndiciClient } from 'undici';
// The root import loads fetch, WebSocket, caches and mocks: about 60 ms more than the client alone. undici has no
// `exports` map, so its files can be imported by path; its version is pinned exactly, because neither this path nor the
// legacy handler (`onConnect`, `onHeaders` …) is a promise.
import Client from 'undici/lib/dispatcher/client.js';
import { asIs, type LocalizedText } from '../language.ts';
import {
  type Connection,
  ConnectionError,
  type ConnectionHandler,
  type Dialed,
  maxIdle,
  type Pending,
  type Route,
} from './connection.ts';
import { withOneLength } from './content-length.ts';
import {
  headerIncomplete,
  headerTooLarge,
  headProblem,
  invalidReason,
  maxHeaderSize,
  statusOutOfRange,
  unaskedContinue,
  unaskedUpgrade,
} from './invalid-response.ts';
import { bytesFollowHeader, endsWith, lineBreaksFollow, type ReadWatcher, watchReads } from './read-watch.ts';
import { bypassStream, streamBypass } from './stream-bypass.ts';
import { httpMajor, type ParsedSocket, parserReason } from './undici-parser.ts';

/** HAProxy, Apache and others say with a 408 that they close an idle connection (RFC 9110, section 15.5.9). */
const announcesClose = (chunk: Buffer): boolean =>
  /^HTTP\/1\.[01] 408\b/.test(chunk.toString('latin1', 0, 16));

/** The connection whose response has just ended, while its handler is being called from within undici's parser. */
let completing: UndiciConnection | null = null;

/**
 * An undici client for one connection. It is the handler of its own requests, so that none is allocated for each. A
 * response after which bytes may follow is reported only when undici's parser is done with what it came in.
 */
export class UndiciConnection implements Connection, Dispatcher.DispatchHandler, ReadWatcher {
  onStray: () => void = () => undefined;
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
  /** A request has been written, and its response has not ended. */
  #awaiting = false;
  #headerArrived = false;
  /** Bytes of chunks in which no header ended. */
  #headBytes = 0;
  #parsing = false;
  /** Being parsed, or parsed last. */
  #chunk: Buffer | null = null;
  /** The last part of the response body. */
  #body: Buffer | null = null;
  /** The response has ended in what is being parsed. */
  #complete = false;
  #followed = false;
  /** Why the parser refused the response. */
  #refusal: string | null = null;
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
    this.#awaiting = false;
    this.#headerArrived = false;
    this.#headBytes = 0;
    this.#body = null;
    this.#complete = false;
    this.#followed = false;
    this.#refusal = null;
    const request: Dispatcher.DispatchOptions & { servername: string } = {
      origin: this.#origin,
      path: this.#prefix + path,
      method: method as 'POST',
      headers: headers as string[],
      body,
      // undici would take it from the `Host` header, and close the connection where that changes. We dial ourselves.
      servername: this.#origin,
    };
    if (!this.#route.keepAlive) request.reset = true;
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
        watchReads(socket, this);
        socket.on('error', (cause) => {
          // Before the request is written it is not concerned: undici opens another socket for it.
          if (this.#socket === socket && this.#written) this.#socketError = cause;
        });
      }
      dialed(error, socket);
    }, streamBypass);
  }

  parsed(): void {
    if (!this.#parsing) return;
    this.#parsing = false;
    const socket = this.#socket;
    const refused = socket?.errored != null;
    if (this.#complete) {
      // undici takes a missing body for one that is too short.
      const more = !this.#bodyMayFollow && (refused || lineBreaksFollow(this.#chunk as Buffer, this.#body));
      this.#finish(this.#followed || more);
    } else if (refused) this.#refusal = parserReason(socket as ParsedSocket);
  }

  parsedUntil(rest: Buffer): void {
    this.#parsing = false;
    if (this.#complete) this.#finish(this.#followed || rest.length > 0);
  }

  arrived(chunk: Buffer): Buffer | null {
    if (!this.#awaiting) {
      this.#socket?.destroy();
      if (!announcesClose(chunk)) this.onStray();
      return null;
    }
    const response = this.#headerArrived ? chunk : this.#readHead(chunk);
    this.#parsing = response !== null;
    this.#chunk = response;
    return response;
  }

  /** Reads what holds a header, or a part of one, before undici does, which does not see all that is wrong with it. */
  #readHead(chunk: Buffer): Buffer | null {
    try {
      if (this.#headBytes > maxHeaderSize) throw invalid(headerTooLarge);
      if (this.#headBytes === 0 && notHttp.includes(chunk[0] as number))
        throw invalid(invalidReason('Expected HTTP/, RTSP/ or ICE/'));
      const response = this.#headBytes === 0 ? withOneLength(chunk) : chunk;
      this.#headBytes += chunk.length;
      return response;
    } catch (cause) {
      const socket = this.#socket;
      this.#ended()?.onError(cause);
      socket?.destroy();
      return null;
    }
  }

  onConnect(): void {
    this.#written = true;
    this.#awaiting = true;
    this.#handler?.onWrite();
  }

  onRequestSent(): void {
    this.#handler?.onSent();
  }

  onResponseStarted(): void {
    this.#handler?.onResponseStart();
  }

  onHeaders(status: number, headers: Buffer[], _resume: () => void, statusText: string): boolean {
    const problem = headProblem(status, statusText, headers) ?? this.#versionProblem();
    // undici aborts the request with it.
    if (problem !== null) throw invalid(problem);
    this.#handler?.onHeaders(status, headers, statusText);
    if (status >= 200) this.#headerArrived = true;
    else this.#headBytes = 0;
    if ((status === 204 || status === 304) && headers.some(announcesBody)) {
      this.#bodyMayFollow = true;
      this.#complete = true;
      this.#followed = bytesFollowHeader(this.#chunk as Buffer, headers.at(-1) as Buffer);
    }
    return true;
  }

  #versionProblem(): LocalizedText | null {
    const chunk = this.#chunk as Buffer;
    // Mostly the chunk begins with this header, so that the parser need not be asked.
    if (this.#headBytes === chunk.length && chunk[versionAt] === 0x31 && chunk[statusAt] !== 0x31)
      return null;
    const major = httpMajor(this.#socket as ParsedSocket);
    return major === 1 ? null : { zh: `版本是 HTTP/${major}`, en: `its version is HTTP/${major}` };
  }

  onData(chunk: Buffer): boolean {
    if (this.#complete) return true;
    this.#body = chunk;
    this.#handler?.onData(chunk);
    return true;
  }

  onComplete(): void {
    if (this.#socketError !== null) {
      // undici takes a reset for the end of a body that has no length.
      this.onError(this.#socketError);
      return;
    }
    // A body that ends with its connection is not read to its end; one that ends with its chunk is followed by nothing.
    if (this.#parsing && !endsWith(this.#chunk as Buffer, this.#body)) {
      this.#complete = true;
      return;
    }
    completing = this;
    try {
      this.#finish(false);
    } finally {
      completing = null;
    }
  }

  #finish(followed: boolean): void {
    this.#awaiting = false;
    this.#complete = false;
    this.#ended()?.onComplete(followed);
  }

  onError(cause: unknown): void {
    this.#ended()?.onError(translated(cause, this.#headerArrived, this.#refusal));
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

/**
 * An error of undici in our terms.
 * @param headerArrived whether the header of the final response had arrived
 * @param refusal why the parser refused the response: undici hides it where there was a Content-Length
 */
function translated(cause: unknown, headerArrived: boolean, refusal: string | null): unknown {
  if (!(cause instanceof Error)) return cause;
  const { message, name } = cause;
  const { code, data } = cause as { code?: unknown; data?: unknown };
  if (name === 'HTTPParserError') {
    if (message.includes('Invalid EOF state'))
      return new ConnectionError('transport.truncated', asIs(message));
    // A TLS record: alert or handshake, version 3.x. Servers that answer plain HTTP with an alert send one.
    if (typeof data === 'string' && /^[\x15\x16]\x03/.test(data))
      return new ConnectionError('transport.wrong_scheme', asIs(message));
    return invalid(invalidReason(/\((.*)\)$/.exec(message)?.[1] ?? message));
  }
  switch (code) {
    case 'ERR_ASSERTION':
      // The only assertion that a receiver can break.
      return invalid(statusOutOfRange);
    case 'UND_ERR_HEADERS_OVERFLOW':
      return invalid(headerTooLarge);
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return headerArrived
        ? new ConnectionError('transport.truncated', asIs(message))
        : invalid(refusal === null ? headerIncomplete : invalidReason(refusal));
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_NOT_SUPPORTED':
    case 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH':
      return new ConnectionError('request.invalid', asIs(message));
    case 'UND_ERR_SOCKET': {
      const reason = Object.hasOwn(unaskedFor, message) ? unaskedFor[message] : undefined;
      if (reason !== undefined) return invalid(reason);
      return new ConnectionError('transport.reset', asIs(message));
    }
    default:
      return cause;
  }
}

const invalid = (reason: LocalizedText): ConnectionError => new ConnectionError('protocol.invalid', reason);

/** Where they are in `HTTP/1.1 200`. */
const versionAt = 5;
const statusAt = 9;

/** What a response does not begin with, though undici's parser lets it pass: a line break, and RTSP/ or ICE/. */
const notHttp: readonly number[] = [...Buffer.from('\r\nRI')];

/** Why undici closes a connection itself, by what it calls that. */
const unaskedFor: Readonly<Record<string, LocalizedText>> = {
  'bad upgrade': unaskedUpgrade,
  'bad response': unaskedContinue,
};
