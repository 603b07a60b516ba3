import { outcomes, type Verdict } from '../../verdict/verdict.ts';
import { Counter } from './histogram.ts';
import type { EventSample, FindingSample, Sample } from './sample.ts';

const outcomeNumber = Object.fromEntries(outcomes.map((outcome, i) => [outcome, i])) as Record<
  (typeof outcomes)[number],
  number
>;

/**
 * Why a delivery was not started: there was no place for it until its deadline; there was, and the generator did not come
 * to it; or the run was stopped.
 */
export type DropReason = 'poolExhausted' | 'generatorLate' | 'stopped';

/** What a worker counts between two samples. Its size depends on the number of events and variants alone. */
export class WorkerCounters {
  readonly #events: EventCounters[];
  readonly #warmup = new EventCounters();
  /** Ended and failed, by variantId. */
  readonly #variantIds: Uint32Array;
  readonly #codes = new Map<
    string,
    { readonly of: Verdict['findings'][number]; readonly counts: Uint32Array }
  >();
  readonly #lateness = new Counter();
  readonly #lag = new Counter();
  #poolExhausted = 0;
  #generatorLate = 0;
  due = 0;
  started = 0;
  duplicates = 0;
  answered = 0;
  gone = 0;

  /** @param variantIds variants of all events together */
  constructor(events: number, variantIds: number) {
    this.#events = Array.from({ length: events }, () => new EventCounters());
    this.#variantIds = new Uint32Array(2 * variantIds);
  }

  drop(event: number, warm: boolean, reason: DropReason): void {
    if (!warm && reason === 'poolExhausted') this.#poolExhausted += 1;
    if (!warm && reason === 'generatorLate') this.#generatorLate += 1;
    (warm ? this.#warmup : (this.#events[event] as EventCounters)).dropped += 1;
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
  end(event: number, variantId: number, verdict: Verdict, latency: number, service: number): void {
    (this.#events[event] as EventCounters).end(verdict, latency, service);
    (this.#variantIds[2 * variantId] as number) += 1;
    if (verdict.outcome !== 'accepted') (this.#variantIds[2 * variantId + 1] as number) += 1;
    for (let i = 0; i < verdict.findings.length; i += 1) this.#find(variantId, verdict.findings, i);
  }

  /** One of the warm-up. */
  warm(verdict: Verdict, latency: number, service: number): void {
    this.#warmup.end(verdict, latency, service);
  }

  /** Hands over what was counted, and begins anew. */
  take(): Pick<
    Sample,
    | 'events'
    | 'warmup'
    | 'variants'
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
    const drops = { poolExhausted: this.#poolExhausted, generatorLate: this.#generatorLate };
    this.#poolExhausted = 0;
    this.#generatorLate = 0;
    this.due = 0;
    this.started = 0;
    this.duplicates = 0;
    this.answered = 0;
    this.gone = 0;
    return {
      events: this.#events.map((event) => event.take()),
      warmup: this.#warmup.take(),
      variants: this.#takeVariants(),
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
  #find(variantId: number, findings: Verdict['findings'], i: number): void {
    const of = findings[i] as Verdict['findings'][number];
    for (let before = 0; before < i; before += 1) if (findings[before]?.code === of.code) return;
    let entry = this.#codes.get(of.code);
    if (entry === undefined) {
      entry = { of, counts: new Uint32Array(this.#variantIds.length / 2) };
      this.#codes.set(of.code, entry);
    }
    (entry.counts[variantId] as number) += 1;
  }

  #takeVariants(): Uint32Array {
    const taken: number[] = [];
    for (let variantId = 0; 2 * variantId < this.#variantIds.length; variantId += 1) {
      const ended = this.#variantIds[2 * variantId] as number;
      if (ended > 0) taken.push(variantId, ended, this.#variantIds[2 * variantId + 1] as number);
    }
    this.#variantIds.fill(0);
    return Uint32Array.from(taken);
  }

  #takeCodes(): FindingSample[] {
    const taken: FindingSample[] = [];
    for (const { of, counts } of this.#codes.values()) {
      for (const [variantId, count] of counts.entries()) {
        if (count > 0) taken.push({ variantId: variantId, code: of.code, severity: of.severity, count });
      }
      counts.fill(0);
    }
    return taken;
  }
}

class EventCounters {
  dropped = 0;
  readonly #outcomes = outcomes.map(() => 0);
  readonly #latency = new Counter();
  readonly #service = new Counter();

  end(verdict: Verdict, latency: number, service: number): void {
    (this.#outcomes[outcomeNumber[verdict.outcome]] as number) += 1;
    this.#latency.record(latency);
    this.#service.record(service);
  }

  take(): EventSample {
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
