import { Interrupts } from './abort-registry.ts';
import { Attempt, type Terms } from './attempt.ts';
import type { Courier, CourierOptions, DeliverOptions, Exchange, OutgoingRequest } from './exchange.ts';
import { wrongScheme } from './failure.ts';
import { Lane } from './lane.ts';
import { checkProxy } from './proxy.ts';
import { Queue } from './queue.ts';
import { type Route, routeOf } from './route.ts';

export const defaultMaxResponseBytes = 1_048_576;

/**
 * Opens a courier to one origin. Nothing is connected until the first delivery.
 * @throws {UsageError} when the proxy's scheme or a PEM text cannot be used
 */
export function openCourier(origin: URL, options: CourierOptions): Courier {
  if (options.proxy !== undefined) checkProxy(options.proxy);
  return new HttpCourier(origin, options);
}

class HttpCourier implements Courier {
  readonly #origin: URL;
  readonly #terms: Terms;
  readonly #route: Route;
  readonly #connections: number;
  readonly #lanes: Lane[] = [];
  /** Last in, first out: the fewest connections do the work, and they stay warm. */
  readonly #idle: Lane[] = [];
  readonly #queue = new Queue<Attempt>();
  readonly #interrupts = new Interrupts();
  readonly #closed = new AbortController();
  #speaksTls: Promise<boolean> | undefined;

  constructor(origin: URL, options: CourierOptions) {
    this.#origin = origin;
    this.#connections = options.connections;
    this.#route = routeOf(origin, options);
    this.#terms = {
      origin: origin.origin,
      forwarder: origin.protocol === 'http:' ? options.proxy?.origin : undefined,
      timeout: options.timeout,
      maxResponseBytes: options.maxResponseBytes ?? defaultMaxResponseBytes,
    };
  }

  deliver(request: OutgoingRequest, how: DeliverOptions = {}): Promise<Exchange> {
    return new Promise((resolve) => {
      let unwatch: (() => void) | undefined;
      const due = how.due ?? performance.now();
      const attempt = new Attempt(request, due, how.giveUp === true, this.#terms, (exchange) => {
        unwatch?.();
        if (attempt.closedUnanswered && exchange.error?.code === 'transport.reset')
          this.#suspect(exchange, resolve);
        else resolve(exchange);
      });
      if (this.#closed.signal.aborted) attempt.interrupt('The courier is closed.');
      else if (request.url.origin !== this.#terms.origin) attempt.misdirected();
      else if (how.signal !== undefined) unwatch = this.#interrupts.watch(attempt, how.signal);
      if (attempt.waiting()) this.#enqueue(attempt);
    });
  }

  async close(): Promise<void> {
    this.#closed.abort();
    for (let queued = this.#queue.shift(); queued !== undefined; queued = this.#queue.shift())
      queued.interrupt('The courier was closed.');
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  #enqueue(attempt: Attempt): void {
    const lane = this.#idle.pop() ?? this.#newLane();
    if (lane === undefined) this.#queue.push(attempt);
    else lane.carry(attempt);
  }

  #newLane(): Lane | undefined {
    if (this.#lanes.length >= this.#connections) return undefined;
    const lane = new Lane(this.#route, (idle) => this.#next(idle));
    this.#lanes.push(lane);
    return lane;
  }

  #next(lane: Lane): void {
    let attempt = this.#queue.shift();
    while (attempt !== undefined && !attempt.waiting()) attempt = this.#queue.shift();
    if (attempt === undefined) this.#idle.push(lane);
    else lane.carry(attempt);
  }

  /** Asks once, whether plain HTTP was the mistake. */
  #suspect(exchange: Exchange, resolve: (exchange: Exchange) => void): void {
    if (this.#origin.protocol !== 'http:' || this.#terms.forwarder !== undefined) {
      resolve(exchange);
      return;
    }
    this.#speaksTls ??= import('./tls-probe.ts').then(({ probeTimeout, speaksTls }) =>
      speaksTls(this.#origin, probeTimeout, this.#closed.signal),
    );
    this.#speaksTls.then(
      (tls) => {
        const error = { code: 'transport.wrong_scheme', message: wrongScheme(this.#terms.origin) } as const;
        resolve(tls ? { ...exchange, error } : exchange);
      },
      () => resolve(exchange),
    );
  }
}
