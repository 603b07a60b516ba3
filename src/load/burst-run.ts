import type { EventDefinition } from '../define/event.ts';
import type { WorkerPlan } from './executor/worker-plan.ts';
import { openWorkerPool, type WorkerPool } from './executor/worker-pool.ts';
import { Aggregator, type LastSecond } from './metrics/aggregator.ts';
import { endLastLine } from './metrics/delivery-log.ts';
import type { EventVariant } from './metrics/findings-aggregator.ts';
import { closedLoopDuration, openLoopDuration } from './metrics/measured-duration.ts';
import { type Sample, sampleInterval } from './metrics/sample.ts';
import { SampleBarrier } from './metrics/sample-barrier.ts';
import { summarize } from './metrics/summarize.ts';
import type { BurstResult, BurstSettings, StopReason } from './result.ts';
import type { Snapshot } from './snapshot.ts';
import { AbortWatch, GoneWatch } from './thresholds/abort-on.ts';
import type { Threshold } from './thresholds/threshold.ts';

/** A run that was checked and made ready. */
export interface ReadyBurst {
  readonly plans: readonly WorkerPlan[];
  readonly definitions: readonly EventDefinition[];
  readonly eventPaths: readonly string[];
  readonly variantIds: readonly EventVariant[];
  /** ms; `null` where it is not known. */
  readonly duration: number | null;
  readonly total: number | null;
  /** What the schedule asks for at a moment, deliveries a second; `null` for a closed loop. */
  readonly rateAt: ((ms: number) => number) | null;
  readonly maxInFlight: number;
  readonly thresholds: readonly Threshold[];
  readonly abortOn: readonly Threshold[];
  readonly stop: AbortSignal | undefined;
  readonly settings: BurstSettings;
}

/**
 * A run of load. It begins when somebody iterates over its snapshots, one a second, or asks for its result; leaving the
 * iteration early stops it.
 */
export class BurstRun implements AsyncIterable<Snapshot> {
  readonly settings: BurstSettings;
  readonly #ready: ReadyBurst;
  readonly #aggregator: Aggregator;
  readonly #watches: readonly { readonly watch: AbortWatch; readonly expr: string }[];
  readonly #gone = new GoneWatch();
  readonly #barrier: SampleBarrier;
  readonly #unread: Snapshot[] = [];
  #read: (() => void) | undefined;
  #heard = false;
  #begun = false;
  #pool: WorkerPool | undefined;
  #outcome: Promise<BurstResult> | undefined;
  #resolve: (result: BurstResult) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;
  #done = false;
  #stopped: StopReason | null = null;
  #startedAt = 0;
  #began = 0;
  #cpu = process.cpuUsage();
  #unhear: () => void = () => undefined;

  constructor(ready: ReadyBurst) {
    const [plan] = ready.plans as [WorkerPlan];
    this.settings = ready.settings;
    this.#ready = ready;
    this.#aggregator = new Aggregator({
      seed: plan.seed,
      names: ready.settings.events,
      variantIds: ready.variantIds,
      keep: plan.keep,
      duration: ready.duration,
      warmup: ready.settings.warmup,
    });
    this.#watches = ready.abortOn.map((condition) => ({
      watch: new AbortWatch(condition),
      expr: condition.expr,
    }));
    this.#barrier = new SampleBarrier(ready.plans.length, (samples, number) => this.#second(samples, number));
  }

  get seed(): string {
    return this.#ready.plans[0]?.seed ?? '';
  }

  /** Why the log is not whole, if it is not. */
  get logProblem(): string | null {
    return this.#aggregator.logProblem;
  }

  /** How many deliveries got a response so far, of any kind, those of the warm-up among them. */
  get answered(): number {
    return this.#aggregator.answered;
  }

  /** What the run came to. Rejects only when a worker could not do its work. */
  get result(): Promise<BurstResult> {
    this.#outcome ??= new Promise<BurstResult>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (!this.#begun) {
      this.#begun = true;
      this.#begin().catch((error: Error) => this.#fail(error));
    }
    return this.#outcome;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Snapshot, void> {
    this.#heard = true;
    const { result } = this;
    // It is awaited in the end; until then the loop may be at something else.
    result.catch(() => undefined);
    try {
      for (;;) {
        const snapshot = this.#unread.shift();
        if (snapshot !== undefined) yield snapshot;
        else if (this.#done) break;
        else await new Promise<void>((resolve) => (this.#read = resolve));
      }
    } finally {
      this.#heard = false;
      if (!this.#done) this.#stop('interrupted', 'Nobody wanted any more of it.');
      await result;
    }
  }

  async #begin(): Promise<void> {
    const { plans, definitions, eventPaths, stop } = this.#ready;
    const log = plans[0]?.log ?? null;
    if (log !== null) endLastLine(log);
    this.#pool = await openWorkerPool(plans, definitions, eventPaths, {
      sample: (sample) => this.#barrier.take(sample),
      failed: (error) => this.#fail(error),
    });
    const interrupt = (): void => this.#stop('interrupted', 'It was interrupted.');
    stop?.addEventListener('abort', interrupt, { once: true });
    this.#unhear = () => stop?.removeEventListener('abort', interrupt);
    this.#cpu = process.cpuUsage();
    this.#startedAt = Date.now();
    this.#began = this.#pool.start();
    if (stop?.aborted) interrupt();
  }

  /** What all workers did in one second. */
  #second(samples: readonly Sample[], number: number): void {
    const before = new Set(this.#aggregator.reservoir.deliveries);
    const last = this.#aggregator.add(samples, number);
    for (const { kept } of samples) for (const each of kept) this.#aggregator.reservoir.offer(each);
    const kept = this.#aggregator.reservoir.deliveries.filter((delivery) => !before.has(delivery));
    const ended = this.#barrier.ended;
    if (ended) this.#aggregator.close();
    this.#tell(this.#snapshot(samples, number, last, kept));
    if (ended) this.#end().catch((error: Error) => this.#fail(error));
    else this.#watch(last);
  }

  #watch(last: LastSecond): void {
    for (const { watch, expr } of this.#watches) {
      if (watch.see(last)) this.#stop('abort-on', `${expr} held for ten seconds.`);
    }
    if (this.#gone.see(last)) {
      this.#stop('gone', 'Every answer of the last ten seconds was 410 Gone: the receiver wants no more.');
    }
  }

  #stop(reason: StopReason['reason'], message: string): void {
    if (this.#stopped !== null || this.#done) return;
    const at = this.#began === 0 ? 0 : Math.max(0, performance.now() - this.#began);
    this.#stopped = { reason, at: Math.floor(at), message };
    this.#pool?.stop();
  }

  #tell(snapshot: Snapshot): void {
    if (this.#heard) this.#unread.push(snapshot);
    this.#wake();
  }

  #wake(): void {
    const read = this.#read;
    this.#read = undefined;
    read?.();
  }

  async #end(): Promise<void> {
    const { plans, settings, thresholds, maxInFlight } = this.#ready;
    const [{ clock, seed, load }] = plans as [WorkerPlan];
    const { user, system } = process.cpuUsage(this.#cpu);
    const { lastStart, ended } = this.#aggregator;
    const ending = { stoppedAt: this.#stopped?.at ?? null, lastStart, ended };
    const result = summarize(this.#aggregator, {
      seed,
      clock,
      startedAt: this.#startedAt,
      settings,
      maxInFlight,
      span:
        'open' in load
          ? openLoopDuration(load.open, settings.warmup, ending)
          : closedLoopDuration(load.closed.duration, settings.warmup, ending),
      cpu: Math.round((user + system) / 1000),
      thresholds,
      stopped: this.#stopped,
    });
    this.#unhear();
    await this.#pool?.close();
    this.#done = true;
    this.#resolve(result);
    this.#wake();
  }

  #fail(error: Error): void {
    if (this.#done) return;
    this.#done = true;
    this.#unhear();
    this.#pool?.close().catch(() => undefined);
    this.#reject(error);
    this.#wake();
  }

  #snapshot(samples: readonly Sample[], number: number, last: LastSecond, kept: Snapshot['kept']): Snapshot {
    const { settings, duration, total, rateAt } = this.#ready;
    const elapsed = Math.max(...samples.map(({ at }) => at));
    const drained = samples.every(({ phase }) => phase !== 'running');
    return {
      phase: this.#barrier.ended
        ? 'ended'
        : drained || this.#stopped !== null
          ? 'draining'
          : elapsed <= settings.warmup
            ? 'warmup'
            : 'running',
      elapsed,
      duration,
      total,
      ...this.#aggregator.counts(),
      inFlight: this.#aggregator.inFlight,
      waiting: this.#aggregator.waiting,
      rate: { target: rateAt === null ? null : rateAt(number * sampleInterval), achieved: last.rate },
      latency: this.#aggregator.latency(),
      service: this.#aggregator.service(),
      settings,
      findings: this.#aggregator.findings.counts(),
      series: this.#aggregator.series,
      kept,
    };
  }
}
