import type { EventDefinition } from '../../define/event.ts';
import { Recorder } from '../../delivery/recorder.ts';
import { roundToMicroseconds } from '../../duration.ts';
import type { WritePayload } from '../../generate/generator.ts';
import { ConnectionPool, interrupted } from '../../http/pool.ts';
import { openEdit, openGenerators, payloadWriter } from '../../send/prepare.ts';
import { DeliveryLog, droppedLine } from '../metrics/delivery-log.ts';
import { FailureReservoir } from '../metrics/failure-reservoir.ts';
import { type Sample, sampleInterval } from '../metrics/sample.ts';
import { WorkerCounters } from '../metrics/worker-counters.ts';
import { openSchedule } from '../schedule/schedule.ts';
import { guardedLookup } from '../target-guard.ts';
import {
  type DeliverySlot,
  newDeliverySlot,
  type PreparedEvent,
  prepareEvent,
} from '../workload/prepared-event.ts';
import { Sampler } from '../workload/sampler.ts';
import type { DrawingNote } from './drawing-note.ts';
import {
  ArrivalRateExecutor,
  ConstantConcurrencyExecutor,
  type Dispatcher,
  type Executor,
} from './executor.ts';
import { RequestWriter } from './request-writer.ts';
import { ResponseRecorder } from './response-recorder.ts';
import { warmUp } from './warm-up.ts';
import { connectionOf, type WorkerPlan } from './worker-plan.ts';

/** A worker that is ready to start. */
export interface Worker {
  /** @param at by the caller's `performance.now()` */
  start(at: number): void;
  /** Starts no more deliveries; those in flight may end within their deadline. */
  stop(): void;
  /** Ends the deliveries in flight as well, as `aborted`. */
  abort(): void;
  close(): Promise<void>;
}

export interface WorkerListener {
  /** Takes a sample a second, and one at the end. */
  sample(sample: Sample): void;
  /** An event threw while a payload was drawn. The worker has stopped; its samples go on until its last delivery ends. */
  failed(error: Error): void;
  /** A thread ended before its time: there will be no further sample. */
  lost(worker: number, error: Error): void;
}

/**
 * Connections that a closed loop makes at once, over all workers. A receiver's queue of new connections is often no longer
 * than 511; one that finds it full waits a second before it tries again.
 */
const mostDialing = 256;

/** ms between two checks of the deadlines, at most. */
const sweepInterval = 100;

/** ms between two measurements of the event loop's lag. */
const lagInterval = 20;

/**
 * Opens a worker, which carries out its share of a run.
 * @param definitions the events of the plan, in its order
 * @throws UsageError for a connection or an override that cannot be used
 */
export async function openWorker(
  plan: WorkerPlan,
  definitions: readonly EventDefinition[],
  listener: WorkerListener,
  drawing?: DrawingNote,
): Promise<Worker> {
  const tokens = new Map(plan.events.map(({ id, destination }) => [id, destination.token]));
  const { seed, contacts } = plan;
  const generators = await openGenerators(
    { seed, contacts, token: ({ id }) => tokens.get(id) },
    () => plan.clock.at,
  );
  const edit = await openEdit(definitions, plan, true);
  const writers = definitions.map((event, i) =>
    (plan.events[i]?.variants ?? []).map((variant) => payloadWriter(generators(event), event, variant, edit)),
  );
  return new BurstWorker(plan, definitions, writers, listener, drawing);
}

class BurstWorker implements Worker {
  readonly #plan: WorkerPlan;
  readonly #listener: WorkerListener;
  /** By origin. */
  readonly #pools = new Map<string, ConnectionPool<DeliverySlot>>();
  readonly #counters: WorkerCounters;
  readonly #log: DeliveryLog | null;
  readonly #recorder: ResponseRecorder;
  readonly #writer: RequestWriter;
  readonly #executor: Executor;
  /** When the run starts, by `performance.now()`. */
  #origin = 0;
  #inFlight = 0;
  /** Connections being made. */
  #dialing = 0;
  #ended = false;
  #stopped = false;
  #samples = 0;
  #utilization = performance.eventLoopUtilization();
  #sweepTimer: NodeJS.Timeout | undefined;
  #lagTimer: NodeJS.Timeout | undefined;
  /** For the start, then for the next sample. */
  #timer: NodeJS.Timeout | undefined;

  /** @param writers of each event, for each of its variants */
  constructor(
    plan: WorkerPlan,
    definitions: readonly EventDefinition[],
    writers: readonly (readonly WritePayload[])[],
    listener: WorkerListener,
    drawing: DrawingNote | undefined,
  ) {
    this.#plan = plan;
    this.#listener = listener;
    const events = this.#prepareEvents(definitions, writers);
    this.#counters = new WorkerCounters(events.length, writers.flat().length);
    this.#log = plan.log === null ? null : new DeliveryLog(plan.log);
    this.#recorder = new ResponseRecorder(plan, {
      counters: this.#counters,
      reservoir: new FailureReservoir(plan.seed, plan.keep),
      recorder: new Recorder({ ...plan, connection: connectionOf(plan.connection) }),
      log: this.#log,
    });
    this.#writer = new RequestWriter(plan, new Sampler(plan.sampler), events, this.#counters, drawing);
    this.#executor = this.#openExecutor();
    warmUp(events, plan.load, plan.clock.at);
  }

  start(at: number): void {
    this.#origin = at;
    this.#writer.origin = at;
    this.#recorder.origin = at;
    this.#timer = setTimeout(() => this.#begin(), Math.max(0, at - performance.now()));
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#executor.stop();
    this.#endIfDone();
  }

  abort(): void {
    this.stop();
    for (const pool of this.#pools.values()) pool.abort(interrupted);
  }

  async close(): Promise<void> {
    this.#ended = true;
    this.#clearTimers();
    this.#executor.close();
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
    this.#log?.close();
  }

  #prepareEvents(
    definitions: readonly EventDefinition[],
    writers: readonly (readonly WritePayload[])[],
  ): readonly PreparedEvent[] {
    const { events, contract } = this.#plan;
    let firstVariantId = 0;
    return events.map(({ variants, destination }, number) => {
      const pool = this.#pool(new URL(destination.target.url));
      const place = { number, firstVariantId, destination, pool, writers: writers[number] ?? [] };
      firstVariantId += variants.length;
      return prepareEvent(definitions[number] as EventDefinition, variants, place, contract);
    });
  }

  #pool(url: URL): ConnectionPool<DeliverySlot> {
    const known = this.#pools.get(url.origin);
    if (known !== undefined) return known;
    const { timeout, connection, hosts } = this.#plan;
    const options = {
      timeout,
      ...connectionOf(connection),
      lookup: guardedLookup(hosts),
      scheduling: 'fifo',
    } as const;
    const pool = new ConnectionPool(url, options, newDeliverySlot, {
      ended: (slot) => {
        this.#inFlight -= 1;
        this.#recorder.record(slot);
      },
      dialing: (change) => {
        this.#dialing += change;
        if (change < 0 && 'closed' in this.#plan.load) this.#executor.resume();
      },
      free: () => {
        this.#executor.resume();
        this.#endIfDone();
      },
    });
    this.#pools.set(url.origin, pool);
    return pool;
  }

  #openExecutor(): Executor {
    const { load, timeout, maxInFlight, warmup, workers } = this.#plan;
    const maxDialing = 'open' in load ? Number.POSITIVE_INFINITY : Math.ceil(mostDialing / workers);
    const elapsed = (): number => performance.now() - this.#origin;
    const dispatcher: Dispatcher = {
      hasRoom: () => this.#inFlight < maxInFlight && this.#dialing < maxDialing,
      start: (n, due, now, waited) => {
        this.#inFlight += 1;
        if (!waited && 'open' in load && due >= warmup) this.#counters.recordLateness(now - due);
        // undici swallows what is thrown from within its callbacks, and deliveries are started there.
        try {
          this.#writer.send(n, due, now);
        } catch (error) {
          this.#inFlight -= 1;
          dispatcher.drop(n, due, 'stopped');
          this.#fail(error instanceof Error ? error : new Error(String(error)));
        }
      },
      drop: (n, due, reason) => {
        const event = this.#writer.eventOf(n);
        this.#writer.skip(n, elapsed());
        this.#counters.drop(event.number, due < warmup, reason);
        this.#log?.write(droppedLine(n, event.definition.id, due, due < warmup));
      },
    };
    return 'open' in load
      ? new ArrivalRateExecutor(() => openSchedule(load.open), this.#plan, timeout, dispatcher, elapsed)
      : new ConstantConcurrencyExecutor(load.closed, this.#plan, dispatcher, elapsed);
  }

  #begin(): void {
    if (this.#ended) return;
    const early = this.#origin - performance.now();
    if (early > 0) {
      // Timers may fire a little early.
      this.#timer = setTimeout(() => this.#begin(), early);
      return;
    }
    const interval = Math.max(5, Math.min(sweepInterval, this.#plan.timeout / 10));
    this.#utilization = performance.eventLoopUtilization();
    this.#sweepTimer = setInterval(() => this.#sweep(), interval);
    this.#measureLag();
    this.#scheduleSample();
    this.#executor.advance();
    this.#endIfDone();
  }

  #sweep(): void {
    const now = performance.now();
    for (const pool of this.#pools.values()) pool.sweep(now);
    this.#executor.resume();
    this.#endIfDone();
  }

  #measureLag(): void {
    const due = performance.now() + lagInterval;
    this.#lagTimer = setTimeout(() => {
      this.#counters.recordLag(Math.max(0, performance.now() - due));
      this.#measureLag();
    }, lagInterval);
  }

  #scheduleSample(): void {
    const next = this.#origin + (this.#samples + 1) * sampleInterval;
    this.#timer = setTimeout(
      () => {
        this.#sample(this.#executor.exhausted ? 'draining' : 'running');
        // The listener may have stopped the worker.
        if (!this.#ended) this.#scheduleSample();
      },
      Math.max(0, next - performance.now()),
    );
  }

  #endIfDone(): void {
    if (this.#ended || this.#inFlight > 0 || !this.#executor.exhausted) return;
    this.#ended = true;
    this.#clearTimers();
    this.#sample('ended');
  }

  #fail(error: Error): void {
    if (this.#stopped) return;
    this.#listener.failed(error);
    this.stop();
  }

  #clearTimers(): void {
    clearInterval(this.#sweepTimer);
    clearTimeout(this.#lagTimer);
    clearTimeout(this.#timer);
  }

  #sample(phase: Sample['phase']): void {
    const number = this.#samples;
    this.#samples += 1;
    this.#log?.flush();
    this.#counters.due += this.#executor.flushDue();
    const { active, idle } = performance.eventLoopUtilization(this.#utilization);
    this.#utilization = performance.eventLoopUtilization();
    this.#listener.sample({
      worker: this.#plan.worker,
      number,
      // A run may be stopped before it has started.
      at: Math.max(0, roundToMicroseconds(performance.now() - this.#origin)),
      phase,
      ...this.#counters.flush(),
      ...this.#recorder.flush(),
      inFlight: this.#inFlight,
      waiting: this.#executor.waiting,
      sockets: [...this.#pools.values()].reduce((sum, { opened }) => sum + opened, 0),
      strays: [...this.#pools.values()].reduce((sum, { strays }) => sum + strays, 0),
      busy: { active, total: active + idle },
      lastStart: this.#writer.lastStart,
      logProblem: this.#log?.problem ?? null,
    });
  }
}
