import { JsonBytes } from '../generate/bytes/json-bytes.ts';
import type { ExchangeCode } from './codes.ts';
import { Line, type Passenger } from './connection.ts';
import { decodeBody, tooLargeError } from './content-encoding.ts';
import type { Exchange, ExchangeError } from './exchange.ts';
import { expiry } from './expiry.ts';
import { classify } from './failure.ts';
import { proxyAsks } from './proxy.ts';
import { announcesBody, BodyCollector, headersOf, headerText } from './response.ts';
import type { Route } from './route.ts';

/** What all shuttles of a relay have in common. */
export interface ShuttleTerms {
  readonly route: Route;
  readonly origin: string;
  /** A proxy that forwards: it is what connections are made to. Not one that tunnels. */
  readonly forwarder: string | undefined;
  /** ms, from when a delivery was due. */
  readonly timeout: number;
  readonly maxResponseBytes: number;
}

const noHeaders: readonly Buffer[] = [];
const nothing = Buffer.alloc(0);

/**
 * Carries one delivery after the other over a connection of its own, and is its own handler of undici's: for a delivery
 * it allocates next to nothing. It has no timer: whoever holds shuttles asks {@link expire} of them now and then.
 * What became of a delivery stands in its fields until the next one.
 */
export class Shuttle<Load> implements Passenger {
  /** The next request body is written here; its bytes stay until the delivery has ended. */
  readonly body = new JsonBytes();
  /** The caller's word for what is being carried. */
  load: Load;
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
  /** The receiver closed a new connection without a byte: it may have expected TLS. */
  closedUnanswered = false;
  /** After what happened, the connection is not to be used again. */
  spent = false;
  /** All of the response has arrived, and the next delivery may be sent off from where that is told. */
  completed = false;
  readonly #terms: ShuttleTerms;
  readonly #line: Line;
  readonly #settleWell = (): void => this.#settle(null);
  readonly #ended: (shuttle: Shuttle<Load>) => void;
  #busy = false;
  #dialledAt: number | null = null;
  #connect: number | null = null;
  #sent = false;
  #answeredAt: number | null = null;
  #interim = 0;
  #chunk: Buffer = nothing;
  /** Only a response in several pieces needs one. */
  #collector: BodyCollector | null = null;
  #socketError: Error | null = null;

  /** @param ended told from within undici's callbacks: nothing may be dispatched there, unless all of the response is there */
  constructor(terms: ShuttleTerms, load: Load, ended: (shuttle: Shuttle<Load>) => void) {
    this.#terms = terms;
    this.#line = new Line(terms.route);
    this.#ended = ended;
    this.load = load;
  }

  /**
   * Starts with what is in `body`. Not from within one of undici's callbacks: see {@link Line}.
   * @param path with the query
   * @param headers name, value, name, value …, with the route's own
   * @param due by `performance.now()`
   * @param now by `performance.now()`
   */
  carry(path: string, headers: readonly string[], due: number, now: number): void {
    this.due = due;
    this.start = now;
    this.status = null;
    this.statusText = '';
    this.rawHeaders = noHeaders;
    this.error = null;
    this.closedUnanswered = false;
    this.completed = false;
    this.#busy = true;
    this.#dialledAt = null;
    this.#connect = null;
    this.#sent = false;
    this.#answeredAt = null;
    this.#interim = 0;
    this.#chunk = nothing;
    this.#collector = null;
    this.#socketError = null;
    this.#line.dispatch(path, 'POST', headers, this.body.view(), this);
  }

  /** Ends the delivery when its deadline has passed. @param now by `performance.now()` */
  expire(now: number): void {
    const { timeout } = this.#terms;
    if (!this.#busy || now < this.due + timeout) return;
    const dialled = this.#dialledAt !== null;
    if (dialled && !this.#sent) this.#connect = now - (this.#dialledAt ?? 0);
    this.#settle(this.#expired());
  }

  /** Ends the delivery on the user's behalf. */
  interrupt(message: string): void {
    this.#settle({ code: 'aborted', message });
  }

  /** Closes the connection; what was under way has to have ended. */
  close(): Promise<void> {
    return this.#line.close();
  }

  /** The response body as received. */
  get received(): Uint8Array {
    return this.#collector?.bytes() ?? this.#chunk;
  }

  /** All of it, as the record of a delivery needs it. Its bytes are not to be kept beyond the next delivery. */
  exchange(): Exchange {
    const headers = headersOf(this.rawHeaders);
    const encoding = headerText(headers, 'content-encoding');
    const { received, error, start } = this;
    const decoded =
      encoding === undefined || received.length === 0
        ? { body: received, error }
        : decodeBody(Buffer.from(received), encoding, this.#terms.maxResponseBytes, error === null);
    return {
      startedAt: performance.timeOrigin + start,
      status: this.status,
      statusText: this.statusText,
      headers,
      body: decoded.body ?? nothing,
      bytes: this.#collector?.received ?? this.#chunk.length,
      timings: {
        queue: Math.max(0, start - this.due),
        connect: this.#connect,
        firstByte: this.status === null ? null : (this.#answeredAt ?? this.end) - start,
        total: this.end - start,
      },
      error: error ?? decoded.error,
    };
  }

  dialling(): void {
    this.#dialledAt = performance.now();
  }

  dialled(): void {
    this.#connect = this.#dialledAt === null ? 0 : performance.now() - this.#dialledAt;
  }

  socketFailed(error: Error): void {
    // Before it was written it is not concerned: a connection that rested too long is closed, and made anew for it.
    if (this.#sent) this.#socketError = error;
  }

  onConnect(): void {
    this.#connect ??= 0;
    this.#sent = true;
  }

  onResponseStarted(): void {
    this.#answeredAt = performance.now();
  }

  onHeaders(status: number, headers: Buffer[], _resume: () => void, statusText: string): boolean {
    if (status < 200) {
      this.#interim += 1;
      return true;
    }
    const { forwarder } = this.#terms;
    if (status === 407 && forwarder !== undefined) {
      // The proxy's answer; the receiver gave none.
      this.#settle({ code: 'transport.proxy', message: proxyAsks(new URL(forwarder).host) });
      return true;
    }
    this.status = status;
    this.statusText = statusText;
    this.rawHeaders = headers;
    if (status === 204 || status === 304) {
      this.spent ||= announcesBody(headersOf(headers));
      this.#settle(null);
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (!this.#busy) return true;
    const { maxResponseBytes } = this.#terms;
    if (this.#collector === null) {
      if (this.#chunk.length === 0 && chunk.length <= maxResponseBytes) {
        this.#chunk = chunk;
        return true;
      }
      this.#collector = new BodyCollector(maxResponseBytes);
      this.#collector.append(this.#chunk);
    }
    if (!this.#collector.append(chunk)) this.#settle(tooLargeError(maxResponseBytes));
    return true;
  }

  onComplete(): void {
    if (this.#socketError !== null) {
      this.onError(this.#socketError);
      return;
    }
    this.completed = true;
    this.#line.endingWith(this.#settleWell);
  }

  onError(cause: unknown): void {
    if (!this.#busy) return;
    const { origin, forwarder } = this.#terms;
    const answered = this.#answeredAt !== null;
    const dialled = this.#dialledAt !== null;
    if (dialled && this.#connect === null) this.#connect = performance.now() - (this.#dialledAt ?? 0);
    this.closedUnanswered = this.#sent && dialled && !answered;
    const at = { origin, forwarder, connected: this.#sent, reused: !dialled, answered, status: this.status };
    this.#settle(classify(cause, at));
  }

  /** What went wrong turned out to be something else, once it was looked into. */
  amend(code: ExchangeCode, message: string): void {
    this.error = { code, message };
  }

  #expired(): ExchangeError {
    const { origin, timeout } = this.#terms;
    const dialled = this.#dialledAt !== null;
    const headed = this.status !== null;
    return expiry(origin, timeout, {
      started: true,
      dialled,
      sent: this.#sent,
      headed,
      interim: this.#interim,
    });
  }

  #settle(cause: ExchangeError | null): void {
    if (!this.#busy) return;
    this.#busy = false;
    this.end = performance.now();
    // Nobody looks at deadlines all the time: an answer may come first, and be late all the same.
    const late = cause === null && this.end >= this.due + this.#terms.timeout;
    const error = late ? this.#expired() : cause;
    this.error = error;
    this.spent ||= error !== null || this.#line.congested;
    this.#line.release();
    this.#ended(this);
  }
}
