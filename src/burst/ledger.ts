import { CountSum, latencyOf, microseconds } from './counts.ts';
import { FindingsLedger, type Lot } from './findings-ledger.ts';
import { Histogram } from './histogram.ts';
import { Keeper } from './keeper.ts';
import type { Measurable } from './measure.ts';
import type { Bucket, ByValue, Counts, EventFigures, Latency, SeriesPoint, ValueCount } from './result.ts';
import { Series } from './series.ts';
import { type Tick, tickLength } from './tick.ts';

class EventLedger {
  readonly counts = new CountSum();
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

/** Adds up the ticks of all workers. Its size does not depend on how long the run is. */
export class Ledger {
  readonly #names: readonly string[];
  readonly #lots: readonly Lot[];
  readonly #events: readonly EventLedger[];
  readonly #warmup = new CountSum();
  readonly #lateness = new Histogram();
  readonly #lag = new Histogram();
  readonly #ended: number[];
  readonly #failed: number[];
  readonly #series: Series;
  readonly #busy = new Map<number, { active: number; total: number }>();
  readonly #last = new Map<number, Tick>();
  readonly findings: FindingsLedger;
  readonly keeper: Keeper;
  duplicates = 0;
  answered = 0;
  /** Dropped for want of a place, and because the generator came too late. */
  readonly drops = { crowded: 0, overslept: 0 };

  constructor(options: {
    readonly seed: string;
    readonly names: readonly string[];
    readonly lots: readonly Lot[];
    readonly keep: number;
    readonly duration: number | null;
    readonly warmup: number;
  }) {
    const { names, lots } = options;
    this.#names = names;
    this.#lots = lots;
    this.#events = names.map(() => new EventLedger());
    this.#ended = lots.map(() => 0);
    this.#failed = lots.map(() => 0);
    this.#series = new Series(options.duration, options.warmup);
    this.findings = new FindingsLedger(names, lots);
    this.keeper = new Keeper(options.seed, options.keep);
  }

  /** Takes in what the workers did in one second: a tick of each that was still at work. */
  add(ticks: readonly Tick[], number: number): LastSecond {
    const latency = new Histogram();
    const service = new Histogram();
    const sum = new CountSum();
    let started = 0;
    let answered = 0;
    let gone = 0;
    for (const tick of ticks) {
      this.#add(tick);
      started += tick.started;
      answered += tick.answered;
      gone += tick.gone;
      for (const part of tick.events) {
        sum.add(part);
        latency.add(part.latency);
        service.add(part.service);
      }
      sum.add(tick.warmup);
    }
    this.answered += answered;
    const at = Math.max(...ticks.map((tick) => tick.at));
    const whole = ticks.some(({ phase }) => phase !== 'ended');
    const length = whole
      ? tickLength
      : microseconds(Math.max(1, Math.min(tickLength, at - number * tickLength)));
    this.#series.add(ticks, number, length);
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
  counts(): Counts {
    const sum = new CountSum();
    for (const { counts } of this.#events) {
      const { dropped, outcomes } = counts.counts();
      sum.add({ dropped, outcomes: Object.values(outcomes) });
    }
    return sum.counts();
  }

  get warmup(): Counts {
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

  distribution(): Bucket[] {
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
    for (const [lot, { event: of, variant }] of this.#lots.entries()) {
      const ended = this.#ended[lot] as number;
      if ((event !== undefined && of !== event) || ended === 0) continue;
      for (const [dimension, value] of Object.entries(variant)) {
        sums[dimension] ??= {};
        const values = sums[dimension];
        const { started, failed } = values[value] ?? { started: 0, failed: 0 };
        values[value] = { started: started + ended, failed: failed + (this.#failed[lot] as number) };
      }
    }
    return sums;
  }

  /** How many deliveries of each lot have ended. */
  get endedByLot(): readonly number[] {
    return this.#ended;
  }

  #add(tick: Tick): void {
    this.#last.set(tick.worker, tick);
    for (const [event, part] of tick.events.entries()) {
      const { counts, latency, service } = this.#events[event] as EventLedger;
      counts.add(part);
      latency.add(part.latency);
      service.add(part.service);
    }
    for (let i = 0; i < tick.lots.length; i += 3) {
      const lot = tick.lots[i] as number;
      (this.#ended[lot] as number) += tick.lots[i + 1] as number;
      (this.#failed[lot] as number) += tick.lots[i + 2] as number;
    }
    this.#warmup.add(tick.warmup);
    this.#lateness.add(tick.lateness);
    this.#lag.add(tick.lag);
    this.drops.crowded += tick.drops.crowded;
    this.drops.overslept += tick.drops.overslept;
    this.findings.add(tick.codes, tick.firsts);
    this.duplicates += tick.duplicates;
    const busy = this.#busy.get(tick.worker) ?? { active: 0, total: 0 };
    busy.active += tick.busy.active;
    busy.total += tick.busy.total;
    this.#busy.set(tick.worker, busy);
  }

  #all(which: 'latency' | 'service'): Histogram {
    const all = new Histogram();
    for (const event of this.#events) all.merge(event[which]);
    return all;
  }

  #sum(value: (tick: Tick) => number): number {
    return [...this.#last.values()].reduce((sum, tick) => sum + value(tick), 0);
  }
}
