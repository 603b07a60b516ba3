import type { DropReason } from '../metrics/worker-counters.ts';
import { pace, type Schedule } from '../schedule/schedule.ts';
import type { ClosedLoop, Share } from './worker-plan.ts';

/** Where deliveries are started. Times are ms from the start of the run. */
export interface Dispatcher {
  /** Whether there is a place for another one. */
  free(): boolean;
  /** @param waited it is late because there was no place for it */
  start(n: number, due: number, now: number, waited: boolean): void;
  /** It could not be started in time. */
  drop(n: number, due: number, reason: DropReason): void;
}

/** Decides which deliveries start when. */
export interface Executor {
  /** Starts what is due and has a place, and comes back by itself when more is due. */
  advance(): void;
  /** There is a place again. */
  freed(): void;
  /** Starts nothing more, and gives up what waits. */
  stop(): void;
  /** Whether there will be nothing more to start. */
  readonly exhausted: boolean;
  /** How many fell due since the last time. */
  takeDue(): number;
  /** How many are due and wait for a place. */
  readonly waiting: number;
}

/** ms for which deliveries are started in one go: then it is the turn of what has arrived. */
const stint = 4;
/** ms. No timer waits longer. */
const longestWait = 60_000;

/** Starts deliveries when they are due, whatever the receiver does. */
export class ArrivalRateExecutor implements Executor {
  readonly #schedule: Schedule;
  /** Another one: what falls due is counted ahead of what is started. */
  readonly #falling: Schedule;
  readonly #share: Share;
  /** ms after which what is due is given up. */
  readonly #patience: number;
  readonly #dispatcher: Dispatcher;
  readonly #elapsed: () => number;
  #next: number;
  #due: number;
  #falls: number;
  /** Something is due that there is no place for. */
  #blocked = false;
  /** When that was so last. */
  #lastBlocked = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #turn: NodeJS.Immediate | undefined;

  /** @param open gives the same schedule each time */
  constructor(
    open: () => Schedule,
    share: Share,
    patience: number,
    dispatcher: Dispatcher,
    elapsed: () => number,
  ) {
    this.#schedule = open();
    this.#falling = open();
    this.#share = share;
    this.#patience = patience;
    this.#dispatcher = dispatcher;
    this.#elapsed = elapsed;
    this.#next = share.worker;
    this.#falls = share.worker;
    this.#due = this.#schedule.due(this.#next);
  }

  get exhausted(): boolean {
    return this.#due === Number.POSITIVE_INFINITY;
  }

  get waiting(): number {
    return Math.max(0, (this.#falls - this.#next) / this.#share.workers);
  }

  advance(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    this.#blocked = false;
    const began = this.#elapsed();
    let now = began;
    while (this.#due <= now) {
      const n = this.#next;
      const due = this.#due;
      const late = now - due >= this.#patience;
      if (!late && !this.#dispatcher.free()) {
        this.#blocked = true;
        this.#lastBlocked = now;
        return;
      }
      this.#pass();
      const waited = due <= this.#lastBlocked;
      if (late) this.#dispatcher.drop(n, due, waited ? 'poolExhausted' : 'generatorLate');
      else this.#dispatcher.start(n, due, now, waited);
      now = this.#elapsed();
      if (now - began > stint) {
        this.#turn = setImmediate(() => this.advance());
        return;
      }
    }
    if (this.exhausted) return;
    // A timer counts whole ms, and may come a little early: it is set anew then.
    const wait = Math.max(1, Math.min(pace(this.#schedule, now, this.#next), longestWait));
    this.#timer = setTimeout(() => this.advance(), wait);
  }

  freed(): void {
    if (!this.#blocked) return;
    this.#lastBlocked = this.#elapsed();
    this.advance();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    const now = this.#elapsed();
    for (; this.#due <= now; this.#pass()) this.#dispatcher.drop(this.#next, this.#due, 'stopped');
    this.#due = Number.POSITIVE_INFINITY;
  }

  takeDue(): number {
    const before = this.#falls;
    // After a stop, what was never started does not fall due any more.
    const now = this.exhausted ? Number.NEGATIVE_INFINITY : this.#elapsed();
    while (this.#falls < this.#next || this.#falling.due(this.#falls) <= now)
      this.#falls += this.#share.workers;
    return (this.#falls - before) / this.#share.workers;
  }

  #pass(): void {
    this.#next += this.#share.workers;
    this.#due = this.#schedule.due(this.#next);
  }
}

/** Starts a delivery whenever one has ended: as many a second as the receiver answers. */
export class ConstantConcurrencyExecutor implements Executor {
  readonly #count: number;
  readonly #end: number;
  readonly #share: Share;
  readonly #dispatcher: Dispatcher;
  readonly #elapsed: () => number;
  readonly waiting = 0;
  #next: number;
  #stopped = false;
  #started = 0;

  constructor({ count, duration }: ClosedLoop, share: Share, dispatcher: Dispatcher, elapsed: () => number) {
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
    while (!this.#stopped && this.#next < this.#count && this.#dispatcher.free()) {
      const now = this.#elapsed();
      if (now >= this.#end) return;
      const n = this.#next;
      this.#next += this.#share.workers;
      this.#started += 1;
      this.#dispatcher.start(n, now, now, false);
    }
  }

  freed(): void {
    this.advance();
  }

  stop(): void {
    this.#stopped = true;
  }

  takeDue(): number {
    const started = this.#started;
    this.#started = 0;
    return started;
  }
}
