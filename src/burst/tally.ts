import { outcomes, type Verdict } from '../verdict/verdict.ts';
import { Counter } from './histogram.ts';
import type { CodeTick, EventTick, Tick } from './tick.ts';

const outcomeNumber = Object.fromEntries(outcomes.map((outcome, i) => [outcome, i])) as Record<
  (typeof outcomes)[number],
  number
>;

/**
 * Why a delivery was not started: there was no place for it until its deadline; there was, and the generator did not come
 * to it; or the run was stopped.
 */
export type DropReason = 'crowded' | 'overslept' | 'stopped';

/** What a worker counts between two ticks. Its size depends on the number of events and variants alone. */
export class Tally {
  readonly #events: EventTally[];
  readonly #warmup = new EventTally();
  /** Ended and failed, by lot. */
  readonly #lots: Uint32Array;
  readonly #codes = new Map<
    string,
    { readonly of: Verdict['findings'][number]; readonly counts: Uint32Array }
  >();
  readonly #lateness = new Counter();
  readonly #lag = new Counter();
  #crowded = 0;
  #overslept = 0;
  due = 0;
  started = 0;
  duplicates = 0;
  answered = 0;
  gone = 0;

  /** @param lots variants of all events together */
  constructor(events: number, lots: number) {
    this.#events = Array.from({ length: events }, () => new EventTally());
    this.#lots = new Uint32Array(2 * lots);
  }

  drop(event: number, warm: boolean, reason: DropReason): void {
    if (!warm && reason === 'crowded') this.#crowded += 1;
    if (!warm && reason === 'overslept') this.#overslept += 1;
    (warm ? this.#warmup : (this.#events[event] as EventTally)).dropped += 1;
  }

  /** A delivery was started that had a place at once. @param late ms */
  late(late: number): void {
    this.#lateness.record(late);
  }

  /** A timer of the event loop was late. @param late ms */
  lag(late: number): void {
    this.#lag.record(late);
  }

  /** @param latency from due, ms @param service from sent, ms */
  end(event: number, lot: number, verdict: Verdict, latency: number, service: number): void {
    (this.#events[event] as EventTally).end(verdict, latency, service);
    (this.#lots[2 * lot] as number) += 1;
    if (verdict.outcome !== 'accepted') (this.#lots[2 * lot + 1] as number) += 1;
    for (let i = 0; i < verdict.findings.length; i += 1) this.#find(lot, verdict.findings, i);
  }

  /** One of the warm-up. */
  warm(verdict: Verdict, latency: number, service: number): void {
    this.#warmup.end(verdict, latency, service);
  }

  /** Hands over what was counted, and begins anew. */
  take(): Pick<
    Tick,
    | 'events'
    | 'warmup'
    | 'lots'
    | 'codes'
    | 'lateness'
    | 'lag'
    | 'drops'
    | 'due'
    | 'started'
    | 'duplicates'
    | 'answered'
    | 'gone'
  > {
    const { due, started, duplicates, answered, gone } = this;
    const drops = { crowded: this.#crowded, overslept: this.#overslept };
    this.#crowded = 0;
    this.#overslept = 0;
    this.due = 0;
    this.started = 0;
    this.duplicates = 0;
    this.answered = 0;
    this.gone = 0;
    return {
      events: this.#events.map((event) => event.take()),
      warmup: this.#warmup.take(),
      lots: this.#takeLots(),
      codes: this.#takeCodes(),
      lateness: this.#lateness.take(),
      lag: this.#lag.take(),
      drops,
      due,
      started,
      duplicates,
      answered,
      gone,
    };
  }

  /** A response with a finding twice has it once. */
  #find(lot: number, findings: Verdict['findings'], i: number): void {
    const of = findings[i] as Verdict['findings'][number];
    for (let before = 0; before < i; before += 1) if (findings[before]?.code === of.code) return;
    let entry = this.#codes.get(of.code);
    if (entry === undefined) {
      entry = { of, counts: new Uint32Array(this.#lots.length / 2) };
      this.#codes.set(of.code, entry);
    }
    (entry.counts[lot] as number) += 1;
  }

  #takeLots(): Uint32Array {
    const taken: number[] = [];
    for (let lot = 0; 2 * lot < this.#lots.length; lot += 1) {
      const ended = this.#lots[2 * lot] as number;
      if (ended > 0) taken.push(lot, ended, this.#lots[2 * lot + 1] as number);
    }
    this.#lots.fill(0);
    return Uint32Array.from(taken);
  }

  #takeCodes(): CodeTick[] {
    const taken: CodeTick[] = [];
    for (const { of, counts } of this.#codes.values()) {
      for (const [lot, count] of counts.entries()) {
        if (count > 0) taken.push({ lot, code: of.code, severity: of.severity, count });
      }
      counts.fill(0);
    }
    return taken;
  }
}

class EventTally {
  dropped = 0;
  readonly #outcomes = outcomes.map(() => 0);
  readonly #latency = new Counter();
  readonly #service = new Counter();

  end(verdict: Verdict, latency: number, service: number): void {
    (this.#outcomes[outcomeNumber[verdict.outcome]] as number) += 1;
    this.#latency.record(latency);
    this.#service.record(service);
  }

  take(): EventTick {
    const taken = {
      dropped: this.dropped,
      outcomes: [...this.#outcomes],
      latency: this.#latency.take(),
      service: this.#service.take(),
    };
    this.dropped = 0;
    this.#outcomes.fill(0);
    return taken;
  }
}
