import type { Socket } from 'node:net';
import type { buildConnector, Dispatcher, Client as UndiciClient } from 'undici';
import type { Connected, Pending } from './connector.ts';
import type { Route } from './route.ts';
import { Client } from './undici.ts';

/** What is on a line at the moment, and wants to know of its connection. */
export interface Passenger extends Dispatcher.DispatchHandler {
  /** A connection is being made for it. */
  dialling(): void;
  /** The connection is ready. */
  dialled(): void;
  /** The socket failed; undici takes a reset for the end of a body that has no length. */
  socketFailed(error: Error): void;
  onError(cause: unknown): void;
}

/** Above this the response header counts as invalid; what node:http allows as well. */
const maxHeaderSize = 16_384;

/** The line whose response has just ended, while that is told: undici's parser is at work. */
let ending: Line | null = null;

/** One client of undici's, and so one connection at a time, kept open between requests. Once closed it stays closed. */
export class Line {
  readonly #route: Route;
  readonly #client: UndiciClient;
  #passenger: Passenger | null = null;
  #pending: Pending | null = null;
  #socket: Socket | null = null;
  #closed: Promise<void> | undefined;

  constructor(route: Route) {
    this.#route = route;
    this.#client = new Client(route.origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      // A receiver may close a connection that rests while we are about to use it: better not to rest for long.
      keepAliveTimeout: 1000,
      keepAliveMaxTimeout: 1000,
      maxHeaderSize,
      connect: (address, connected) => this.#dial(address, connected as Connected),
    });
    // undici emits what a handler of its own throws; unheard, it would end the process.
    (this.#client as NodeJS.EventEmitter).on('error', (cause: unknown) => this.#passenger?.onError(cause));
  }

  /** Whether something that was given to the socket has not gone to the operating system yet. */
  get congested(): boolean {
    return this.#socket !== null && this.#socket.writableLength > 0;
  }

  /**
   * Never to be called from within undici's callbacks, but for what {@link endingWith} tells: undici's parser is shared by
   * all connections and not re-entrant, and a dispatch may read from a socket at once. On the line whose response has just
   * ended it reads nothing, and writes a turn of the event loop later; other lines wait until the parser is done.
   * @param headers name, value, name, value …, with the route's own: see {@link routeHeaders}
   */
  dispatch(
    path: string,
    method: string,
    headers: readonly string[],
    body: Uint8Array,
    passenger: Passenger,
  ): void {
    this.#passenger = passenger;
    const request = {
      origin: this.#route.origin,
      path: this.#route.prefix + path,
      method: method as 'POST',
      headers: headers as string[],
      body,
    };
    if (ending === null || ending === this) this.#client.dispatch(request, passenger);
    else queueMicrotask(() => this.#client.dispatch(request, passenger));
  }

  /** To be said around what a passenger tells from within `onComplete`. */
  endingWith(tell: () => void): void {
    ending = this;
    try {
      tell();
    } finally {
      ending = null;
    }
  }

  /** What is on it has ended: it hears no more of the connection. */
  release(): void {
    this.#passenger = null;
  }

  /** Closes the connection, and gives up one that is being made. */
  close(): Promise<void> {
    if (this.#closed !== undefined) return this.#closed;
    this.#passenger = null;
    this.#socket = null;
    // undici does not give up a connection that is being made.
    this.#pending?.destroy();
    this.#pending = null;
    this.#closed = this.#client.destroy();
    return this.#closed;
  }

  #dial(address: buildConnector.Options, connected: Connected): void {
    const passenger = this.#passenger;
    passenger?.dialling();
    // The server name comes from the address; undici would take it from a Host header of the user's.
    const { servername: _, ...named } = address;
    this.#route.connector(
      named,
      (error, socket) => {
        this.#pending = null;
        if (socket !== null) {
          passenger?.dialled();
          this.#socket = socket;
          socket.on('error', (cause) => {
            // What is retired fails on its own account: the next request has a connection of its own.
            if (this.#socket === socket) this.#passenger?.socketFailed(cause);
          });
        }
        connected(error, socket);
      },
      (pending) => {
        this.#pending = pending;
      },
    );
  }
}
