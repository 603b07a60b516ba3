import { meets, type Variant } from '../../define/dimension.ts';
import { roundToMicroseconds } from '../../duration.ts';
import type {
  ByValue,
  DeliveryCounts,
  EventFigures,
  Latency,
  LatencyBucket,
  SeriesPoint,
  ValueFigures,
} from '../result.ts';
import type { Clock, Measurable } from '../thresholds/metric.ts';
import { CountTotals, latencyOf, quantileOf } from './counts.ts';
import { FailureReservoir } from './failure-reservoir.ts';
import { type EventVariant, FindingsAggregator } from './findings-aggregator.ts';
import { coarseBits, Histogram, smallHistogram } from './histogram.ts';
import { type EventSample, type Sample, sampleInterval, type VariantSample } from './sample.ts';
import { TimeSeries } from './time-series.ts';

class DeliveryAggregate {
  readonly counts = new CountTotals();
  readonly latency = new Histogram();
  readonly service = new Histogram();

  add(sample: EventSample): void {
    this.counts.add(sample);
    this.latency.add(sample.latency);
    this.service.add(sample.service);
  }
}

/** What became of the deliveries of some variants. */
class VariantsAggregate {
  ended = 0;
  failed = 0;
  readonly latency = smallHistogram(coarseBits);
  readonly service = smallHistogram(coarseBits);

  add({ latency, service }: VariantSample): void {
    this.latency.add(latency);
    this.service.add(service);
  }

  merge(other: VariantsAggregate): void {
    this.ended += other.ended;
    this.failed += other.failed;
    this.latency.merge(other.latency);
    this.service.merge(other.service);
  }

  figures(): ValueFigures {
    const { ended, failed, latency, service } = this;
    return { started: ended, failed, latency: latencyOf(latency), service: latencyOf(service) };
  }
}

/** What happened in the last second, for whoever decides whether the run goes on. */
export interface LastSecond extends Measurable, Pick<Sample, 'answered' | 'gone'> {
  /** ms */
  readonly length: number;
}

/** Adds up the samples of all workers. Its size does not depend on the length of the run. */
export class Aggregator {
  readonly #names: readonly string[];
  readonly #variants: readonly EventVariant[];
  readonly #events: readonly DeliveryAggregate[];
  readonly #warmup = new CountTotals();
  readonly #lateness = new Histogram();
  readonly #lag = new Histogram();
  /** By variant id, of those that were sent. */
  readonly #byVariant = new Map<number, VariantsAggregate>();
  readonly #series: TimeSeries;
  readonly #busy = new Map<number, { active: number; total: number }>();
  /** By worker. */
  readonly #last = new Map<number, Sample>();
  readonly findings: FindingsAggregator;
  readonly reservoir: FailureReservoir;
  duplicates = 0;
  reconnects = 0;
  answered = 0;
  readonly drops = { poolExhausted: 0, generatorLate: 0 };

  constructor(options: {
    readonly seed: string;
    /** Names of the events. */
    readonly names: readonly string[];
    readonly variants: readonly EventVariant[];
    readonly keep: number;
    readonly duration: number | null;
    readonly warmup: number;
    /** How many deliveries the plan has due before a moment, ms; `null` in a closed loop. */
    readonly dueBefore: ((ms: number) => number) | null;
  }) {
    const { names, variants } = options;
    this.#names = names;
    this.#variants = variants;
    this.#events = names.map(() => new DeliveryAggregate());
    this.#series = new TimeSeries(options.duration, options.warmup, options.dueBefore);
    this.findings = new FindingsAggregator(names, variants);
    this.reservoir = new FailureReservoir(options.seed, options.keep);
  }

  /** Adds what the workers did in one second: a sample of each worker that had not ended before. */
  add(samples: readonly Sample[], number: number): LastSecond {
    const second = new DeliveryAggregate();
    let started = 0;
    let answered = 0;
    let gone = 0;
    for (const sample of samples) {
      this.#add(sample);
      started += sample.started;
      answered += sample.answered;
      gone += sample.gone;
      for (const event of sample.events) second.add(event);
      second.counts.add(sample.warmup);
    }
    this.answered += answered;
    const at = Math.max(...samples.map((sample) => sample.at));
    const whole = samples.some(({ phase }) => phase !== 'ended');
    const length = whole
      ? sampleInterval
      : roundToMicroseconds(Math.max(1, Math.min(sampleInterval, at - number * sampleInterval)));
    this.#series.add(samples, number, length);
    return {
      ...second.counts.counts(),
      latency: latencyOf(second.latency),
      service: latencyOf(second.service),
      rate: (started / length) * 1000,
      quantile: (clock, share) => quantileOf(second[clock], share),
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
    const total = new CountTotals();
    for (const { counts } of this.#events) total.merge(counts);
    return total.counts();
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

  get strays(): number {
    return this.#sum(({ strays }) => strays);
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

  /** Share of the time in which the event loop of the busiest worker was not idle. */
  get busy(): number {
    const shares = [...this.#busy.values()].map(({ active, total }) => (total === 0 ? 0 : active / total));
    return Math.max(0, ...shares);
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

  /** Any percentile. @param event its full name; all events if left out */
  quantile(clock: Clock, share: number, event?: string): number | null {
    const own = event === undefined ? undefined : this.#events[this.#names.indexOf(event)];
    return quantileOf(own?.[clock] ?? this.#all(clock), share);
  }

  /** @param event its number; all events if left out */
  byValue(event?: number): ByValue {
    const sums = new Map<string, Map<string, VariantsAggregate>>();
    for (const [variantId, { event: of, variant }] of this.#variants.entries()) {
      const aggregate = this.#byVariant.get(variantId);
      if ((event !== undefined && of !== event) || aggregate === undefined) continue;
      for (const [dimension, value] of Object.entries(variant)) {
        const values = sums.get(dimension) ?? new Map<string, VariantsAggregate>();
        sums.set(dimension, values);
        const sum = values.get(value) ?? new VariantsAggregate();
        values.set(value, sum);
        sum.merge(aggregate);
      }
    }
    return Object.fromEntries(
      [...sums].map(([dimension, values]) => [
        dimension,
        Object.fromEntries([...values].map(([value, sum]) => [value, sum.figures()])),
      ]),
    );
  }

  /** Of the deliveries of an event, by its full name, whose variants have these values. */
  withValues(event: string, values: Variant): ValueFigures & Pick<Measurable, 'quantile'> {
    const sum = new VariantsAggregate();
    for (const [variantId, { event: of, variant }] of this.#variants.entries()) {
      const aggregate = this.#byVariant.get(variantId);
      if (aggregate !== undefined && this.#names[of] === event && meets(variant, values))
        sum.merge(aggregate);
    }
    return { ...sum.figures(), quantile: (clock, share) => quantileOf(sum[clock], share) };
  }

  /** Number of deliveries that ended, by variant id. */
  get endedByVariant(): readonly number[] {
    return this.#variants.map((_, variantId) => this.#byVariant.get(variantId)?.ended ?? 0);
  }

  #ofVariant(variantId: number): VariantsAggregate {
    const known = this.#byVariant.get(variantId) ?? new VariantsAggregate();
    this.#byVariant.set(variantId, known);
    return known;
  }

  #add(sample: Sample): void {
    this.#last.set(sample.worker, sample);
    for (const [event, part] of sample.events.entries()) (this.#events[event] as DeliveryAggregate).add(part);
    for (let i = 0; i < sample.variants.length; i += 3) {
      const aggregate = this.#ofVariant(sample.variants[i] as number);
      aggregate.ended += sample.variants[i + 1] as number;
      aggregate.failed += sample.variants[i + 2] as number;
    }
    for (const durations of sample.durations) this.#ofVariant(durations.variantId).add(durations);
    this.#warmup.add(sample.warmup);
    this.#lateness.add(sample.lateness);
    this.#lag.add(sample.lag);
    this.drops.poolExhausted += sample.drops.poolExhausted;
    this.drops.generatorLate += sample.drops.generatorLate;
    this.findings.add(sample.findings, sample.firsts);
    this.duplicates += sample.duplicates;
    this.reconnects += sample.reconnects;
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
