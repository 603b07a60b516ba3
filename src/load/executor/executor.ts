import type { DropReason } from '../metrics/worker-counters.ts';
import type { ClosedLoop } from '../schedule/load-profile.ts';
import { pace, type Schedule } from '../schedule/schedule.ts';
import type { WorkerShare } from './worker-plan.ts';

/** Starts deliveries. Times are ms from the start of the run. */
export interface Dispatcher {
  /** Whether another delivery may be in flight. */
  hasRoom(): boolean;
  /** @param waited it is late because there was no room for it */
  start(n: number, due: number, now: number, waited: boolean): void;
  drop(n: number, due: number, reason: DropReason): void;
}

/** Decides which deliveries start when. */
export interface Executor {
  /** Starts what is due while there is room, and calls itself again when more is due. */
  advance(): void;
  /** To be called when a delivery has ended. */
  resume(): void;
  /** Starts no more, and drops what waits, in turns of the event loop where that is much. */
  stop(): void;
  /** Starts and drops no more. */
  close(): void;
  /** Whether there is nothing more to start. */
  readonly exhausted: boolean;
  /** Number of deliveries that fell due since the last call. */
  flushDue(): number;
  /** Number of deliveries that are due and wait for room. */
  readonly waiting: number;
}

/** ms after which a loop that starts deliveries yields to the event loop: responses have arrived. */
const longestTurn = 4;
/** ms. No timer waits longer. */
const longestWait = 60_000;

/** Open loop: starts deliveries when they are due, whatever the receiver does. */
export class ArrivalRateExecutor implements Executor {
  readonly #schedule: Schedule;
  /** A second one, because what falls due is counted ahead of what is started. */
  readonly #dueSchedule: Schedule;
  readonly #share: WorkerShare;
  /** ms after which a delivery that is due is dropped. */
  readonly #patience: number;
  readonly #dispatcher: Dispatcher;
  readonly #elapsed: () => number;
  /** The next delivery to start, and when it is due. */
  #next: number;
  #due: number;
  /** The next delivery to count as due. */
  #nextDue: number;
  /** A delivery is due, and there is no room for it. */
  #blocked = false;
  #lastBlocked = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #turn: NodeJS.Immediate | undefined;
  /** When it was stopped, ms: what fell due later is not dropped. */
  #stoppedAt: number | undefined;

  /** @param open returns the same schedule each time */
  constructor(
    open: () => Schedule,
    share: WorkerShare,
    patience: number,
    dispatcher: Dispatcher,
    elapsed: () => number,
  ) {
    this.#schedule = open();
    this.#dueSchedule = open();
    this.#share = share;
    this.#patience = patience;
    this.#dispatcher = dispatcher;
    this.#elapsed = elapsed;
    this.#next = share.worker;
    this.#nextDue = share.worker;
    this.#due = this.#schedule.due(this.#next);
  }

  get exhausted(): boolean {
    return this.#due === Number.POSITIVE_INFINITY;
  }

  get waiting(): number {
    return Math.max(0, (this.#nextDue - this.#next) / this.#share.workers);
  }

  advance(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    this.#blocked = false;
    const began = this.#elapsed();
    let now = began;
    while (this.#due <= now && this.#stoppedAt === undefined) {
      const n = this.#next;
      const due = this.#due;
      const late = now - due >= this.#patience;
      if (!late && !this.#dispatcher.hasRoom()) {
        this.#blocked = true;
        this.#lastBlocked = now;
        return;
      }
      this.#skip();
      const waited = due <= this.#lastBlocked;
      if (late) this.#dispatcher.drop(n, due, waited ? 'poolExhausted' : 'generatorLate');
      else this.#dispatcher.start(n, due, now, waited);
      now = this.#elapsed();
      if (now - began > longestTurn) {
        this.#turn = setImmediate(() => this.advance());
        return;
      }
    }
    if (this.exhausted || this.#stoppedAt !== undefined) return;
    // A timer counts whole ms, and may fire a little early: it is then set again.
    const wait = Math.max(1, Math.min(pace(this.#schedule, now, this.#next), longestWait));
    this.#timer = setTimeout(() => this.advance(), wait);
  }

  resume(): void {
    if (!this.#blocked || this.#stoppedAt !== undefined) return;
    this.#lastBlocked = this.#elapsed();
    this.advance();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    const began = this.#elapsed();
    this.#stoppedAt ??= began;
    while (this.#due <= this.#stoppedAt) {
      const [n, due] = [this.#next, this.#due];
      this.#skip();
      this.#dispatcher.drop(n, due, 'stopped');
      if (this.#elapsed() - began > longestTurn) {
        this.#turn = setImmediate(() => this.stop());
        return;
      }
    }
    this.#due = Number.POSITIVE_INFINITY;
  }

  close(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    this.#due = Number.POSITIVE_INFINITY;
  }

  flushDue(): number {
    const before = this.#nextDue;
    const { workers } = this.#share;
    // After a stop, what was never started does not fall due any more.
    const now = this.exhausted ? Number.NEGATIVE_INFINITY : (this.#stoppedAt ?? this.#elapsed());
    while (this.#nextDue < this.#next || this.#dueSchedule.due(this.#nextDue) <= now)
      this.#nextDue += workers;
    return (this.#nextDue - before) / workers;
  }

  #skip(): void {
    this.#next += this.#share.workers;
    this.#due = this.#schedule.due(this.#next);
  }
}

/** Closed loop: starts a delivery whenever one has ended, so that the receiver sets the rate. */
export class ConstantConcurrencyExecutor implements Executor {
  readonly #count: number;
  readonly #end: number;
  readonly #share: WorkerShare;
  readonly #dispatcher: Dispatcher;
  readonly #elapsed: () => number;
  readonly waiting = 0;
  #next: number;
  #stopped = false;
  #started = 0;
  #turn: NodeJS.Immediate | undefined;

  constructor(
    { count, duration }: ClosedLoop,
    share: WorkerShare,
    dispatcher: Dispatcher,
    elapsed: () => number,
  ) {
    this.#count = count ?? Number.POSITIVE_INFINITY;
    this.#end = duration ?? Number.POSITIVE_INFINITY;
    this.#share = share;
    this.#dispatcher = dispatcher;
    this.#elapsed = elapsed;
    this.#next = share.worker;
  }

  get exhausted(): boolean {
    return this.#stopped || this.#next >= this.#count || this.#elapsed() >= this.#end;
  }

  advance(): void {
    clearImmediate(this.#turn);
    const began = this.#elapsed();
    while (!this.#stopped && this.#next < this.#count && this.#dispatcher.hasRoom()) {
      const now = this.#elapsed();
      if (now >= this.#end) return;
      const n = this.#next;
      this.#next += this.#share.workers;
      this.#started += 1;
      this.#dispatcher.start(n, now, now, false);
      if (this.#elapsed() - began > longestTurn) {
        this.#turn = setImmediate(() => this.advance());
        return;
      }
    }
  }

  resume(): void {
    this.advance();
  }

  stop(): void {
    this.#stopped = true;
    clearImmediate(this.#turn);
  }

  close(): void {
    this.stop();
  }

  flushDue(): number {
    const started = this.#started;
    this.#started = 0;
    return started;
  }
}
