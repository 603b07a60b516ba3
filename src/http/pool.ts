import { defaultMaxResponseBytes } from './client.ts';
import type { ConnectionOptions } from './exchange.ts';
import { Shuttle, type ShuttleTerms } from './exchange-slot.ts';
import { wrongScheme } from './failure.ts';
import { checkProxy } from './proxy.ts';
import { type Route, routeHeaders, routeOf } from './route.ts';

export interface RelayOptions extends ConnectionOptions {
  /** Total deadline of a delivery in ms, from when it was due. */
  readonly timeout: number;
  /** Cap on the response body, before and after decoding. Default 1 MiB. */
  readonly maxResponseBytes?: number | undefined;
}

/** ms */
const second = 1000;
/** ms. What rested for longer, undici has closed: see {@link Line}. */
const longestRest = 1000;

/** What is told of a shuttle. */
export interface RelayListener<Load> {
  /** Its delivery has ended, and its fields say how. Nothing may be sent here: see {@link free}. */
  ended(shuttle: Shuttle<Load>): void;
  /** At once or soon after that: there is room for another delivery, and it may be sent from here. */
  free(relay: Relay<Load>): void;
}

/**
 * Carries very many deliveries to one origin: the transport of a burst, and a pool of connections. It has one for each
 * delivery that is under way. How many those are at most is the caller's to decide; it also has to call {@link sweep}
 * again and again.
 */
export class Relay<Load> {
  /** Sockets that were asked for so far. */
  opened = 0;
  readonly #terms: ShuttleTerms;
  readonly #lookup: RelayOptions['lookup'];
  readonly #make: () => Load;
  readonly #listener: RelayListener<Load>;
  /** All of them, busy or idle: what is not busy does not mind being swept or interrupted. */
  readonly #shuttles = new Set<Shuttle<Load>>();
  /**
   * First in, first out: no connection rests for longer than needs be. Were it the other way round, those that a crowd
   * once needed would all be closed a second later, at once, which keeps everybody waiting, and new ones be opened for
   * the next crowd.
   */
  readonly #idle: Shuttle<Load>[] = [];
  /** How many were idle at least since they were thinned out last. */
  #spare = Number.POSITIVE_INFINITY;
  #thinnedAt = 0;
  readonly #closing = new Set<Promise<void>>();
  readonly #closed = new AbortController();
  #speaksTls: boolean | undefined;
  #probing: Promise<void> | undefined;

  /**
   * Nothing is connected until the first delivery.
   * @param make a load for each new shuttle
   * @throws {UsageError} when the proxy's scheme or a PEM text cannot be used
   */
  constructor(origin: URL, options: RelayOptions, make: () => Load, listener: RelayListener<Load>) {
    if (options.proxy !== undefined) checkProxy(options.proxy);
    const route = routeOf(origin, options);
    this.#terms = {
      route: { ...route, connector: this.#counted(route.connector) },
      origin: origin.origin,
      forwarder: origin.protocol === 'http:' ? options.proxy?.origin : undefined,
      timeout: options.timeout,
      maxResponseBytes: options.maxResponseBytes ?? defaultMaxResponseBytes,
    };
    this.#lookup = options.lookup;
    this.#make = make;
    this.#listener = listener;
  }

  /** A request's own headers, and those that the way there needs: once for many deliveries. */
  headers(own: Readonly<Record<string, string>>): readonly string[] {
    return routeHeaders(this.#terms.route, own);
  }

  /** A shuttle that is free. It has to be sent off. */
  take(): Shuttle<Load> {
    const idle = this.#idle.shift();
    this.#spare = Math.min(this.#spare, this.#idle.length);
    if (idle !== undefined) return idle;
    const shuttle = new Shuttle(this.#terms, this.#make(), (done) => this.#ended(done));
    this.#shuttles.add(shuttle);
    return shuttle;
  }

  /** Ends what is beyond its deadline. @param now by `performance.now()` */
  sweep(now: number): void {
    for (const shuttle of this.#shuttles) shuttle.expire(now);
    this.#buryDead(now);
    if (now - this.#thinnedAt < second) return;
    this.#thinnedAt = now;
    this.#thin();
  }

  /** Closes every connection at once; what is under way ends as `aborted`. */
  async close(): Promise<void> {
    this.#closed.abort();
    for (const shuttle of [...this.#shuttles]) shuttle.interrupt('The burst was closed.');
    for (const shuttle of this.#idle.splice(0)) this.#retire(shuttle);
    // Until then, those that were interrupted are retired, too.
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all(this.#closing);
  }

  #counted(connector: Route['connector']): Route['connector'] {
    return (...call) => {
      this.opened += 1;
      connector(...call);
    };
  }

  #ended(shuttle: Shuttle<Load>): void {
    if (shuttle.closedUnanswered && shuttle.error?.code === 'transport.reset' && this.#suspects()) {
      if (this.#speaksTls === undefined) {
        this.#probe().then(() => this.#ended(shuttle));
        return;
      }
      if (this.#speaksTls) shuttle.amend('transport.wrong_scheme', wrongScheme(this.#terms.origin));
    }
    this.#listener.ended(shuttle);
    if (shuttle.spent) {
      // A connection is not closed from within its own callback; and one that fails at once, for want of a file
      // descriptor or a route, must not keep everything else from having its turn while others take its place.
      setImmediate(() => this.#free(shuttle));
    } else if (shuttle.completed) this.#free(shuttle);
    else queueMicrotask(() => this.#free(shuttle));
  }

  #free(shuttle: Shuttle<Load>): void {
    if (shuttle.spent || this.#closed.signal.aborted) this.#retire(shuttle);
    else this.#idle.push(shuttle);
    this.#listener.free(this);
  }

  /** Gives up those whose sockets undici has closed: whoever took one would wait for a new one. */
  #buryDead(now: number): void {
    const alive = this.#idle.findIndex(({ end }) => now - end < longestRest);
    for (const shuttle of this.#idle.splice(0, alive < 0 ? this.#idle.length : alive)) this.#retire(shuttle);
  }

  /** Closes some of those that nobody needed, a few at a time: what a crowd once needed need not stay. */
  #thin(): void {
    const few = Math.ceil(Math.min(this.#spare, this.#idle.length) / 8);
    this.#spare = Number.POSITIVE_INFINITY;
    for (const shuttle of this.#idle.splice(0, few)) this.#retire(shuttle);
  }

  #suspects(): boolean {
    const { origin, forwarder } = this.#terms;
    return forwarder === undefined && origin.startsWith('http:') && !this.#closed.signal.aborted;
  }

  /** Asks once, whether plain HTTP was the mistake. */
  #probe(): Promise<void> {
    this.#probing ??= import('./tls-probe.ts')
      .then(({ probeTimeout, speaksTls }) =>
        speaksTls(new URL(this.#terms.origin), probeTimeout, this.#closed.signal, this.#lookup),
      )
      .catch(() => false)
      .then((tls) => {
        this.#speaksTls = tls;
      });
    return this.#probing;
  }

  #retire(shuttle: Shuttle<Load>): void {
    this.#shuttles.delete(shuttle);
    const closing: Promise<void> = shuttle.close().then(() => void this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}
