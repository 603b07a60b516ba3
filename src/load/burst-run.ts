import type { EventDefinition } from '../define/event.ts';
import { asIs, currentChoice, inLanguage, type LocalizedText, say } from '../language.ts';
import { AsyncQueue } from '../send/async-queue.ts';
import type { WorkerListener } from './executor/worker.ts';
import type { WorkerPlan } from './executor/worker-plan.ts';
import { openWorkerPool, type WorkerPool } from './executor/worker-pool.ts';
import { Aggregator, type LastSecond } from './metrics/aggregator.ts';
import { endLastLine } from './metrics/delivery-log.ts';
import { type Sample, sampleInterval } from './metrics/sample.ts';
import { SampleBarrier } from './metrics/sample-barrier.ts';
import { summarize } from './metrics/summarize.ts';
import type { BurstResult, BurstSettings, StopReason } from './result.ts';
import { openSchedule } from './schedule/schedule.ts';
import type { Snapshot } from './snapshot.ts';
import { AbortWatch, GoneWatch } from './thresholds/abort-on.ts';
import type { Threshold } from './thresholds/threshold.ts';

/** A run whose options have been checked. */
export interface BurstPlan {
  /** One for each worker. */
  readonly workers: readonly [WorkerPlan, ...WorkerPlan[]];
  readonly definitions: readonly EventDefinition[];
  readonly eventPaths: readonly string[];
  readonly thresholds: readonly Threshold[];
  readonly abortOn: readonly Threshold[];
  readonly stop: AbortSignal | undefined;
  /** Ends the deliveries in flight as well. */
  readonly signal: AbortSignal | undefined;
  readonly settings: BurstSettings;
}

/**
 * A run of load. It starts when somebody iterates over its snapshots, one a second, or asks for its result. Leaving the
 * iteration early stops it.
 */
export class BurstRun implements AsyncIterable<Snapshot> {
  readonly settings: BurstSettings;
  readonly #plan: BurstPlan;
  /** Whoever stops the run, and sockets, may be in another. */
  readonly #language = currentChoice();
  readonly #length: Pick<Snapshot, 'duration' | 'total'>;
  /** The target rate at a moment, ms from the start; `null` in a closed loop. */
  readonly #rateAt: ((ms: number) => number) | null;
  readonly #aggregator: Aggregator;
  readonly #abortWatches: readonly AbortWatch[];
  readonly #goneWatch = new GoneWatch();
  readonly #barrier: SampleBarrier;
  readonly #snapshots = new AsyncQueue<Snapshot>();
  #hasReader = false;
  #pool: WorkerPool | undefined;
  #result: Promise<BurstResult> | undefined;
  /** Settles when all workers have ended, or one has failed. */
  readonly #ended: Promise<void>;
  #end: () => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;
  /** The run is over, and cannot be stopped any more. */
  #done = false;
  /** Of the last snapshot, ms. */
  #elapsed = 0;
  #stopped: (Omit<StopReason, 'message'> & { readonly message: LocalizedText }) | null = null;
  /** When the workers start, by `performance.now()`. */
  #origin: number | undefined;

  constructor(plan: BurstPlan) {
    const { settings } = plan;
    const [{ seed, keep, events, load }] = plan.workers;
    this.#plan = plan;
    this.settings = settings;
    let dueBefore: ((ms: number) => number) | null = null;
    if ('open' in load) {
      const schedule = openSchedule(load.open);
      this.#length = schedule;
      this.#rateAt = (ms) => schedule.rateAt(ms);
      dueBefore = (ms) => schedule.before(ms);
    } else {
      this.#length = { duration: load.closed.duration, total: load.closed.count };
      this.#rateAt = null;
    }
    this.#aggregator = new Aggregator({
      seed,
      names: settings.events,
      variants: events.flatMap(({ variants }, event) => variants.map((variant) => ({ event, variant }))),
      keep,
      duration: this.#length.duration,
      warmup: settings.warmup,
      dueBefore,
    });
    this.#abortWatches = plan.abortOn.map((condition) => new AbortWatch(condition));
    this.#barrier = new SampleBarrier(plan.workers.length, (samples, number) => this.#add(samples, number));
    this.#ended = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
    // It is awaited once the workers have started; a failure before that is no unhandled rejection.
    this.#ended.catch(() => undefined);
  }

  get seed(): string {
    return this.#plan.workers[0].seed;
  }

  /** Why the log is incomplete; `null` if it is not. */
  get logProblem(): string | null {
    return this.#aggregator.logProblem;
  }

  /** Number of deliveries that got a response so far, of any kind, including those of the warm-up. */
  get answered(): number {
    return this.#aggregator.answered;
  }

  /** Rejects only if a worker fails. */
  get result(): Promise<BurstResult> {
    this.#result ??= inLanguage(this.#language, () => this.#run());
    return this.#result;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Snapshot, void> {
    this.#hasReader = true;
    const { result } = this;
    // It is awaited in the end; a failure before that is no unhandled rejection.
    result.catch(() => undefined);
    try {
      yield* this.#snapshots;
    } finally {
      this.#hasReader = false;
      this.#stop('interrupted', { zh: '调用方不再需要后续数据。', en: 'Nobody wanted any more of it.' });
      await result;
    }
  }

  async #run(): Promise<BurstResult> {
    const { workers, definitions, eventPaths, thresholds, settings, stop, signal } = this.#plan;
    const interrupt = (): void =>
      this.#stop('interrupted', { zh: '运行已中断。', en: 'It was interrupted.' });
    const abort = (): void => {
      interrupt();
      this.#pool?.abort();
    };
    try {
      const [{ log }] = workers;
      if (log !== null) endLastLine(log);
      const listener: WorkerListener = {
        sample: (sample) => this.#barrier.add(sample),
        failed: (error) => this.#stop('failed', asIs(error.message)),
        lost: (worker, error) => {
          this.#stop('failed', asIs(error.message));
          // Without any sample of any worker there is nothing to report.
          if (this.#barrier.lose(worker) && this.#barrier.ended) this.#finish(error);
        },
      };
      this.#pool = await openWorkerPool(workers, definitions, eventPaths, listener, stop).catch((error) => {
        if (stop?.aborted !== true) throw error;
        return undefined;
      });
      stop?.addEventListener('abort', interrupt, { once: true });
      signal?.addEventListener('abort', abort, { once: true });
      const cpuAtStart = process.cpuUsage();
      const startedAt = Date.now();
      this.#origin = this.#pool?.start();
      if (stop?.aborted) interrupt();
      if (signal?.aborted) abort();
      // Interrupted before the workers were open.
      if (this.#pool === undefined) this.#aggregator.close();
      else await this.#ended;
      const { user, system } = process.cpuUsage(cpuAtStart);
      const result = summarize(this.#aggregator, {
        plan: workers[0],
        startedAt,
        settings,
        cpu: Math.round((user + system) / 1000),
        thresholds,
        stopped: this.#stopped && { ...this.#stopped, message: say(this.#stopped.message) },
      });
      await this.#pool?.close();
      return result;
    } catch (error) {
      this.#pool?.close().catch(() => undefined);
      throw error;
    } finally {
      this.#done = true;
      stop?.removeEventListener('abort', interrupt);
      signal?.removeEventListener('abort', abort);
      this.#snapshots.close();
    }
  }

  /** Adds what all workers did in one second. */
  #add(samples: readonly Sample[], number: number): void {
    const { reservoir } = this.#aggregator;
    const before = new Set(reservoir.deliveries);
    const last = this.#aggregator.add(samples, number);
    for (const { failures } of samples) for (const failure of failures) reservoir.offer(failure);
    const kept = reservoir.deliveries.filter((delivery) => !before.has(delivery));
    const { ended } = this.#barrier;
    if (ended) {
      this.#aggregator.close();
      this.#done = true;
    }
    if (this.#hasReader) this.#snapshots.put(this.#snapshot(samples, number, last, kept));
    if (ended) this.#end();
    else this.#watch(last);
  }

  /** Ends the run after a worker was lost; the samples of the others have been added. */
  #finish(error: Error): void {
    if (this.#done) return;
    this.#done = true;
    if (this.#aggregator.counts().planned === 0 && this.#stopped?.reason !== 'interrupted') {
      this.#fail(error);
      return;
    }
    this.#aggregator.close();
    this.#end();
  }

  #watch(last: LastSecond): void {
    for (const watch of this.#abortWatches) {
      const { expr } = watch.condition;
      const message: LocalizedText = {
        zh: `${expr} 已持续成立 10 秒。`,
        en: `${expr} held for ten seconds.`,
      };
      if (watch.observe(last)) this.#stop('abort-on', message);
    }
    if (this.#goneWatch.observe(last)) {
      this.#stop('gone', {
        zh: '最近 10 秒的响应全部是 410 Gone：接收端不再接收回调。',
        en: 'Every answer of the last ten seconds was 410 Gone: the receiver wants no more.',
      });
    }
  }

  #stop(reason: StopReason['reason'], message: LocalizedText): void {
    if (this.#stopped !== null || this.#done) return;
    const at = this.#origin === undefined ? 0 : Math.max(0, performance.now() - this.#origin);
    this.#stopped = { reason, at: Math.floor(at), message };
    this.#pool?.stop();
  }

  #snapshot(samples: readonly Sample[], number: number, last: LastSecond, kept: Snapshot['kept']): Snapshot {
    const { settings } = this;
    // A worker that was late for the last sample may have ended before it.
    this.#elapsed = Math.max(this.#elapsed, ...samples.map(({ at }) => at));
    const elapsed = this.#elapsed;
    return {
      phase: this.#phase(samples, elapsed),
      elapsed,
      duration: this.#length.duration,
      total: this.#length.total,
      ...this.#aggregator.counts(),
      inFlight: this.#aggregator.inFlight,
      waiting: this.#aggregator.waiting,
      rate: { target: this.#rateAt?.(number * sampleInterval) ?? null, achieved: last.rate },
      latency: this.#aggregator.latency(),
      service: this.#aggregator.service(),
      settings,
      findings: this.#aggregator.findings.counts(),
      series: this.#aggregator.series,
      kept,
    };
  }

  #phase(samples: readonly Sample[], elapsed: number): Snapshot['phase'] {
    if (this.#barrier.ended) return 'ended';
    if (this.#stopped !== null || samples.every(({ phase }) => phase !== 'running')) return 'draining';
    return elapsed <= this.settings.warmup ? 'warmup' : 'running';
  }
}
