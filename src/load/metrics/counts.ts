import type { Outcome } from '../../verdict/verdict.ts';
import { outcomes } from '../../verdict/verdict.ts';
import type { DeliveryCounts, Latency } from '../result.ts';
import type { Histogram } from './histogram.ts';

/** Adds up what became of deliveries. */
export class CountTotals {
  dropped = 0;
  /** In the order of {@link outcomes}. */
  readonly #outcomes = outcomes.map(() => 0);

  add({
    dropped,
    outcomes: ended,
  }: {
    readonly dropped: number;
    readonly outcomes: readonly number[];
  }): void {
    this.dropped += dropped;
    for (const [i, count] of ended.entries()) (this.#outcomes[i] as number) += count;
  }

  get started(): number {
    return this.#outcomes.reduce((sum, count) => sum + count, 0);
  }

  counts(): DeliveryCounts {
    const started = this.started;
    return {
      planned: started + this.dropped,
      started,
      dropped: this.dropped,
      outcomes: Object.fromEntries(
        outcomes.map((outcome, i) => [outcome, this.#outcomes[i] as number]),
      ) as Record<Outcome, number>,
    };
  }
}

/** The figures of a histogram. */
export function latencyOf(histogram: Histogram): Latency {
  const [p50 = null, p90 = null, p95 = null, p99 = null, p999 = null] = histogram
    .quantiles([0.5, 0.9, 0.95, 0.99, 0.999])
    .map(microseconds);
  const { min, mean, max } = histogram;
  return {
    min: microseconds(min),
    mean: microseconds(mean),
    p50,
    p90,
    p95,
    p99,
    p999,
    max: microseconds(max),
  };
}

/** To the microsecond. */
export const microseconds = <T extends number | null>(ms: T): T =>
  (ms === null ? null : Math.round(ms * 1000) / 1000) as T;
