import type { WritePayload } from '../../generate/generator.ts';
import type { WorkerCounters } from '../metrics/worker-counters.ts';
import type { PreparedEvent } from '../workload/prepared-event.ts';
import { maxOffset, type Sampler } from '../workload/sampler.ts';
import type { BurstClock, Share } from './worker-plan.ts';

/** What a sender needs of a plan. */
export interface RequestWriterPlan extends Share {
  readonly clock: BurstClock;
  /** ms */
  readonly warmup: number;
}

/** Sends deliveries off: draws the payload of a number, and puts it on a connection. */
export class RequestWriter {
  readonly #plan: RequestWriterPlan;
  readonly #sampler: Sampler;
  readonly #events: readonly PreparedEvent[];
  readonly #counters: WorkerCounters;
  /** The clocks of the last payloads, where it runs: what repeats one has the same. */
  readonly #clocks: Float64Array | null;
  /** When the run started, by `performance.now()`. */
  origin = 0;
  /** When the last delivery was started, ms from the start. */
  lastStart = 0;

  constructor(
    plan: RequestWriterPlan,
    sampler: Sampler,
    events: readonly PreparedEvent[],
    counters: WorkerCounters,
  ) {
    this.#plan = plan;
    this.#sampler = sampler;
    this.#events = events;
    this.#counters = counters;
    this.#clocks = plan.clock.runs && sampler.repeats ? new Float64Array(maxOffset + 1) : null;
  }

  /** @param due ms from the start @param now ms from the start */
  send(n: number, due: number, now: number): void {
    const original = this.#sampler.original(n);
    const event = this.#events[this.#sampler.event(original)] as PreparedEvent;
    const slot = event.pool.take();
    const { delivery } = slot;
    delivery.n = n;
    delivery.original = original;
    delivery.event = event;
    delivery.variant = this.#sampler.variant(original);
    delivery.now = this.#clock(n, now);
    delivery.warm = due < this.#plan.warmup;
    const write = event.writers[delivery.variant] as WritePayload;
    delivery.query = write(original, delivery.now, delivery.body);
    if (original !== n && !delivery.warm) this.#counters.duplicates += 1;
    this.#counters.started += 1;
    this.lastStart = now;
    const path = event.path(delivery.query);
    slot.send('POST', path, event.headers, delivery.body.view(), this.origin + due, this.origin + now);
  }

  /** The event that a delivery is of. */
  eventOf(n: number): PreparedEvent {
    return this.#events[this.#sampler.event(this.#sampler.original(n))] as PreparedEvent;
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
    const back = this.#sampler.offset(n);
    const clock = back === 0 ? time : (this.#clocks[this.#slot(n - back)] as number);
    this.#clocks[this.#slot(n)] = clock;
    return clock;
  }

  /** All that one repeats are as many workers apart. */
  #slot(n: number): number {
    return Math.floor(n / this.#plan.workers) % (maxOffset + 1);
  }
}
