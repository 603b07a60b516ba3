import type {
  ByValue,
  DeliveryCounts,
  EventFigures,
  Latency,
  LatencyBucket,
  SeriesPoint,
  ValueCount,
} from '../result.ts';
import type { Measurable } from '../thresholds/metric.ts';
import { CountTotals, latencyOf, microseconds } from './counts.ts';
import { FailureReservoir } from './failure-reservoir.ts';
import { type EventVariant, FindingsAggregator } from './findings-aggregator.ts';
import { Histogram } from './histogram.ts';
import { type Sample, sampleInterval } from './sample.ts';
import { TimeSeries } from './time-series.ts';

class EventAggregate {
  readonly counts = new CountTotals();
  readonly latency = new Histogram();
  readonly service = new Histogram();
}

/** What the last second was, for whoever decides whether to go on. */
export interface LastSecond extends Measurable {
  /** ms */
  readonly length: number;
  readonly answered: number;
  readonly gone: number;
}

/** Adds up the samples of all workers. Its size does not depend on how long the run is. */
export class Aggregator {
  readonly #names: readonly string[];
  readonly #variantIds: readonly EventVariant[];
  readonly #events: readonly EventAggregate[];
  readonly #warmup = new CountTotals();
  readonly #lateness = new Histogram();
  readonly #lag = new Histogram();
  readonly #ended: number[];
  readonly #failed: number[];
  readonly #series: TimeSeries;
  readonly #busy = new Map<number, { active: number; total: number }>();
  readonly #last = new Map<number, Sample>();
  readonly findings: FindingsAggregator;
  readonly reservoir: FailureReservoir;
  duplicates = 0;
  answered = 0;
  /** Dropped for want of a place, and because the generator came too late. */
  readonly drops = { poolExhausted: 0, generatorLate: 0 };

  constructor(options: {
    readonly seed: string;
    readonly names: readonly string[];
    readonly variantIds: readonly EventVariant[];
    readonly keep: number;
    readonly duration: number | null;
    readonly warmup: number;
  }) {
    const { names, variantIds } = options;
    this.#names = names;
    this.#variantIds = variantIds;
    this.#events = names.map(() => new EventAggregate());
    this.#ended = variantIds.map(() => 0);
    this.#failed = variantIds.map(() => 0);
    this.#series = new TimeSeries(options.duration, options.warmup);
    this.findings = new FindingsAggregator(names, variantIds);
    this.reservoir = new FailureReservoir(options.seed, options.keep);
  }

  /** Takes in what the workers did in one second: a sample of each that was still at work. */
  add(samples: readonly Sample[], number: number): LastSecond {
    const latency = new Histogram();
    const service = new Histogram();
    const sum = new CountTotals();
    let started = 0;
    let answered = 0;
    let gone = 0;
    for (const sample of samples) {
      this.#add(sample);
      started += sample.started;
      answered += sample.answered;
      gone += sample.gone;
      for (const part of sample.events) {
        sum.add(part);
        latency.add(part.latency);
        service.add(part.service);
      }
      sum.add(sample.warmup);
    }
    this.answered += answered;
    const at = Math.max(...samples.map((sample) => sample.at));
    const whole = samples.some(({ phase }) => phase !== 'ended');
    const length = whole
      ? sampleInterval
      : microseconds(Math.max(1, Math.min(sampleInterval, at - number * sampleInterval)));
    this.#series.add(samples, number, length);
    return {
      ...sum.counts(),
      latency: latencyOf(latency),
      service: latencyOf(service),
      rate: (started / length) * 1000,
      length,
      answered,
      gone,
    };
  }

  close(): void {
    this.#series.close();
  }

  /** Of all events. */
  counts(): DeliveryCounts {
    const sum = new CountTotals();
    for (const { counts } of this.#events) {
      const { dropped, outcomes } = counts.counts();
      sum.add({ dropped, outcomes: Object.values(outcomes) });
    }
    return sum.counts();
  }

  get warmup(): DeliveryCounts {
    return this.#warmup.counts();
  }

  get series(): readonly SeriesPoint[] {
    return this.#series.points;
  }

  get inFlight(): number {
    return this.#sum(({ inFlight }) => inFlight);
  }

  get waiting(): number {
    return this.#sum(({ waiting }) => waiting);
  }

  get sockets(): number {
    return this.#sum(({ sockets }) => sockets);
  }

  /** When the last delivery was started, ms from the start. */
  get lastStart(): number {
    return Math.max(0, ...[...this.#last.values()].map(({ lastStart }) => lastStart));
  }

  /** When the last worker ended, ms from the start. */
  get ended(): number {
    return Math.max(0, ...[...this.#last.values()].map(({ at }) => at));
  }

  get logProblem(): string | null {
    return [...this.#last.values()].find(({ logProblem }) => logProblem !== null)?.logProblem ?? null;
  }

  /** The busiest worker's share of time in which it was not idle. */
  get busy(): number {
    return Math.max(
      0,
      ...[...this.#busy.values()].map(({ active, total }) => (total === 0 ? 0 : active / total)),
    );
  }

  lateness(): Latency {
    return latencyOf(this.#lateness);
  }

  lag(): Latency {
    return latencyOf(this.#lag);
  }

  latency(): Latency {
    return latencyOf(this.#all('latency'));
  }

  service(): Latency {
    return latencyOf(this.#all('service'));
  }

  distribution(): LatencyBucket[] {
    return this.#all('latency').distribution();
  }

  byEvent(): Record<string, EventFigures> {
    return Object.fromEntries(
      this.#events.map(({ counts, latency, service }, event) => [
        this.#names[event] as string,
        {
          ...counts.counts(),
          latency: latencyOf(latency),
          service: latencyOf(service),
          byValue: this.byValue(event),
        },
      ]),
    );
  }

  /** @param event its number; otherwise of all events */
  byValue(event?: number): ByValue {
    const sums: Record<string, Record<string, ValueCount>> = {};
    for (const [variantId, { event: of, variant }] of this.#variantIds.entries()) {
      const ended = this.#ended[variantId] as number;
      if ((event !== undefined && of !== event) || ended === 0) continue;
      for (const [dimension, value] of Object.entries(variant)) {
        sums[dimension] ??= {};
        const values = sums[dimension];
        const { started, failed } = values[value] ?? { started: 0, failed: 0 };
        values[value] = { started: started + ended, failed: failed + (this.#failed[variantId] as number) };
      }
    }
    return sums;
  }

  /** How many deliveries of each variantId have ended. */
  get endedByVariant(): readonly number[] {
    return this.#ended;
  }

  #add(sample: Sample): void {
    this.#last.set(sample.worker, sample);
    for (const [event, part] of sample.events.entries()) {
      const { counts, latency, service } = this.#events[event] as EventAggregate;
      counts.add(part);
      latency.add(part.latency);
      service.add(part.service);
    }
    for (let i = 0; i < sample.variants.length; i += 3) {
      const variantId = sample.variants[i] as number;
      (this.#ended[variantId] as number) += sample.variants[i + 1] as number;
      (this.#failed[variantId] as number) += sample.variants[i + 2] as number;
    }
    this.#warmup.add(sample.warmup);
    this.#lateness.add(sample.lateness);
    this.#lag.add(sample.lag);
    this.drops.poolExhausted += sample.drops.poolExhausted;
    this.drops.generatorLate += sample.drops.generatorLate;
    this.findings.add(sample.codes, sample.firsts);
    this.duplicates += sample.duplicates;
    const busy = this.#busy.get(sample.worker) ?? { active: 0, total: 0 };
    busy.active += sample.busy.active;
    busy.total += sample.busy.total;
    this.#busy.set(sample.worker, busy);
  }

  #all(which: 'latency' | 'service'): Histogram {
    const all = new Histogram();
    for (const event of this.#events) all.merge(event[which]);
    return all;
  }

  #sum(value: (sample: Sample) => number): number {
    return [...this.#last.values()].reduce((sum, sample) => sum + value(sample), 0);
  }
}
