import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import { Relay } from '../deliver/relay.ts';
import type { WritePayload } from '../generate/generator.ts';
import { targetRoot } from '../run/address.ts';
import { openGenerators } from '../run/payload-run.ts';
import { Recorder } from '../run/recorder.ts';
import { Assessor } from './assessor.ts';
import { bodyWriters } from './bodies.ts';
import { microseconds } from './counts.ts';
import { Deck } from './deck.ts';
import { ClosedFeed, type Feed, type Launch, OpenFeed } from './feed.ts';
import { Keeper } from './keeper.ts';
import { DeliveryLog } from './log.ts';
import { droppedLine } from './log-line.ts';
import { connectionOf, destinationOf, type WorkerPlan } from './plan.ts';
import { rehearse } from './rehearse.ts';
import { openSchedule } from './schedule.ts';
import { Sender } from './sender.ts';
import { Tally } from './tally.ts';
import { judgedLookup } from './target.ts';
import { type Tick, tickLength } from './tick.ts';
import { type Load, type WorkedEvent, workedEvent } from './worked-event.ts';

/** A worker that is ready to begin. */
export interface Worker {
  /** @param at by this thread's `performance.now()` */
  start(at: number): void;
  /** Starts nothing more; what is under way may end within its deadline. */
  stop(): void;
  close(): Promise<void>;
}

type WriterOf = (event: EventDefinition, variant: Variant) => WritePayload;

/** ms between two looks at the deadlines, at most. */
const sweepEvery = 100;

/** ms between two looks at how late timers are. */
const lagEvery = 20;

/**
 * Makes ready to carry out a worker's part of a run.
 * @param definitions the events of the plan, in its order
 * @param tell takes a tick a second, and one at the end
 * @param fail takes what an event threw while a payload was drawn: there will be no further tick
 * @throws UsageError where a connection or an override cannot be had
 */
export async function openWorker(
  plan: WorkerPlan,
  definitions: readonly EventDefinition[],
  tell: (tick: Tick) => void,
  fail: (error: Error) => void,
): Promise<Worker> {
  const tokens = new Map(plan.events.map(({ id, destination }) => [id, destination.token]));
  const { seed, contacts } = plan;
  const generators = await openGenerators(
    { seed, contacts, token: ({ id }) => tokens.get(id) },
    () => plan.clock.at,
  );
  const writers = await bodyWriters(definitions, plan);
  const writer: WriterOf = (event, variant) => writers(generators(event), event, variant);
  return new BurstWorker(plan, definitions, writer, tell, fail);
}

class BurstWorker implements Worker {
  readonly #plan: WorkerPlan;
  readonly #tell: (tick: Tick) => void;
  readonly #fail: (error: Error) => void;
  readonly #relays = new Map<string, Relay<Load>>();
  readonly #tally: Tally;
  readonly #log: DeliveryLog | null;
  readonly #assessor: Assessor;
  readonly #sender: Sender;
  readonly #feed: Feed;
  #origin = 0;
  #inFlight = 0;
  #ended = false;
  #stopped = false;
  #ticks = 0;
  #loop = performance.eventLoopUtilization();
  #sweeper: NodeJS.Timeout | undefined;
  #lagTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    plan: WorkerPlan,
    definitions: readonly EventDefinition[],
    writer: WriterOf,
    tell: (tick: Tick) => void,
    fail: (error: Error) => void,
  ) {
    this.#plan = plan;
    this.#tell = tell;
    this.#fail = fail;
    const events = this.#workedEvents(definitions, writer);
    const lots = events.reduce((sum, { variants }) => sum + variants.length, 0);
    this.#tally = new Tally(events.length, lots);
    this.#log = plan.log === null ? null : new DeliveryLog(plan.log);
    this.#assessor = new Assessor(plan.seed, plan.clock.runs, plan, {
      tally: this.#tally,
      keeper: new Keeper(plan.seed, plan.keep),
      recorder: new Recorder({ ...plan, connection: connectionOf(plan.connection) }),
      log: this.#log,
    });
    this.#sender = new Sender(plan, new Deck(plan.deck), events, this.#tally);
    this.#feed = this.#openFeed();
    rehearse(events, plan.load, plan.clock.at);
  }

  start(at: number): void {
    this.#origin = at;
    this.#sender.origin = at;
    this.#assessor.origin = at;
    this.#timer = setTimeout(() => this.#begin(), Math.max(0, at - performance.now()));
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#feed.stop();
    this.#endIfDone();
  }

  async close(): Promise<void> {
    this.#ended = true;
    this.#quiet();
    this.#feed.stop();
    await Promise.all([...this.#relays.values()].map((relay) => relay.close()));
    this.#log?.close();
  }

  #workedEvents(definitions: readonly EventDefinition[], writer: WriterOf): readonly WorkedEvent[] {
    let firstLot = 0;
    return this.#plan.events.map(({ variants, destination }, number) => {
      const definition = definitions[number] as EventDefinition;
      const whereTo = destinationOf(destination);
      const relay = this.#relay(targetRoot(whereTo.target));
      const writers = variants.map((variant) => writer(definition, variant));
      const place = { number, firstLot, destination: whereTo, writers, relay };
      firstLot += variants.length;
      return workedEvent(definition, variants, place, this.#plan.contract);
    });
  }

  #relay(origin: URL): Relay<Load> {
    const known = this.#relays.get(origin.origin);
    if (known !== undefined) return known;
    const { timeout, connection, hosts } = this.#plan;
    const options = { timeout, ...connectionOf(connection), lookup: judgedLookup(hosts) };
    const relay = new Relay(origin, options, emptyLoad, {
      ended: (shuttle) => {
        this.#inFlight -= 1;
        this.#assessor.assess(shuttle);
      },
      free: () => {
        this.#feed.freed();
        this.#endIfDone();
      },
    });
    this.#relays.set(origin.origin, relay);
    return relay;
  }

  #openFeed(): Feed {
    const { load, timeout, maxInFlight, warmup } = this.#plan;
    const elapsed = (): number => performance.now() - this.#origin;
    const launch: Launch = {
      free: () => this.#inFlight < maxInFlight,
      start: (n, due, now, waited) => {
        this.#inFlight += 1;
        if (!waited && 'open' in load && due >= warmup) this.#tally.late(now - due);
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
        this.#tally.drop(event.number, warm, reason);
        this.#log?.write(droppedLine(n, event.definition.id, due, warm));
      },
    };
    return 'open' in load
      ? new OpenFeed(() => openSchedule(load.open), this.#plan, timeout, launch, elapsed)
      : new ClosedFeed(load.closed, this.#plan, launch, elapsed);
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
    this.#sweeper = setInterval(() => this.#sweep(), Math.max(5, Math.min(sweepEvery, timeout / 10)));
    this.#watchLag();
    this.#awaitTick();
    this.#feed.advance();
    this.#endIfDone();
  }

  #sweep(): void {
    const now = performance.now();
    for (const relay of this.#relays.values()) relay.sweep(now);
    this.#feed.freed();
    this.#endIfDone();
  }

  #watchLag(): void {
    const due = performance.now() + lagEvery;
    this.#lagTimer = setTimeout(() => {
      this.#tally.lag(Math.max(0, performance.now() - due));
      this.#watchLag();
    }, lagEvery);
  }

  #awaitTick(): void {
    const next = this.#origin + (this.#ticks + 1) * tickLength;
    this.#timer = setTimeout(
      () => {
        this.#tick(this.#feed.exhausted ? 'draining' : 'running');
        // Who is told may stop the worker then and there.
        if (!this.#ended) this.#awaitTick();
      },
      Math.max(0, next - performance.now()),
    );
  }

  #endIfDone(): void {
    if (this.#ended || this.#inFlight > 0 || !this.#feed.exhausted) return;
    this.#ended = true;
    this.#quiet();
    this.#tick('ended');
  }

  #giveUp(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#quiet();
    this.#feed.stop();
    this.#fail(error);
  }

  #quiet(): void {
    clearInterval(this.#sweeper);
    clearTimeout(this.#lagTimer);
    clearTimeout(this.#timer);
  }

  #tick(phase: Tick['phase']): void {
    const number = this.#ticks;
    this.#ticks += 1;
    this.#log?.flush();
    this.#tally.due += this.#feed.takeDue();
    const loop = performance.eventLoopUtilization(this.#loop);
    this.#loop = performance.eventLoopUtilization();
    this.#tell({
      worker: this.#plan.worker,
      number,
      // It may be stopped before it began.
      at: Math.max(0, microseconds(performance.now() - this.#origin)),
      phase,
      ...this.#tally.take(),
      ...this.#assessor.take(),
      inFlight: this.#inFlight,
      waiting: this.#feed.waiting,
      sockets: [...this.#relays.values()].reduce((sum, { opened }) => sum + opened, 0),
      busy: { active: loop.active, total: loop.active + loop.idle },
      lastStart: this.#sender.lastStart,
      logProblem: this.#log?.problem ?? null,
    });
  }
}

const emptyLoad = (): Load => ({
  n: 0,
  original: 0,
  event: null,
  variant: 0,
  now: 0,
  query: {},
  warm: false,
});
