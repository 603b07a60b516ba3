import type { LocalizedText } from '../language.ts';
import type { Connection, ConnectionHandler, Route } from './connection.ts';
import { decodeBody, tooLargeError } from './content-encoding.ts';
import type { Exchange, ExchangeError } from './exchange.ts';
import { classify, deadlineError, type FailureContext, trailingBytesError } from './failure.ts';
import { proxyAuthText } from './proxy.ts';
import { BodyCollector, headersOf, headerText } from './response.ts';

export interface SlotOptions {
  readonly route: Route;
  /** ms, from when a delivery was due. */
  readonly timeout: number;
  /** Cap on the response body, before and after decoding. */
  readonly maxResponseBytes: number;
}

/** Called from within the callbacks of a connection: nothing may be sent there, unless the slot is reusable. */
export interface SlotListener<Delivery> {
  /** All of the request has been handed to the socket. */
  sent(slot: ExchangeSlot<Delivery>): void;
  ended(slot: ExchangeSlot<Delivery>): void;
  /** Bytes arrived between two exchanges: after the response of the last one, or for no reason. */
  strayed(slot: ExchangeSlot<Delivery>): void;
}

const noHeaders: readonly Buffer[] = [];
const noBytes = Buffer.alloc(0);

/**
 * Carries out one exchange at a time over its own connection, until it ends by a response, a failure, its deadline or the
 * user, whichever comes first. The fields hold the result until the next exchange. It allocates next to nothing for a
 * delivery and has no timer: call {@link expire} to enforce the deadline.
 */
export class ExchangeSlot<Delivery> implements ConnectionHandler {
  delivery: Delivery;
  /** By `performance.now()`. */
  due = 0;
  start = 0;
  end = 0;
  /** `null` when no final response header arrived. */
  status: number | null = null;
  statusText = '';
  /** Name, value, name, value … as received. */
  rawHeaders: readonly Buffer[] = noHeaders;
  error: ExchangeError | null = null;
  /** How often the request was sent again, see {@link Exchange.reconnects}: never or once. */
  reconnects = 0;
  /** Whether the slot can carry out another exchange. */
  reusable = true;
  /** The receiver closed a new connection without a byte: it may have expected TLS. */
  closedUnanswered = false;
  readonly #connection: Connection;
  readonly #options: SlotOptions;
  readonly #listener: SlotListener<Delivery>;
  #method = '';
  #path = '';
  #headers: readonly string[] = [];
  #body: Uint8Array = noBytes;
  #busy = false;
  #dialedAt: number | null = null;
  #connect: number | null = null;
  #written = false;
  #answeredAt: number | null = null;
  /** Why the request is sent again. */
  #lost: ExchangeError | null = null;
  #interim = 0;
  #chunk: Buffer = noBytes;
  /** Only a response body in several pieces needs one. */
  #collector: BodyCollector | null = null;

  constructor(
    connection: Connection,
    options: SlotOptions,
    delivery: Delivery,
    listener: SlotListener<Delivery>,
  ) {
    this.#connection = connection;
    this.#options = options;
    this.#listener = listener;
    this.delivery = delivery;
    connection.onStray = () => listener.strayed(this);
  }

  /** Starts an exchange, as {@link Connection.send} says. `due` and `now` are by `performance.now()`. */
  send(
    method: string,
    path: string,
    headers: readonly string[],
    body: Uint8Array,
    due: number,
    now: number,
  ): void {
    this.due = due;
    this.start = now;
    this.reconnects = 0;
    this.#lost = null;
    this.#method = method;
    this.#path = path;
    this.#headers = headers;
    this.#body = body;
    this.#busy = true;
    this.#begin();
  }

  #begin(): void {
    this.status = null;
    this.statusText = '';
    this.rawHeaders = noHeaders;
    this.error = null;
    this.#dialedAt = null;
    this.#connect = null;
    this.#written = false;
    this.#answeredAt = null;
    this.#interim = 0;
    this.#chunk = noBytes;
    this.#collector = null;
    this.#connection.send(this.#method, this.#path, this.#headers, this.#body, this);
  }

  /** Ends the exchange if its deadline has passed. @param now by `performance.now()` */
  expire(now: number): void {
    if (!this.#busy || now < this.due + this.#options.timeout) return;
    if (this.#dialedAt !== null && !this.#written) this.#connect = now - this.#dialedAt;
    this.#settle(deadlineError(this.#failureContext()));
  }

  abort(message: LocalizedText): void {
    this.#settle({ code: 'aborted', message });
  }

  /** Replaces the outcome of an exchange that has ended. Only from within {@link SlotListener.ended}. */
  fail(error: ExchangeError): void {
    this.error = error;
    this.reusable = false;
  }

  /** Closes the connection. The exchange must have ended. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  /** The response body as received. */
  get received(): Uint8Array {
    return this.#collector?.bytes() ?? this.#chunk;
  }

  /** The result of the exchange, to keep. */
  exchange(): Exchange {
    const headers = headersOf(this.rawHeaders);
    const { body, error } = this.#decoded(headerText(headers, 'content-encoding'));
    return {
      startedAt: Date.now() - (performance.now() - this.start),
      status: this.status,
      statusText: this.statusText,
      headers,
      body,
      bytes: this.#collector?.received ?? this.#chunk.length,
      timings: {
        queue: Math.max(0, this.start - this.due),
        connect: this.#connect,
        firstByte: this.status === null ? null : (this.#answeredAt ?? this.end) - this.start,
        total: this.end - this.start,
      },
      reconnects: this.reconnects,
      error,
    };
  }

  onDial(): void {
    this.#dialedAt = performance.now();
  }

  onDialed(): void {
    this.#connect = this.#dialedAt === null ? 0 : performance.now() - this.#dialedAt;
  }

  onWrite(): void {
    if (this.#lost !== null) this.reconnects = 1;
    this.#connect ??= 0;
    this.#written = true;
  }

  onSent(): void {
    this.#listener.sent(this);
  }

  onResponseStart(): void {
    this.#answeredAt = performance.now();
  }

  onHeaders(status: number, headers: readonly Buffer[], statusText: string): void {
    if (!this.#busy) return;
    if (status < 200) {
      this.#interim += 1;
      return;
    }
    const { forwarder } = this.#options.route;
    if (status === 407 && forwarder !== undefined) {
      // The proxy's answer; the receiver gave none.
      this.#settle({ code: 'transport.proxy', message: proxyAuthText(new URL(forwarder).host) });
      return;
    }
    this.status = status;
    this.statusText = statusText;
    this.rawHeaders = headers;
  }

  onData(chunk: Buffer): void {
    if (!this.#busy) return;
    const { maxResponseBytes } = this.#options;
    if (this.#collector === null) {
      if (this.#chunk.length === 0 && chunk.length <= maxResponseBytes) {
        this.#chunk = chunk;
        return;
      }
      this.#collector = new BodyCollector(maxResponseBytes);
      this.#collector.append(this.#chunk);
    }
    if (!this.#collector.append(chunk)) this.#settle(tooLargeError(maxResponseBytes));
  }

  onComplete(followed: boolean): void {
    this.#settle(followed ? trailingBytesError(this.#options.route.origin) : null);
  }

  onError(cause: unknown): void {
    if (!this.#busy) return;
    if (this.#dialedAt !== null) this.#connect ??= performance.now() - this.#dialedAt;
    const context = this.#failureContext();
    const error = classify(cause, context);
    const { dialed, written, answered } = context;
    // On a connection that was open already, nothing may have been written yet.
    const lost = error.code === 'transport.reset' && !answered && (written || !dialed);
    if (lost && !dialed && this.#lost === null) {
      this.#lost = error;
      // A connection cannot be used from within its own callbacks.
      setImmediate(() => this.#repeat());
      return;
    }
    this.closedUnanswered = lost && dialed && this.#lost === null;
    // Where there is no new connection, the request was sent once: what became of it is what there is to tell.
    if (this.#lost !== null && !written) {
      const { code, message } = this.#lost;
      const { zh, en } = error.message;
      this.#settle({
        code,
        message: {
          zh: `${message.zh}也没能为它建立新的连接：${zh}`,
          en: `${message.en} There was no new connection for it: ${en}`,
        },
      });
    } else this.#settle(error);
  }

  /**
   * Sends the request once more, on a new connection: whether the receiver has read it cannot be known, since it may close
   * an idle connection just when a request is under way (RFC 9112, section 9.3.1). A webhook may be repeated: platforms
   * promise to deliver at least once.
   */
  #repeat(): void {
    if (this.#busy) this.#begin();
  }

  #settle(outcome: ExchangeError | null): void {
    if (!this.#busy) return;
    this.#busy = false;
    this.end = performance.now();
    // Deadlines are only checked now and then, so that a late response may arrive first.
    const late = outcome === null && this.end >= this.due + this.#options.timeout;
    this.error = late ? deadlineError(this.#failureContext()) : outcome;
    this.reusable = this.error === null && this.#connection.reusable;
    this.#listener.ended(this);
  }

  #failureContext(): FailureContext {
    const { route, timeout } = this.#options;
    return {
      origin: route.origin,
      forwarder: route.forwarder,
      timeout,
      dialed: this.#dialedAt !== null,
      written: this.#written,
      answered: this.#answeredAt !== null,
      headerArrived: this.status !== null,
      interim: this.#interim,
      repeated: this.#lost !== null,
    };
  }

  #decoded(encoding: string | undefined): Pick<Exchange, 'body' | 'error'> {
    const { error } = this;
    // A chunk may keep a whole socket buffer alive.
    const body = this.#collector?.bytes() ?? Buffer.from(this.#chunk);
    if (encoding === undefined || body.length === 0) return { body, error };
    const decoded = decodeBody(body, encoding, this.#options.maxResponseBytes, error === null);
    return { body: decoded.body, error: error ?? decoded.error };
  }
}
