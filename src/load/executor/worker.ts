import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { Recorder } from '../../delivery/recorder.ts';
import { roundToMicroseconds } from '../../duration.ts';
import type { WritePayload } from '../../generate/generator.ts';
import { ConnectionPool } from '../../http/pool.ts';
import { openEdit, openGenerators, payloadWriter } from '../../send/prepare.ts';
import { DeliveryLog } from '../metrics/delivery-log.ts';
import { FailureReservoir } from '../metrics/failure-reservoir.ts';
import { droppedLine } from '../metrics/log-line.ts';
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
  close(): Promise<void>;
}

export interface WorkerListener {
  /** Takes a sample a second, and one at the end. */
  sample(sample: Sample): void;
  /** An event threw while a payload was drawn, or the thread ended: there will be no further sample. */
  failed(error: Error): void;
}

type WriterOf = (event: EventDefinition, variant: Variant) => WritePayload;

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
): Promise<Worker> {
  const tokens = new Map(plan.events.map(({ id, destination }) => [id, destination.token]));
  const { seed, contacts } = plan;
  const generators = await openGenerators(
    { seed, contacts, token: ({ id }) => tokens.get(id) },
    () => plan.clock.at,
  );
  const edit = await openEdit(definitions, plan, true);
  const writer: WriterOf = (event, variant) => payloadWriter(generators(event), event, variant, edit);
  return new BurstWorker(plan, definitions, writer, listener);
}

class BurstWorker implements Worker {
  readonly #plan: WorkerPlan;
  readonly #listener: WorkerListener;
  readonly #pools = new Map<string, ConnectionPool<DeliverySlot>>();
  readonly #counters: WorkerCounters;
  readonly #log: DeliveryLog | null;
  readonly #responses: ResponseRecorder;
  readonly #sender: RequestWriter;
  readonly #executor: Executor;
  #origin = 0;
  #inFlight = 0;
  #ended = false;
  #stopped = false;
  #samples = 0;
  #loop = performance.eventLoopUtilization();
  #sweeper: NodeJS.Timeout | undefined;
  #lagTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    plan: WorkerPlan,
    definitions: readonly EventDefinition[],
    writer: WriterOf,
    listener: WorkerListener,
  ) {
    this.#plan = plan;
    this.#listener = listener;
    const events = this.#prepareEvents(definitions, writer);
    const variants = events.reduce((sum, { variants }) => sum + variants.length, 0);
    this.#counters = new WorkerCounters(events.length, variants);
    this.#log = plan.log === null ? null : new DeliveryLog(plan.log);
    this.#responses = new ResponseRecorder(plan.seed, plan.clock.runs, plan, {
      counters: this.#counters,
      reservoir: new FailureReservoir(plan.seed, plan.keep),
      recorder: new Recorder({ ...plan, connection: connectionOf(plan.connection) }),
      log: this.#log,
    });
    this.#sender = new RequestWriter(plan, new Sampler(plan.sampler), events, this.#counters);
    this.#executor = this.#openExecutor();
    warmUp(events, plan.load, plan.clock.at);
  }

  start(at: number): void {
    this.#origin = at;
    this.#sender.origin = at;
    this.#responses.origin = at;
    this.#timer = setTimeout(() => this.#begin(), Math.max(0, at - performance.now()));
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#executor.stop();
    this.#endIfDone();
  }

  async close(): Promise<void> {
    this.#ended = true;
    this.#quiet();
    this.#executor.stop();
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
    this.#log?.close();
  }

  #prepareEvents(definitions: readonly EventDefinition[], writer: WriterOf): readonly PreparedEvent[] {
    let firstVariantId = 0;
    return this.#plan.events.map(({ variants, destination }, number) => {
      const definition = definitions[number] as EventDefinition;
      const pool = this.#pool(new URL(destination.target.url));
      const writers = variants.map((variant) => writer(definition, variant));
      const place = { number, firstVariantId, destination, writers, pool };
      firstVariantId += variants.length;
      return prepareEvent(definition, variants, place, this.#plan.contract);
    });
  }

  #pool(origin: URL): ConnectionPool<DeliverySlot> {
    const known = this.#pools.get(origin.origin);
    if (known !== undefined) return known;
    const { timeout, connection, hosts } = this.#plan;
    const options = {
      timeout,
      ...connectionOf(connection),
      lookup: guardedLookup(hosts),
      scheduling: 'fifo',
    } as const;
    const pool = new ConnectionPool(origin, options, newDeliverySlot, {
      ended: (slot) => {
        this.#inFlight -= 1;
        this.#responses.record(slot);
      },
      free: () => {
        this.#executor.resume();
        this.#endIfDone();
      },
    });
    this.#pools.set(origin.origin, pool);
    return pool;
  }

  #openExecutor(): Executor {
    const { load, timeout, maxInFlight, warmup } = this.#plan;
    const elapsed = (): number => performance.now() - this.#origin;
    const dispatcher: Dispatcher = {
      hasRoom: () => this.#inFlight < maxInFlight,
      start: (n, due, now, waited) => {
        this.#inFlight += 1;
        if (!waited && 'open' in load && due >= warmup) this.#counters.recordLateness(now - due);
        // undici would swallow it where a delivery is started from within one of its callbacks.
        try {
          this.#sender.send(n, due, now);
        } catch (error) {
          this.#giveUp(error instanceof Error ? error : new Error(String(error)));
        }
      },
      drop: (n, due, reason) => {
        const event = this.#sender.eventOf(n);
        this.#sender.skip(n, elapsed());
        const warm = due < warmup;
        this.#counters.drop(event.number, warm, reason);
        this.#log?.write(droppedLine(n, event.definition.id, due, warm));
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
      // A timer may come a little early.
      this.#timer = setTimeout(() => this.#begin(), early);
      return;
    }
    const { timeout } = this.#plan;
    this.#loop = performance.eventLoopUtilization();
    this.#sweeper = setInterval(() => this.#sweep(), Math.max(5, Math.min(sweepInterval, timeout / 10)));
    this.#watchLag();
    this.#awaitSample();
    this.#executor.advance();
    this.#endIfDone();
  }

  #sweep(): void {
    const now = performance.now();
    for (const pool of this.#pools.values()) pool.sweep(now);
    this.#executor.resume();
    this.#endIfDone();
  }

  #watchLag(): void {
    const due = performance.now() + lagInterval;
    this.#lagTimer = setTimeout(() => {
      this.#counters.recordLag(Math.max(0, performance.now() - due));
      this.#watchLag();
    }, lagInterval);
  }

  #awaitSample(): void {
    const next = this.#origin + (this.#samples + 1) * sampleInterval;
    this.#timer = setTimeout(
      () => {
        this.#sample(this.#executor.exhausted ? 'draining' : 'running');
        // The listener may have stopped the worker.
        if (!this.#ended) this.#awaitSample();
      },
      Math.max(0, next - performance.now()),
    );
  }

  #endIfDone(): void {
    if (this.#ended || this.#inFlight > 0 || !this.#executor.exhausted) return;
    this.#ended = true;
    this.#quiet();
    this.#sample('ended');
  }

  #giveUp(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#quiet();
    this.#executor.stop();
    this.#listener.failed(error);
  }

  #quiet(): void {
    clearInterval(this.#sweeper);
    clearTimeout(this.#lagTimer);
    clearTimeout(this.#timer);
  }

  #sample(phase: Sample['phase']): void {
    const number = this.#samples;
    this.#samples += 1;
    this.#log?.flush();
    this.#counters.due += this.#executor.flushDue();
    const loop = performance.eventLoopUtilization(this.#loop);
    this.#loop = performance.eventLoopUtilization();
    this.#listener.sample({
      worker: this.#plan.worker,
      number,
      // It may be stopped before it began.
      at: Math.max(0, roundToMicroseconds(performance.now() - this.#origin)),
      phase,
      ...this.#counters.flush(),
      ...this.#responses.flush(),
      inFlight: this.#inFlight,
      waiting: this.#executor.waiting,
      sockets: [...this.#pools.values()].reduce((sum, { opened }) => sum + opened, 0),
      busy: { active: loop.active, total: loop.active + loop.idle },
      lastStart: this.#sender.lastStart,
      logProblem: this.#log?.problem ?? null,
    });
  }
}
