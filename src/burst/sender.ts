import type { WritePayload } from '../generate/generator.ts';
import { type Deck, reach } from './deck.ts';
import type { BurstClock, Share } from './plan.ts';
import type { Tally } from './tally.ts';
import type { WorkedEvent } from './worked-event.ts';

/** What a sender needs of a plan. */
export interface SenderPlan extends Share {
  readonly clock: BurstClock;
  /** ms */
  readonly warmup: number;
}

/** Sends deliveries off: draws the payload of a number, and puts it on a connection. */
export class Sender {
  readonly #plan: SenderPlan;
  readonly #deck: Deck;
  readonly #events: readonly WorkedEvent[];
  readonly #tally: Tally;
  /** The clocks of the last payloads, where it runs: what repeats one has the same. */
  readonly #clocks: Float64Array | null;
  /** When the run started, by `performance.now()`. */
  origin = 0;
  /** When the last delivery was started, ms from the start. */
  lastStart = 0;

  constructor(plan: SenderPlan, deck: Deck, events: readonly WorkedEvent[], tally: Tally) {
    this.#plan = plan;
    this.#deck = deck;
    this.#events = events;
    this.#tally = tally;
    this.#clocks = plan.clock.runs && deck.repeats ? new Float64Array(reach + 1) : null;
  }

  /** @param due ms from the start @param now ms from the start */
  send(n: number, due: number, now: number): void {
    const original = this.#deck.original(n);
    const event = this.#events[this.#deck.suit(original)] as WorkedEvent;
    const shuttle = event.relay.take();
    const { load } = shuttle;
    load.n = n;
    load.original = original;
    load.event = event;
    load.variant = this.#deck.variant(original);
    load.now = this.#clock(n, now);
    load.warm = due < this.#plan.warmup;
    load.query = (event.writers[load.variant] as WritePayload)(original, load.now, shuttle.body);
    if (original !== n && !load.warm) this.#tally.duplicates += 1;
    this.#tally.started += 1;
    this.lastStart = now;
    shuttle.carry(event.path(load.query), event.headers, this.origin + due, this.origin + now);
  }

  /** The event that a delivery is of. */
  eventOf(n: number): WorkedEvent {
    return this.#events[this.#deck.suit(this.#deck.original(n))] as WorkedEvent;
  }

  /** It was not sent; what repeats it will be the first. */
  skip(n: number, now: number): void {
    if (this.#clocks !== null) this.#clock(n, now);
  }

  /** The clock of a delivery's payload, ms since the epoch. */
  #clock(n: number, now: number): number {
    const { at, runs } = this.#plan.clock;
    if (!runs) return at;
    const time = Math.floor(at + now);
    if (this.#clocks === null) return time;
    const back = this.#deck.back(n);
    const clock = back === 0 ? time : (this.#clocks[this.#slot(n - back)] as number);
    this.#clocks[this.#slot(n)] = clock;
    return clock;
  }

  /** All that one repeats are as many workers apart. */
  #slot(n: number): number {
    return Math.floor(n / this.#plan.workers) % (reach + 1);
  }
}
