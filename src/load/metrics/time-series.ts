import { roundToMicroseconds } from '../../duration.ts';
import type { SeriesPoint } from '../result.ts';
import { Histogram } from './histogram.ts';
import { type Sample, sampleInterval } from './sample.ts';

/** When there are more points, pairs of them are merged. */
const mostPoints = 1800;

/** The run over time: a point a second, or one for several seconds in a long run, so that its size is bounded. */
export class TimeSeries {
  readonly #points: SeriesPoint[] = [];
  readonly #warmup: number;
  /** Seconds in a point. */
  #width: number;
  #open: SeriesPoint | null = null;
  /** Seconds in the open point. */
  #seconds = 0;
  /** Of the open point. */
  readonly #latency = new Histogram();

  readonly #dueBefore: ((ms: number) => number) | null;

  /**
   * @param duration of the run, ms, where it is known
   * @param warmup ms
   * @param dueBefore how many deliveries the plan has due before a moment, ms; `null` in a closed loop
   */
  constructor(duration: number | null, warmup: number, dueBefore: ((ms: number) => number) | null) {
    this.#dueBefore = dueBefore;
    this.#width = Math.max(1, Math.ceil((duration ?? 0) / sampleInterval / mostPoints));
    this.#warmup = warmup;
  }

  get points(): readonly SeriesPoint[] {
    return this.#open === null ? [...this.#points] : [...this.#points, this.#open];
  }

  /** Adds what all workers did in second `number` (from 0), of `length` ms: the last one may be shorter. */
  add(samples: readonly Sample[], number: number, length: number): void {
    if (this.#open === null) this.#latency.clear();
    const before = this.#open ?? emptyPoint(number * sampleInterval, number * sampleInterval < this.#warmup);
    let { planned, started, dropped, accepted, failed } = before;
    for (const sample of samples) {
      planned += sample.due;
      started += sample.started;
      for (const event of [sample.warmup, ...sample.events]) {
        const ended = event.outcomes.reduce((sum, count) => sum + count, 0);
        dropped += event.dropped;
        accepted += event.outcomes[0] as number;
        failed += ended - (event.outcomes[0] as number);
        this.#latency.add(event.latency);
      }
    }
    const [p50 = null, p95 = null, p99 = null] = this.#latency
      .quantiles([0.5, 0.95, 0.99])
      .map(roundToMicroseconds);
    const counts = { planned, started, dropped, accepted, failed };
    const from = number * sampleInterval;
    const due = this.#dueBefore === null ? null : this.#dueBefore(from + length) - this.#dueBefore(from);
    const target = due === null ? null : (before.target ?? 0) + due;
    this.#open = { ...before, ...counts, target, length: before.length + length, p50, p95, p99 };
    this.#seconds += 1;
    if (this.#seconds >= this.#width) this.close();
  }

  close(): void {
    if (this.#open === null) return;
    this.#points.push(this.#open);
    this.#open = null;
    this.#seconds = 0;
    if (this.#points.length > mostPoints) this.#mergePairs();
  }

  #mergePairs(): void {
    const points = this.#points.splice(0);
    this.#width *= 2;
    for (let i = 0; i < points.length; i += 2) {
      const [a, b] = points.slice(i, i + 2) as [SeriesPoint, SeriesPoint | undefined];
      this.#points.push(b === undefined ? a : merge(a, b));
    }
  }
}

function emptyPoint(t: number, warmup: boolean): SeriesPoint {
  const counts = { planned: 0, started: 0, dropped: 0, accepted: 0, failed: 0 };
  return { t, length: 0, target: null, ...counts, p50: null, p95: null, p99: null, warmup };
}

/** The higher percentile stands for both, so that no peak disappears. */
function merge(a: SeriesPoint, b: SeriesPoint): SeriesPoint {
  const higher = (x: number | null, y: number | null): number | null =>
    x === null || y === null ? (x ?? y) : Math.max(x, y);
  return {
    t: a.t,
    length: a.length + b.length,
    target: a.target === null || b.target === null ? null : a.target + b.target,
    planned: a.planned + b.planned,
    started: a.started + b.started,
    dropped: a.dropped + b.dropped,
    accepted: a.accepted + b.accepted,
    failed: a.failed + b.failed,
    p50: higher(a.p50, b.p50),
    p95: higher(a.p95, b.p95),
    p99: higher(a.p99, b.p99),
    warmup: a.warmup,
  };
}
