import type { SeriesPoint } from '../result.ts';
import { microseconds } from './counts.ts';
import { Histogram } from './histogram.ts';
import { type Sample, sampleInterval } from './sample.ts';

/** Points at most: when there are more, each two become one. */
const most = 1800;

/** The run over time, a point a second; in a long run a point for several, so that it does not grow without end. */
export class TimeSeries {
  readonly #points: SeriesPoint[] = [];
  readonly #warmup: number;
  /** Seconds a point. */
  #width: number;
  #open: SeriesPoint | null = null;
  #seconds = 0;
  readonly #latency = new Histogram();

  /** @param duration of the run, ms, where it is known @param warmup ms */
  constructor(duration: number | null, warmup: number) {
    this.#width = Math.max(1, Math.ceil((duration ?? 0) / sampleInterval / most));
    this.#warmup = warmup;
  }

  get points(): readonly SeriesPoint[] {
    return this.#open === null ? [...this.#points] : [...this.#points, this.#open];
  }

  /**
   * Takes in what all workers did in one second.
   * @param number of the second, from 0 @param length ms: the last one may be shorter
   */
  add(samples: readonly Sample[], number: number, length: number): void {
    if (this.#open === null) this.#latency.clear();
    const before = this.#open ?? emptyPoint(number * sampleInterval, number * sampleInterval < this.#warmup);
    let { planned, started, dropped, accepted, failed } = before;
    for (const sample of samples) {
      planned += sample.due;
      started += sample.started;
      for (const part of [sample.warmup, ...sample.events]) {
        const ended = part.outcomes.reduce((sum, count) => sum + count, 0);
        dropped += part.dropped;
        accepted += part.outcomes[0] as number;
        failed += ended - (part.outcomes[0] as number);
        this.#latency.add(part.latency);
      }
    }
    const [p50 = null, p95 = null, p99 = null] = this.#latency.quantiles([0.5, 0.95, 0.99]).map(microseconds);
    const counted = { planned, started, dropped, accepted, failed, p50, p95, p99 };
    this.#open = { ...before, length: before.length + length, ...counted };
    this.#seconds += 1;
    if (this.#seconds >= this.#width) this.close();
  }

  /** What comes next is another point. */
  close(): void {
    if (this.#open === null) return;
    this.#points.push(this.#open);
    this.#open = null;
    this.#seconds = 0;
    if (this.#points.length > most) this.#halve();
  }

  /** Of two percentiles the higher one stands for both: a peak is not to vanish. */
  #halve(): void {
    const points = this.#points.splice(0);
    this.#width *= 2;
    for (let i = 0; i < points.length; i += 2) {
      const [a, b] = points.slice(i, i + 2) as [SeriesPoint, SeriesPoint | undefined];
      this.#points.push(b === undefined ? a : joined(a, b));
    }
  }
}

function emptyPoint(t: number, warmup: boolean): SeriesPoint {
  const nothing = {
    planned: 0,
    started: 0,
    dropped: 0,
    accepted: 0,
    failed: 0,
    p50: null,
    p95: null,
    p99: null,
  };
  return { t, length: 0, ...nothing, warmup };
}

function joined(a: SeriesPoint, b: SeriesPoint): SeriesPoint {
  const higher = (x: number | null, y: number | null): number | null =>
    x === null || y === null ? (x ?? y) : Math.max(x, y);
  return {
    t: a.t,
    length: a.length + b.length,
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
