import { toleratedAlone } from '../../verdict/leniency.ts';
import type { SuitePlan } from '../plan/plan.ts';
import type { CaseOutcome, CaseResult } from './result.ts';
import type { SuiteSummary, ValueCoverage } from './summary.ts';

/** How many of the slowest responses are kept. */
const mostSlowest = 5;
/** How many ids of cases that missed a deadline are kept for an event. */
const mostMissed = 3;

interface ValueCounter extends ValueCoverage {
  met: number;
  unmet: number;
  answered: boolean;
}

export interface DeadlineCounts {
  deliveries: number;
  missed: number;
  /** Ids of the first cases that missed it. */
  readonly first: string[];
}

type OutcomeCounter = Record<CaseOutcome, number>;

const zero = (): OutcomeCounter => ({ passed: 0, failed: 0, error: 0, skipped: 0 });

/** Counts the results of a run. Its size depends on the number of events, not on the number of cases. */
export class SuiteCounters {
  readonly counts = zero();
  readonly #byGroup: Record<string, OutcomeCounter> = {};
  readonly #bySubject: Record<string, OutcomeCounter> = {};
  readonly #values = new Map<string, ValueCounter>();
  readonly #deadlines = new Map<string, DeadlineCounts>();
  #slowest: { id: string; event: string; ms: number }[] = [];
  #requests = 0;
  #answered = 0;
  #missed = 0;
  #tolerated = 0;

  constructor({ events, cases }: Pick<SuitePlan, 'events' | 'cases'>) {
    for (const { id: event, dimensions } of events) {
      for (const { name: dimension, members } of dimensions) {
        for (const member of Object.keys(members)) {
          const value = { event, dimension, member, met: 0, unmet: 0, answered: false };
          this.#values.set(`${event} ${dimension} ${member}`, value);
        }
      }
    }
    for (const { group, subject } of cases) {
      this.#byGroup[group] ??= zero();
      this.#bySubject[subject] ??= zero();
    }
  }

  add(result: CaseResult): void {
    const { id, outcome, group, subject, deliveries } = result;
    if (outcome === 'failed' && failedTolerably(result)) this.#tolerated += 1;
    for (const counter of [this.counts, this.#byGroup[group], this.#bySubject[subject]]) {
      if (counter !== undefined) counter[outcome] += 1;
    }
    for (const { delivery, met } of deliveries) {
      const { event, attempts, variant, verdict } = delivery;
      const last = attempts.at(-1);
      const answered = last?.status != null;
      this.#requests += attempts.length;
      if (answered) this.#answered += 1;
      this.#addLatency(id, event, last === undefined ? 0 : last.timings.queue + last.timings.total);
      this.#addDeadline(id, event, verdict.outcome === 'timeout');
      for (const [dimension, member] of Object.entries(variant)) {
        const value = this.#values.get(`${event} ${dimension} ${member}`);
        if (value === undefined) continue;
        value[met ? 'met' : 'unmet'] += 1;
        value.answered ||= answered;
      }
    }
  }

  deadlineCounts(event: string): DeadlineCounts {
    return this.#deadlines.get(event) ?? { deliveries: 0, missed: 0, first: [] };
  }

  figures(): Pick<
    SuiteSummary,
    'counts' | 'tolerated' | 'byGroup' | 'bySubject' | 'requests' | 'answered' | 'coverage' | 'slowest'
  > & { readonly missed: number } {
    const values = [...this.#values.values()];
    const missing = values.filter(({ answered }) => !answered);
    return {
      counts: { ...this.counts },
      tolerated: this.#tolerated,
      byGroup: this.#byGroup,
      bySubject: this.#bySubject,
      requests: this.#requests,
      answered: this.#answered,
      coverage: {
        dimensions: new Set(values.map(({ event, dimension }) => `${event} ${dimension}`)).size,
        values: values.length,
        covered: values.length - missing.length,
        missing: missing.map(({ event, dimension, member }) => `${event} ${dimension}=${member}`),
        byValue: values.map(({ answered: _, ...value }) => value),
      },
      slowest: this.#slowest,
      missed: this.#missed,
    };
  }

  #addLatency(id: string, event: string, ms: number): void {
    const last = this.#slowest.at(-1);
    if (this.#slowest.length === mostSlowest && last !== undefined && last.ms >= ms) return;
    this.#slowest = [...this.#slowest, { id, event, ms: Math.round(ms * 1000) / 1000 }]
      .sort((a, b) => b.ms - a.ms)
      .slice(0, mostSlowest);
  }

  #addDeadline(id: string, event: string, missed: boolean): void {
    const counts = this.deadlineCounts(event);
    this.#deadlines.set(event, counts);
    counts.deliveries += 1;
    if (!missed) return;
    counts.missed += 1;
    this.#missed += 1;
    if (counts.first.length < mostMissed) counts.first.push(id);
  }
}

/** Whether every delivery that was answered wrongly would do at the level `status`. */
function failedTolerably({ deliveries, findings }: CaseResult): boolean {
  const unmet = deliveries.filter(({ met }) => !met);
  const verdicts = unmet.map(({ delivery }) => delivery.verdict);
  return (
    findings.length === 0 && verdicts.length > 0 && verdicts.every((each) => toleratedAlone(each.findings))
  );
}
