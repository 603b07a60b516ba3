import type { WritePayload } from '../../generate/generator.ts';
import type { WorkerCounters } from '../metrics/worker-counters.ts';
import type { PreparedEvent } from '../workload/prepared-event.ts';
import { maxOffset, type Sampler } from '../workload/sampler.ts';
import { SentPayloads } from '../workload/sent-payloads.ts';
import type { DrawingNote } from './drawing-note.ts';
import type { PayloadClock, WorkerShare } from './worker-plan.ts';

/** The part of a worker's plan that a request writer needs. */
export interface RequestWriterPlan extends WorkerShare {
  readonly clock: PayloadClock;
  /** ms */
  readonly warmup: number;
  readonly sent: SharedArrayBuffer;
}

/** Starts deliveries: writes the payload of a number into the buffer of a free slot, and sends it. */
export class RequestWriter {
  readonly #plan: RequestWriterPlan;
  readonly #sampler: Sampler;
  readonly #events: readonly PreparedEvent[];
  readonly #counters: WorkerCounters;
  /** The clocks of the last payloads, if the clock runs: a repetition has the clock of its original. */
  readonly #clocks: Float64Array | null;
  /** `null` if no payload is sent twice. */
  readonly #sent: SentPayloads | null;
  readonly #drawing: DrawingNote | undefined;
  /** When the run started, by `performance.now()`. */
  origin = 0;
  /** When the last delivery was started, ms from the start. */
  lastStart = 0;

  constructor(
    plan: RequestWriterPlan,
    sampler: Sampler,
    events: readonly PreparedEvent[],
    counters: WorkerCounters,
    drawing?: DrawingNote,
  ) {
    this.#drawing = drawing;
    this.#plan = plan;
    this.#sampler = sampler;
    this.#events = events;
    this.#counters = counters;
    this.#sent = sampler.repeats ? new SentPayloads(plan.sent) : null;
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
    delivery.warmup = due < this.#plan.warmup;
    const write = event.writers[delivery.variant] as WritePayload;
    this.#drawing?.begin(event.number, delivery.variant, original);
    try {
      delivery.query = write(original, delivery.now, delivery.body);
    } catch (error) {
      event.pool.giveBack(slot);
      throw error;
    } finally {
      this.#drawing?.end();
    }
    const again = this.#sent?.note(original) === true;
    if (again && !delivery.warmup) this.#counters.duplicates += 1;
    this.#counters.started += 1;
    this.lastStart = now;
    const path = event.path(delivery.query);
    slot.send('POST', path, event.headers, delivery.body.view(), this.origin + due, this.origin + now);
  }

  /** The event of a delivery. */
  eventOf(n: number): PreparedEvent {
    return this.#events[this.#sampler.event(this.#sampler.original(n))] as PreparedEvent;
  }

  /** Notes that a delivery was not sent: its first repetition takes its clock. */
  skip(n: number, now: number): void {
    if (this.#clocks !== null) this.#clock(n, now);
  }

  /** The clock of a delivery's payload, ms since the epoch. */
  #clock(n: number, now: number): number {
    const { at, runs } = this.#plan.clock;
    if (!runs) return at;
    const time = Math.floor(at + now);
    if (this.#clocks === null) return time;
    const offset = this.#sampler.offset(n);
    const clock = offset === 0 ? time : (this.#clocks[this.#clockIndex(n - offset)] as number);
    this.#clocks[this.#clockIndex(n)] = clock;
    return clock;
  }

  /** A worker's own deliveries are `workers` apart. */
  #clockIndex(n: number): number {
    return Math.floor(n / this.#plan.workers) % (maxOffset + 1);
  }
}
