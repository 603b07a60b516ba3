import type { LocalizedText } from '../language.ts';
import type { Exchange, ExchangeError, OutgoingRequest } from './exchange.ts';
import type { ExchangeSlot } from './exchange-slot.ts';
import { queueDeadlineError, trailingBytesError } from './failure.ts';
import { ConnectionPool, interrupted, type PoolOptions } from './pool.ts';
import { Queue } from './queue.ts';

export interface ClientOptions extends Omit<PoolOptions, 'scheduling'> {
  /** Upper bound of connections open at once. */
  readonly connections: number;
}

export interface RequestOptions {
  /** When the delivery was due, by `performance.now()`; the deadline counts from it. Default: now. */
  readonly due?: number | undefined;
  /** Close the connection as soon as the request was sent, as an impatient client does. The exchange ends as `aborted`. */
  readonly giveUp?: boolean | undefined;
}

/**
 * ms for which the first response of a client is held: a receiver that sends more than its responses usually does so every
 * time, and what follows in a segment of its own can then still be told of the delivery that it followed.
 */
const holdTime = 20;

/** ms between the last byte of a request and giving up, so that the receiver has begun to handle it. */
const giveUpDelay = 5;

const gaveUp: LocalizedText = {
  zh: '按要求在请求发出后立即断开，没有等待响应。',
  en: 'Given up on purpose as soon as the request was sent, before any answer.',
};

/** A delivery: in the queue at first, in a slot later. */
interface ClientDelivery {
  readonly request: OutgoingRequest;
  readonly due: number;
  readonly giveUp: boolean;
  readonly resolve: (exchange: Exchange) => void;
  slot: ClientSlot | null;
  timer: NodeJS.Timeout | undefined;
  ended: boolean;
}

type ClientSlot = ExchangeSlot<ClientDelivery | null>;

/** Sends requests to one origin over a limited number of connections. Further requests wait in a queue. */
export class HttpClient {
  readonly #origin: string;
  readonly #options: ClientOptions;
  readonly #pool: ConnectionPool<ClientDelivery | null>;
  readonly #queue = new Queue<ClientDelivery>();
  /** The first delivery that got a response, while that is held. */
  #held: { readonly slot: ClientSlot; trailing: boolean } | null | undefined;
  #strays = 0;
  /** Why nothing is sent any more. */
  #aborted: LocalizedText | null = null;

  /** Connects at the first request. @throws {UsageError} when the proxy's scheme or a PEM text cannot be used */
  constructor(origin: URL, options: ClientOptions) {
    this.#origin = origin.origin;
    this.#options = options;
    const poolOptions = { ...options, scheduling: 'lifo' } as const;
    this.#pool = new ConnectionPool<ClientDelivery | null>(origin, poolOptions, () => null, {
      sent: (slot) => this.#sent(slot),
      ended: (slot) => this.#ended(slot),
      strayed: (slot) => {
        if (this.#held?.slot === slot && slot.delivery === null) this.#held.trailing = true;
        else this.#strays += 1;
      },
      free: () => this.#advance(),
    });
  }

  /** How often bytes arrived on an idle connection, too late to be told of a delivery: it was closed. */
  get strays(): number {
    return this.#strays;
  }

  /** Never throws: whatever happens is in the exchange. It repeats only what {@link Exchange.reconnects} counts. */
  send(request: OutgoingRequest, options: RequestOptions = {}): Promise<Exchange> {
    const { due = performance.now(), giveUp = false } = options;
    return new Promise((resolve) => {
      const delivery: ClientDelivery = {
        request,
        due,
        giveUp,
        resolve,
        slot: null,
        timer: undefined,
        ended: false,
      };
      const refusal = this.#refusal(request.url.origin);
      if (refusal !== null) this.#refuse(delivery, refusal);
      else {
        const left = this.#deadline(delivery) - performance.now();
        delivery.timer = setTimeout(() => this.#expire(delivery), Math.max(0, left));
        this.#queue.push(delivery);
        this.#advance();
      }
    });
  }

  /** Ends what has not ended yet, and whatever is sent from now on, with the error code `aborted`. */
  abort(message = interrupted): void {
    this.#aborted ??= message;
    for (let queued = this.#queue.shift(); queued !== undefined; queued = this.#queue.shift())
      if (!queued.ended) this.#refuse(queued, { code: 'aborted', message });
    this.#pool.abort(message);
  }

  async close(): Promise<void> {
    this.abort({ zh: '客户端已关闭。', en: 'The client was closed.' });
    await this.#pool.close();
  }

  #refusal(origin: string): ExchangeError | null {
    if (this.#aborted !== null) return { code: 'aborted', message: this.#aborted };
    if (origin === this.#origin) return null;
    const message = {
      zh: `请求的目标是 ${origin}，而这个客户端连接的是 ${this.#origin}。`,
      en: `The request is for ${origin}, but this client connects to ${this.#origin}.`,
    };
    return { code: 'request.invalid', message };
  }

  #advance(): void {
    while (this.#pool.busy < this.#options.connections) {
      const delivery = this.#queue.shift();
      if (delivery === undefined) return;
      if (delivery.ended) continue;
      const now = performance.now();
      // Timers count whole milliseconds: with less than one left, nothing could be sent and answered.
      if (this.#deadline(delivery) - now < 1) this.#expire(delivery);
      else this.#start(delivery, now);
    }
  }

  #start(delivery: ClientDelivery, now: number): void {
    const { method, url, headers, body } = delivery.request;
    const slot = this.#pool.take();
    slot.delivery = delivery;
    delivery.slot = slot;
    slot.send(method, url.pathname + url.search, this.#pool.headers(headers), body, delivery.due, now);
  }

  #sent(slot: ClientSlot): void {
    const { delivery } = slot;
    if (delivery?.giveUp !== true) return;
    const { reconnects } = slot;
    setTimeout(() => {
      if (!delivery.ended && slot.reconnects === reconnects) slot.abort(gaveUp);
    }, giveUpDelay);
  }

  #ended(slot: ClientSlot): void {
    const { delivery } = slot;
    if (delivery === null) return;
    slot.delivery = null;
    // A response that came within `giveUpDelay` is not taken.
    if (delivery.giveUp && slot.error === null) slot.fail({ code: 'aborted', message: gaveUp });
    const exchange = slot.exchange();
    if (this.#held === undefined && exchange.error === null) this.#hold(slot, delivery, exchange);
    else this.#end(delivery, exchange);
  }

  #hold(slot: ClientSlot, delivery: ClientDelivery, exchange: Exchange): void {
    const held = { slot, trailing: false };
    this.#held = held;
    clearTimeout(delivery.timer);
    setTimeout(() => {
      this.#held = null;
      const error = held.trailing ? trailingBytesError(this.#origin) : null;
      this.#end(delivery, { ...exchange, error });
    }, holdTime);
  }

  #deadline({ due }: ClientDelivery): number {
    return due + this.#options.timeout;
  }

  #expire(delivery: ClientDelivery): void {
    const { slot } = delivery;
    // A timer may come a fraction of a millisecond early.
    if (slot !== null) slot.expire(Math.max(performance.now(), this.#deadline(delivery)));
    else this.#refuse(delivery, queueDeadlineError(this.#origin, this.#options.timeout));
  }

  /** Ends a delivery that has no connection yet. */
  #refuse(delivery: ClientDelivery, error: ExchangeError): void {
    const queue = Math.max(0, performance.now() - delivery.due);
    this.#end(delivery, {
      startedAt: Date.now(),
      status: null,
      statusText: '',
      headers: {},
      body: Buffer.alloc(0),
      bytes: 0,
      timings: { queue, connect: null, firstByte: null, total: 0 },
      reconnects: 0,
      error,
    });
  }

  #end(delivery: ClientDelivery, exchange: Exchange): void {
    delivery.ended = true;
    clearTimeout(delivery.timer);
    delivery.resolve(exchange);
  }
}
