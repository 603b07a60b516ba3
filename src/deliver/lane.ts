import type { Socket } from 'node:net';
import type { buildConnector, Client as UndiciClient } from 'undici';
import type { Attempt } from './attempt.ts';
import type { Connected, Connector, Pending } from './connector.ts';
import type { OutgoingRequest } from './exchange.ts';
import { Client } from './undici.ts';

/** Where a lane leads, and how requests are written on it. */
export interface Route {
  /** Of the connection: the receiver's, or that of a proxy which forwards. */
  readonly origin: URL;
  readonly connector: Connector;
  /** Before the path: the receiver's origin where a proxy forwards. */
  readonly prefix: string;
  /** Added to every request. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Above this the response header counts as invalid; what node:http allows as well. */
const maxHeaderSize = 16_384;

/** One connection at a time, kept open between deliveries and made anew when it is lost. */
export class Lane {
  readonly #route: Route;
  readonly #idle: (lane: Lane) => void;
  #client: UndiciClient | null = null;
  #pending: Pending | null = null;
  #socket: Socket | null = null;
  #attempt: Attempt | null = null;
  #retired: Promise<void> = Promise.resolve();

  /** @param idle called when the lane can carry the next attempt */
  constructor(route: Route, idle: (lane: Lane) => void) {
    this.#route = route;
    this.#idle = idle;
  }

  /**
   * Never to be called from within one of undici's callbacks: its parser is shared by all connections
   * and not re-entrant, and a dispatch may read from a socket at once.
   */
  carry(attempt: Attempt): void {
    const { url, headers: own, body } = attempt.request;
    const method = attempt.request.method as 'POST';
    this.#attempt = attempt;
    this.#client ??= this.#open();
    attempt.begin((reusable) => queueMicrotask(() => this.#rest(reusable)));
    const path = this.#route.prefix + url.pathname + url.search;
    this.#client.dispatch({ path, method, headers: this.#headers(own), body }, attempt);
  }

  /** Ends what is under way and closes the connection. */
  async close(): Promise<void> {
    this.#attempt?.interrupt('The courier was closed.');
    this.#retire();
    await this.#retired;
  }

  #headers(own: OutgoingRequest['headers']): OutgoingRequest['headers'] {
    const { headers } = this.#route;
    const names = Object.keys(headers);
    if (names.length === 0) return own;
    const overridden = new Set(Object.keys(own).map((name) => name.toLowerCase()));
    return {
      ...Object.fromEntries(names.filter((n) => !overridden.has(n)).map((n) => [n, headers[n] ?? ''])),
      ...own,
    };
  }

  #open(): UndiciClient {
    const client = new Client(this.#route.origin, {
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
    (client as NodeJS.EventEmitter).on('error', (cause: unknown) => this.#attempt?.onError(cause));
    return client;
  }

  #dial(address: buildConnector.Options, connected: Connected): void {
    const attempt = this.#attempt;
    attempt?.dialling();
    // The server name comes from the address; undici would take it from a Host header of the user's.
    const { servername: _, ...named } = address;
    this.#route.connector(
      named,
      (error, socket) => {
        this.#pending = null;
        if (socket !== null) {
          attempt?.dialled();
          this.#socket = socket;
          socket.on('error', (cause) => {
            // What is retired fails on its own account: the next attempt has a connection of its own.
            if (this.#socket === socket) this.#attempt?.socketFailed(cause);
          });
        }
        connected(error, socket);
      },
      (pending) => {
        this.#pending = pending;
      },
    );
  }

  #rest(reusable: boolean): void {
    this.#attempt = null;
    // A response may come before the upload is done; the receiver need not read the rest of it.
    if (!reusable || (this.#socket?.writableLength ?? 0) > 0) this.#retire();
    this.#idle(this);
  }

  #retire(): void {
    const client = this.#client;
    if (client === null) return;
    this.#client = null;
    this.#socket = null;
    // undici does not give up a connection that is being made.
    this.#pending?.destroy();
    this.#pending = null;
    this.#retired = Promise.all([this.#retired, client.destroy()]).then(() => undefined);
  }
}
