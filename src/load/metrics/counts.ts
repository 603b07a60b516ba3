import { roundToMicroseconds } from '../../duration.ts';
import type { Outcome } from '../../verdict/verdict.ts';
import { outcomes } from '../../verdict/verdict.ts';
import type { DeliveryCounts, Latency } from '../result.ts';
import type { Histogram } from './histogram.ts';
import type { EventSample } from './sample.ts';

/** Adds up what became of deliveries. */
export class CountTotals {
  #dropped = 0;
  /** In the order of {@link outcomes}. */
  readonly #outcomes = outcomes.map(() => 0);

  add({ dropped, outcomes: ended }: Pick<EventSample, 'dropped' | 'outcomes'>): void {
    this.#dropped += dropped;
    for (const [i, count] of ended.entries()) (this.#outcomes[i] as number) += count;
  }

  merge(other: CountTotals): void {
    this.add({ dropped: other.#dropped, outcomes: other.#outcomes });
  }

  counts(): DeliveryCounts {
    const started = this.#outcomes.reduce((sum, count) => sum + count, 0);
    return {
      planned: started + this.#dropped,
      started,
      dropped: this.#dropped,
      outcomes: Object.fromEntries(
        outcomes.map((outcome, i) => [outcome, this.#outcomes[i] as number]),
      ) as Record<Outcome, number>,
    };
  }
}

/** A percentile by its share of 1, ms; `null` if nothing was recorded. */
export const quantileOf = (histogram: Histogram, share: number): number | null =>
  roundToMicroseconds(histogram.quantiles([share])[0] ?? null);

export function latencyOf(histogram: Histogram): Latency {
  const { min, mean, max } = histogram;
  const [p50 = null, p90 = null, p95 = null, p99 = null, p999 = null] = histogram.quantiles([
    0.5, 0.9, 0.95, 0.99, 0.999,
  ]);
  const figures = { min, mean, p50, p90, p95, p99, p999, max };
  return Object.fromEntries(
    Object.entries(figures).map(([key, ms]) => [key, roundToMicroseconds(ms)]),
  ) as typeof figures;
}
