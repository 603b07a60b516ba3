import type { Case } from '../plan/case.ts';
import type { Plan } from '../plan/plan.ts';
import type { CaseOutcome, CaseResult } from './result.ts';
import type { SuiteSummary, ValueCoverage } from './summary.ts';

/** How many of the slowest responses are told. */
const slowestTold = 5;
/** How many of the missed deadlines of an event are told by id. */
const missedTold = 3;

interface MutableCoverage extends ValueCoverage {
  met: number;
  unmet: number;
  answered: boolean;
}

/** The deliveries of an event, as far as the deadline is concerned. */
export interface Punctuality {
  deliveries: number;
  missed: number;
  /** Ids of cases. */
  readonly first: string[];
}

type MutableCounts = Record<CaseOutcome, number>;

const none = (): MutableCounts => ({ passed: 0, failed: 0, error: 0, skipped: 0 });

/** Counts what the cases of a run came to. Its size depends on the events, not on how many cases there are. */
export class SuiteCounters {
  readonly counts: MutableCounts = none();
  requests = 0;
  answered = 0;
  readonly #byGroup = new Map<string, MutableCounts>();
  readonly #bySubject = new Map<string, MutableCounts>();
  readonly #values = new Map<string, MutableCoverage>();
  readonly #punctuality = new Map<string, Punctuality>();
  #slowest: { id: string; event: string; ms: number }[] = [];
  #missed = 0;

  constructor({ events, cases }: Pick<Plan, 'events' | 'cases'>) {
    for (const event of events) {
      for (const { name, members } of event.dimensions) {
        for (const member of Object.keys(members)) this.#value(event.id, name, member);
      }
    }
    for (const { group, subject } of cases) {
      this.#countsOf(this.#byGroup, group);
      this.#countsOf(this.#bySubject, subject);
    }
  }

  add(result: CaseResult): void {
    const { outcome, group, subject } = result;
    this.counts[outcome] += 1;
    this.#countsOf(this.#byGroup, group)[outcome] += 1;
    this.#countsOf(this.#bySubject, subject)[outcome] += 1;
    for (const { delivery, met } of result.deliveries) {
      this.requests += delivery.attempts.length;
      const last = delivery.attempts.at(-1);
      const answered = last?.status != null;
      if (answered) this.answered += 1;
      this.#rank(result.id, delivery.event, last === undefined ? 0 : last.timings.queue + last.timings.total);
      this.#clock(result.id, delivery.event, delivery.verdict.outcome === 'timeout');
      for (const [dimension, member] of Object.entries(delivery.variant)) {
        const value = this.#values.get(`${delivery.event} ${dimension} ${member}`);
        if (value === undefined) continue;
        value[met ? 'met' : 'unmet'] += 1;
        value.answered ||= answered;
      }
    }
  }

  /** How the deliveries of an event kept to the deadline. */
  punctuality(event: string): Punctuality {
    return this.#punctuality.get(event) ?? { deliveries: 0, missed: 0, first: [] };
  }

  /** The figures of a summary. */
  figures(): Pick<
    SuiteSummary,
    'counts' | 'byGroup' | 'bySubject' | 'requests' | 'answered' | 'coverage' | 'slowest'
  > & { readonly missed: number } {
    const values = [...this.#values.values()];
    const dimensions = new Set(values.map(({ event, dimension }) => `${event} ${dimension}`));
    return {
      counts: { ...this.counts },
      byGroup: Object.fromEntries(this.#byGroup) as SuiteSummary['byGroup'],
      bySubject: Object.fromEntries(this.#bySubject),
      requests: this.requests,
      answered: this.answered,
      coverage: {
        dimensions: dimensions.size,
        values: values.length,
        covered: values.filter(({ answered }) => answered).length,
        missing: values
          .filter(({ answered }) => !answered)
          .map(({ event, dimension, member }) => `${event} ${dimension}=${member}`),
        byValue: values.map(({ answered: _, ...value }) => value),
      },
      slowest: this.#slowest,
      missed: this.#missed,
    };
  }

  #countsOf(map: Map<string, MutableCounts>, key: string): MutableCounts {
    const known = map.get(key) ?? none();
    map.set(key, known);
    return known;
  }

  #value(event: string, dimension: string, member: string): void {
    this.#values.set(`${event} ${dimension} ${member}`, {
      event,
      dimension,
      member,
      met: 0,
      unmet: 0,
      answered: false,
    });
  }

  #rank(id: string, event: string, ms: number): void {
    const last = this.#slowest.at(-1);
    if (this.#slowest.length === slowestTold && last !== undefined && last.ms >= ms) return;
    this.#slowest = [...this.#slowest, { id, event, ms: Math.round(ms * 1000) / 1000 }]
      .sort((a, b) => b.ms - a.ms)
      .slice(0, slowestTold);
  }

  #clock(id: string, event: string, missed: boolean): void {
    const known = this.#punctuality.get(event) ?? { deliveries: 0, missed: 0, first: [] };
    known.deliveries += 1;
    if (missed) {
      known.missed += 1;
      this.#missed += 1;
      if (known.first.length < missedTold) known.first.push(id);
    }
    this.#punctuality.set(event, known);
  }
}

/** A case that was never run. */
export function skipped(one: Case, reason: string, repro: string): CaseResult {
  const { id, group, subject, basis, words } = one;
  return {
    id,
    group,
    subject,
    basis,
    words,
    outcome: 'skipped',
    reason,
    deliveries: [],
    findings: [],
    repro,
    ms: 0,
  };
}
