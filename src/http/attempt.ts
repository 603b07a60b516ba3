import type { Passenger } from './connection.ts';
import { decodeBody, tooLargeError } from './content-encoding.ts';
import type { Exchange, ExchangeError, OutgoingRequest } from './exchange.ts';
import { expiry } from './expiry.ts';
import { classify } from './failure.ts';
import { proxyAsks } from './proxy.ts';
import { announcesBody, BodyCollector, headersOf, headerText } from './response.ts';

/** What every attempt of a courier has in common. */
export interface Terms {
  readonly origin: string;
  /** A proxy that forwards: it is what connections are made to. Not one that tunnels. */
  readonly forwarder: string | undefined;
  /** ms, from when the delivery was due. */
  readonly timeout: number;
  readonly maxResponseBytes: number;
}

/** ms between the last byte of a request and giving up on it: the receiver has begun with it. */
const patience = 5;
const gaveUp = 'Given up on purpose as soon as the request was sent, before any answer.';

/**
 * One exchange, from its place in the queue to its end. It is the handler that undici calls, and it holds
 * the only timer: undici's own never fire on a dripping body, on endless 1xx responses, or while queued.
 * Whatever comes first settles it: the response's end, a failure, the deadline, or the user.
 */
export class Attempt implements Passenger {
  readonly request: OutgoingRequest;
  /** The receiver closed a new connection without a byte: it may have expected TLS. */
  closedUnanswered = false;
  settled = false;
  readonly #terms: Terms;
  readonly #due: number;
  readonly #giveUp: boolean;
  readonly #deadline: number;
  readonly #done: (exchange: Exchange) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #body: BodyCollector;
  /** Set while the attempt has a connection to itself; told whether that may be used again. */
  #release: ((reusable: boolean) => void) | null = null;
  #startedAt = 0;
  #start: number | null = null;
  #dialledAt: number | null = null;
  #connect: number | null = null;
  #sent = false;
  #answeredAt: number | null = null;
  #interim = 0;
  #firstByte: number | null = null;
  #status: number | null = null;
  #statusText = '';
  #headers: Exchange['headers'] = {};
  #socketError: Error | null = null;

  /** @param due by `performance.now()` */
  constructor(
    request: OutgoingRequest,
    due: number,
    giveUp: boolean,
    terms: Terms,
    done: (exchange: Exchange) => void,
  ) {
    this.request = request;
    this.#due = due;
    this.#giveUp = giveUp;
    this.#terms = terms;
    this.#done = done;
    this.#body = new BodyCollector(terms.maxResponseBytes);
    this.#deadline = due + terms.timeout;
    this.#timer = setTimeout(() => this.#expire(), Math.max(0, this.#deadline - performance.now()));
  }

  /** Whether there is still time to start; ends an attempt for which there is none. */
  waiting(): boolean {
    // Timers keep whole milliseconds: with less than one left, nothing could be sent and answered.
    if (!this.settled && this.#deadline - performance.now() < 1) this.#expire();
    return !this.settled;
  }

  /** The attempt has a connection to itself, open or yet to be made. */
  begin(release: (reusable: boolean) => void): void {
    this.#release = release;
    this.#startedAt = Date.now();
    this.#start = performance.now();
  }

  /** A connection is being made for this attempt. */
  dialling(): void {
    this.#dialledAt = performance.now();
  }

  /** The connection is ready. */
  dialled(): void {
    this.#connect = this.#dialledAt === null ? 0 : performance.now() - this.#dialledAt;
  }

  /** The socket failed; undici takes a reset for the end of a body that has no length. */
  socketFailed(error: Error): void {
    // Before it was written it is not concerned: a connection that rested too long is closed, and made anew for it.
    if (this.#sent) this.#socketError = error;
  }

  /** Ends the attempt on the user's behalf. */
  interrupt(message: string): void {
    this.#settle({ code: 'aborted', message });
  }

  /** The request is for another origin; connections here lead to this one. */
  misdirected(): void {
    const message = `The request is for ${this.request.url.origin}, but the courier goes to ${this.#terms.origin}.`;
    this.#settle({ code: 'request.invalid', message });
  }

  onConnect(): void {
    this.#connect ??= 0;
    this.#sent = true;
  }

  /** The request has been written to the socket, which hands all but a huge one to the operating system at once. */
  onRequestSent(): void {
    if (this.#giveUp) setTimeout(() => this.interrupt(gaveUp), patience);
  }

  onResponseStarted(): void {
    this.#answeredAt = performance.now();
  }

  onHeaders(status: number, headers: readonly Buffer[], _resume: () => void, statusText: string): boolean {
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
    this.#status = status;
    this.#statusText = statusText;
    this.#headers = headersOf(headers);
    this.#firstByte = (this.#answeredAt ?? performance.now()) - (this.#start ?? 0);
    if (status === 204 || status === 304) this.#settle(null, !announcesBody(this.#headers));
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (!this.settled && !this.#body.append(chunk)) this.#settle(tooLargeError(this.#terms.maxResponseBytes));
    return true;
  }

  onComplete(): void {
    if (this.#socketError === null) this.#settle(null);
    else this.onError(this.#socketError);
  }

  onError(cause: unknown): void {
    if (this.settled) return;
    const { origin, forwarder } = this.#terms;
    const answered = this.#answeredAt !== null;
    const reused = this.#dialledAt === null;
    if (this.#dialledAt !== null && this.#connect === null)
      this.#connect = performance.now() - this.#dialledAt;
    this.closedUnanswered = this.#sent && !reused && !answered;
    this.#settle(
      classify(cause, { origin, forwarder, connected: this.#sent, reused, answered, status: this.#status }),
    );
  }

  #expire(): void {
    const dialled = this.#dialledAt !== null;
    if (dialled && !this.#sent) this.#connect = performance.now() - (this.#dialledAt ?? 0);
    this.#settle(
      expiry(this.#terms.origin, this.#terms.timeout, {
        started: this.#start !== null,
        dialled,
        sent: this.#sent,
        headed: this.#status !== null,
        interim: this.#interim,
      }),
    );
  }

  #settle(outcome: ExchangeError | null, reusable = outcome === null): void {
    if (this.settled) return;
    // Whoever has given up takes no answer, however fast it came.
    const error =
      this.#giveUp && outcome === null ? ({ code: 'aborted', message: gaveUp } as const) : outcome;
    this.settled = true;
    clearTimeout(this.#timer);
    const now = performance.now();
    const exchange = this.#exchange(error, now);
    this.#release?.(reusable && !this.#giveUp);
    this.#release = null;
    this.#done(exchange);
  }

  #exchange(error: ExchangeError | null, now: number): Exchange {
    const start = this.#start ?? now;
    const decoded = this.#decoded(error);
    return {
      startedAt: this.#start === null ? Date.now() : this.#startedAt,
      status: this.#status,
      statusText: this.#statusText,
      headers: this.#headers,
      body: decoded.body,
      bytes: this.#body.received,
      timings: {
        queue: Math.max(0, start - this.#due),
        connect: this.#connect,
        firstByte: this.#firstByte,
        total: now - start,
      },
      error: decoded.error,
    };
  }

  #decoded(error: ExchangeError | null): Pick<Exchange, 'body' | 'error'> {
    const body = this.#body.bytes();
    const encoding = headerText(this.#headers, 'content-encoding');
    if (encoding === undefined || body.length === 0) return { body, error };
    const decoded = decodeBody(body, encoding, this.#terms.maxResponseBytes, error === null);
    return { body: decoded.body ?? Buffer.alloc(0), error: error ?? decoded.error };
  }
}
