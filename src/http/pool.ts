import type { OnReadOpts } from 'node:net';
import type { LocalizedText } from '../language.ts';
import { type ConnectionOptions, type Dial, type Dialed, maxIdle, type Pending } from './connection.ts';
import { ExchangeSlot, type SlotListener, type SlotOptions } from './exchange-slot.ts';
import { wrongSchemeError } from './failure.ts';
import { routeHeaders, routeOf } from './route.ts';
import { UndiciConnection } from './undici-connection.ts';

export interface PoolOptions extends ConnectionOptions {
  /** Total deadline of a delivery in ms, from when it was due. */
  readonly timeout: number;
  /** Cap on the response body, before and after decoding. Default 1 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Which idle connection is used next. `lifo`: the one used last, so that few do the work and stay open between
   * deliveries that are far apart. `fifo`: the one idle for longest, so that none is idle for long. Under load, `lifo`
   * would close all that a peak needed together a second later, which holds everything up, and open them again for the
   * next peak.
   */
  readonly scheduling: 'lifo' | 'fifo';
}

export interface PoolListener<Delivery> extends Partial<Pick<SlotListener<Delivery>, 'sent' | 'strayed'>> {
  /** The exchange has ended; the slot's fields say how. Nothing may be sent here: see {@link free}. */
  ended(slot: ExchangeSlot<Delivery>): void;
  /** A connection is being made, or that has ended. */
  dialing?(change: 1 | -1): void;
  /** Called at once or soon after that: there may be room for another delivery, and it may be sent from here. */
  free(): void;
}

/** Why an exchange that the user interrupted has no response. */
export const interrupted: LocalizedText = {
  zh: '响应还没收完就中断了。',
  en: 'Interrupted before the response was complete.',
};

const closedEarly: LocalizedText = {
  zh: '响应还没收完就关闭了。',
  en: 'Closed before the response was complete.',
};

const defaultMaxResponseBytes = 1_048_576;

/** ms between two rounds of closing idle connections that are not needed. */
const thinningInterval = 1000;

/**
 * Connections to one origin: one for each delivery under way, and idle ones. The caller limits their number, and enforces
 * the deadlines by calling {@link sweep} regularly or {@link ExchangeSlot.expire} for each delivery.
 */
export class ConnectionPool<Delivery> {
  /** How often a socket was opened, or an attempt made. */
  opened = 0;
  /** How often bytes arrived on a connection on which nothing was asked: it was closed. */
  strays = 0;
  readonly #options: SlotOptions;
  readonly #scheduling: PoolOptions['scheduling'];
  readonly #addressing: Pick<PoolOptions, 'resolve' | 'lookup'>;
  readonly #newDelivery: () => Delivery;
  readonly #listener: PoolListener<Delivery>;
  readonly #slotListener: SlotListener<Delivery>;
  /** All of them, busy or idle. */
  readonly #slots = new Set<ExchangeSlot<Delivery>>();
  /** The one that was used last comes last. */
  readonly #idle: ExchangeSlot<Delivery>[] = [];
  /** The fewest that were idle at a time since the last thinning. */
  #spare = Number.POSITIVE_INFINITY;
  #thinnedAt = 0;
  readonly #closing = new Set<Promise<void>>();
  readonly #closed = new AbortController();
  #speaksTls: boolean | undefined;
  #probing: Promise<void> | undefined;

  /**
   * Nothing is connected until the first delivery.
   * @param newDelivery makes `delivery` of a new slot
   * @throws {UsageError} when the proxy's scheme or a PEM text cannot be used
   */
  constructor(
    origin: URL,
    options: PoolOptions,
    newDelivery: () => Delivery,
    listener: PoolListener<Delivery>,
  ) {
    const route = routeOf(origin, options);
    this.#options = {
      route: {
        ...route,
        dial: (...call) => this.#dial(route.dial, ...call),
      },
      timeout: options.timeout,
      maxResponseBytes: options.maxResponseBytes ?? defaultMaxResponseBytes,
    };
    this.#scheduling = options.scheduling;
    this.#addressing = { resolve: options.resolve, lookup: options.lookup };
    this.#newDelivery = newDelivery;
    this.#listener = listener;
    this.#slotListener = {
      sent: (slot) => listener.sent?.(slot),
      ended: (slot) => this.#ended(slot),
      strayed: (slot) => {
        this.strays += 1;
        listener.strayed?.(slot);
      },
    };
  }

  /** How many connections are in use, or not yet closed after a failure. */
  get busy(): number {
    return this.#slots.size - this.#idle.length;
  }

  /** A request's own headers and those that its route adds, for {@link ExchangeSlot.send}: once for many deliveries. */
  headers(own: Readonly<Record<string, string>>): readonly string[] {
    return routeHeaders(this.#options.route, own);
  }

  take(): ExchangeSlot<Delivery> {
    const idle = this.#scheduling === 'fifo' ? this.#idle.shift() : this.#idle.pop();
    this.#spare = Math.min(this.#spare, this.#idle.length);
    if (idle !== undefined) return idle;
    const connection = new UndiciConnection(this.#options.route);
    const slot = new ExchangeSlot(connection, this.#options, this.#newDelivery(), this.#slotListener);
    this.#slots.add(slot);
    return slot;
  }

  /** Takes a slot back with which nothing was sent. */
  giveBack(slot: ExchangeSlot<Delivery>): void {
    this.#idle.push(slot);
  }

  /** Ends what is overdue, and closes connections that are not needed. @param now by `performance.now()` */
  sweep(now: number): void {
    for (const slot of this.#slots) slot.expire(now);
    this.#retireClosed(now);
    if (now - this.#thinnedAt < thinningInterval) return;
    this.#thinnedAt = now;
    this.#thin();
  }

  abort(message: LocalizedText): void {
    for (const slot of this.#slots) slot.abort(message);
  }

  /** Closes every connection at once; what is under way ends as `aborted`. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.abort(closedEarly);
    for (const slot of this.#idle.splice(0)) this.#retire(slot);
    // By then, the aborted ones are retired, too.
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all(this.#closing);
  }

  #dial(dial: Dial, dialed: Dialed, onread?: OnReadOpts): Pending {
    this.opened += 1;
    this.#listener.dialing?.(1);
    let under = true;
    const over = (): void => {
      if (under) this.#listener.dialing?.(-1);
      under = false;
    };
    const pending = dial((error, socket) => {
      dialed(error, socket);
      over();
    }, onread);
    return {
      destroy() {
        over();
        pending.destroy();
      },
    };
  }

  #ended(slot: ExchangeSlot<Delivery>): void {
    if (slot.closedUnanswered && this.#mayExpectTls()) {
      if (this.#speaksTls === undefined) {
        // Its connection is gone: others need not wait for its place until the probe is over.
        setImmediate(() => this.#free(slot));
        void this.#probe().then(() => this.#ended(slot));
        return;
      }
      if (this.#speaksTls) slot.fail(wrongSchemeError(this.#options.route.origin));
    }
    this.#listener.ended(slot);
    // A connection is not closed from within its own callbacks. And where connections fail at once, for want of file
    // descriptors or a route, one after the other would otherwise take the place of the last and nothing else run.
    if (slot.reusable) this.#free(slot);
    else setImmediate(() => this.#free(slot));
  }

  #mayExpectTls(): boolean {
    const { origin, forwarder } = this.#options.route;
    return forwarder === undefined && origin.startsWith('http:') && !this.#closed.signal.aborted;
  }

  /** Finds out once whether plain HTTP was the mistake. */
  #probe(): Promise<void> {
    this.#probing ??= import('./tls-probe.ts')
      .then(({ speaksTls }) =>
        speaksTls(new URL(this.#options.route.origin), this.#closed.signal, this.#addressing),
      )
      .catch(() => false)
      .then((tls) => {
        this.#speaksTls = tls;
      });
    return this.#probing;
  }

  #free(slot: ExchangeSlot<Delivery>): void {
    if (slot.reusable && !this.#closed.signal.aborted) this.#idle.push(slot);
    else this.#retire(slot);
    this.#listener.free();
  }

  #retireClosed(now: number): void {
    const open = this.#idle.findIndex(({ end }) => now - end < maxIdle);
    for (const slot of this.#idle.splice(0, open < 0 ? this.#idle.length : open)) this.#retire(slot);
  }

  /** Closes an eighth of those that were not needed, so that the connections of a peak do not stay. */
  #thin(): void {
    const few = Math.ceil(Math.min(this.#spare, this.#idle.length) / 8);
    this.#spare = Number.POSITIVE_INFINITY;
    for (const slot of this.#idle.splice(0, few)) this.#retire(slot);
  }

  #retire(slot: ExchangeSlot<Delivery>): void {
    this.#slots.delete(slot);
    const closing: Promise<void> = slot.close().then(() => void this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}
