import { type Finding, outcomes, type Verdict } from '../../verdict/verdict.ts';
import { coarseBits, type Histogram, smallHistogram } from './histogram.ts';
import type { CounterSample, EventSample, FindingSample, VariantSample } from './sample.ts';

const outcomeIndex = Object.fromEntries(outcomes.map((outcome, i) => [outcome, i])) as Record<
  (typeof outcomes)[number],
  number
>;

/** Why a delivery was not started: no room until its deadline, a generator that came too late, or the run's stop. */
export type DropReason = 'poolExhausted' | 'generatorLate' | 'stopped';

/** What a worker counts between two samples. Its size depends on the number of events and variants only. */
export class WorkerCounters {
  readonly #events: EventCounters[];
  readonly #warmup = new EventCounters();
  /** Ended and failed, by variant id. */
  readonly #variants: Uint32Array;
  /** By variant id, of those that were sent. */
  readonly #durations: (Durations | undefined)[];
  readonly #findings = new Map<string, { readonly finding: Finding; readonly counts: Uint32Array }>();
  readonly #lateness = smallHistogram();
  readonly #lag = smallHistogram();
  readonly #drops: Record<DropReason, number> = { poolExhausted: 0, generatorLate: 0, stopped: 0 };
  due = 0;
  started = 0;
  duplicates = 0;
  reconnects = 0;
  answered = 0;
  gone = 0;

  /** @param variants number of variants of all events together */
  constructor(events: number, variants: number) {
    this.#events = Array.from({ length: events }, () => new EventCounters());
    this.#variants = new Uint32Array(2 * variants);
    this.#durations = Array.from({ length: variants }, () => undefined);
  }

  drop(event: number, warmup: boolean, reason: DropReason): void {
    if (warmup) this.#warmup.dropped += 1;
    else {
      this.#drops[reason] += 1;
      (this.#events[event] as EventCounters).dropped += 1;
    }
  }

  /** A delivery was started for which there was room at once. @param ms after it was due */
  recordLateness(ms: number): void {
    this.#lateness.record(ms);
  }

  /** A timer of the event loop fired. @param ms after it was due */
  recordLag(ms: number): void {
    this.#lag.record(ms);
  }

  /** @param latency from due, ms @param service from sent, ms */
  end(event: number, variantId: number, verdict: Verdict, latency: number, service: number): void {
    (this.#events[event] as EventCounters).end(verdict, latency, service);
    (this.#variants[2 * variantId] as number) += 1;
    this.#durations[variantId] ??= {
      latency: smallHistogram(coarseBits),
      service: smallHistogram(coarseBits),
    };
    this.#durations[variantId].latency.record(latency);
    this.#durations[variantId].service.record(service);
    if (verdict.outcome !== 'accepted') (this.#variants[2 * variantId + 1] as number) += 1;
    for (let i = 0; i < verdict.findings.length; i += 1) this.#countFinding(variantId, verdict.findings, i);
  }

  endWarmup(verdict: Verdict, latency: number, service: number): void {
    this.#warmup.end(verdict, latency, service);
  }

  /** Returns what was counted since the last time, and starts anew. */
  flush(): CounterSample {
    const { due, started, duplicates, reconnects, answered, gone } = this;
    const { poolExhausted, generatorLate } = this.#drops;
    this.#drops.poolExhausted = 0;
    this.#drops.generatorLate = 0;
    this.due = 0;
    this.started = 0;
    this.duplicates = 0;
    this.reconnects = 0;
    this.answered = 0;
    this.gone = 0;
    return {
      events: this.#events.map((event) => event.flush()),
      warmup: this.#warmup.flush(),
      variants: this.#flushVariants(),
      durations: this.#flushDurations(),
      findings: this.#flushFindings(),
      lateness: this.#lateness.flush(),
      lag: this.#lag.flush(),
      drops: { poolExhausted, generatorLate },
      due,
      started,
      duplicates,
      reconnects,
      answered,
      gone,
    };
  }

  /** Counts a finding that a response has twice only once. */
  #countFinding(variantId: number, findings: readonly Finding[], i: number): void {
    const finding = findings[i] as Finding;
    for (let before = 0; before < i; before += 1) if (findings[before]?.code === finding.code) return;
    let entry = this.#findings.get(finding.code);
    if (entry === undefined) {
      entry = { finding, counts: new Uint32Array(this.#variants.length / 2) };
      this.#findings.set(finding.code, entry);
    }
    (entry.counts[variantId] as number) += 1;
  }

  #flushVariants(): Uint32Array {
    const triples: number[] = [];
    for (let variantId = 0; 2 * variantId < this.#variants.length; variantId += 1) {
      const ended = this.#variants[2 * variantId] as number;
      if (ended > 0) triples.push(variantId, ended, this.#variants[2 * variantId + 1] as number);
    }
    this.#variants.fill(0);
    return Uint32Array.from(triples);
  }

  #flushDurations(): VariantSample[] {
    return this.#durations.flatMap((durations, variantId) => {
      if (durations === undefined || durations.latency.count === 0) return [];
      return [{ variantId, latency: durations.latency.flush(), service: durations.service.flush() }];
    });
  }

  #flushFindings(): FindingSample[] {
    const samples: FindingSample[] = [];
    for (const { finding, counts } of this.#findings.values()) {
      const { code, severity } = finding;
      for (const [variantId, count] of counts.entries()) {
        if (count > 0) samples.push({ variantId, code, severity, count });
      }
      counts.fill(0);
    }
    return samples;
  }
}

interface Durations {
  readonly latency: Histogram;
  readonly service: Histogram;
}

class EventCounters {
  dropped = 0;
  readonly #outcomes = outcomes.map(() => 0);
  readonly #latency = smallHistogram();
  readonly #service = smallHistogram();

  end(verdict: Verdict, latency: number, service: number): void {
    (this.#outcomes[outcomeIndex[verdict.outcome]] as number) += 1;
    this.#latency.record(latency);
    this.#service.record(service);
  }

  flush(): EventSample {
    const sample = {
      dropped: this.dropped,
      outcomes: [...this.#outcomes],
      latency: this.#latency.flush(),
      service: this.#service.flush(),
    };
    this.dropped = 0;
    this.#outcomes.fill(0);
    return sample;
  }
}
