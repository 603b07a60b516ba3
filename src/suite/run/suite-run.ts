import { formatInstant } from '../../generate/clock.ts';
import { AsyncQueue } from '../../send/async-queue.ts';
import type { Sender } from '../../send/sender.ts';
import type { Case } from '../plan/case.ts';
import type { Plan } from '../plan/plan.ts';
import { WatchedProbe } from '../probe/watched-probe.ts';
import { type ContextOptions, type OpenContext, openContext } from './case-context.ts';
import { type CaseContext, runCase } from './case-run.ts';
import { deadlineResult } from './deadline.ts';
import type { SuiteEvent } from './events.ts';
import type { CaseResult } from './result.ts';
import type { SuiteSummary } from './summary.ts';
import { SuiteCounters, skipped } from './tally.ts';
import { UnreachableDetector } from './unreachable-detector.ts';

/** How a plan is run. */
export interface SuiteOptions extends Omit<ContextOptions, 'connections' | 'caseFlags'> {
  /** Cases under way at once. Default 4. */
  readonly concurrency?: number | undefined;
  /** Stop after so many cases that did not pass. */
  readonly bail?: number | undefined;
  /** No further case starts; what is under way may end. */
  readonly stop?: AbortSignal | undefined;
  /** Why nothing can be sent at all, where that is known beforehand: every case is then skipped, for this reason. */
  readonly unreachable?: string | undefined;
  /** Settles when the receiver, which we started, has ended. */
  readonly receiverExited?: Promise<unknown> | undefined;
  /** The last lines that it printed. */
  readonly receiverOutput?: (() => string) | undefined;
  /** The flags that make the plan what it is, for the command that runs a case again. */
  readonly planFlags?: readonly string[] | undefined;
}

/** Runs a plan. What happens comes as events, as it happens; nothing is kept but the figures. */
export async function* runSuite(plan: Plan, options: SuiteOptions): AsyncGenerator<SuiteEvent, void> {
  const run = await SuiteRun.open(plan, options);
  yield { type: 'planned', cases: plan.cases.length, requests: plan.requests };
  yield* run.events();
}

class SuiteRun {
  readonly #plan: Plan;
  readonly #options: SuiteOptions;
  readonly #context: CaseContext;
  readonly #poster: Sender;
  readonly #tally: SuiteCounters;
  readonly #seed: string;
  readonly #now: string | number;
  readonly #probe: WatchedProbe | undefined;
  readonly #silence = new UnreachableDetector();
  readonly #mail = new AsyncQueue<SuiteEvent>();
  readonly #startedAt = new Date();
  readonly #began = performance.now();
  #stopped: SuiteSummary['stopped'] = null;

  static async open(plan: Plan, options: SuiteOptions): Promise<SuiteRun> {
    const { concurrency = 4, planFlags = [] } = options;
    const probe = options.probe && new WatchedProbe(options.probe);
    const open = await openContext({
      ...options,
      probe,
      // A case may have two deliveries under way.
      connections: 2 * concurrency,
      caseFlags: () => planFlags,
    });
    return new SuiteRun(plan, options, open, probe);
  }

  private constructor(
    plan: Plan,
    options: SuiteOptions,
    { context, poster, seed, now }: OpenContext,
    probe: WatchedProbe | undefined,
  ) {
    this.#plan = plan;
    this.#options = options;
    this.#context = context;
    this.#poster = poster;
    this.#seed = seed;
    this.#now = now;
    this.#probe = probe;
    this.#tally = new SuiteCounters(plan);
    for (const event of plan.events) poster.expect(options.destinations(event));
  }

  async *events(): AsyncGenerator<SuiteEvent, void> {
    const working = this.#work().finally(() => this.#mail.close());
    try {
      yield* this.#mail;
      await working;
      yield { type: 'ended', summary: this.#summary() };
    } finally {
      // Whoever left early leaves nobody waiting for room.
      this.#stopped ??= 'interrupted';
      this.#mail.close();
      await this.#poster.close();
      await this.#options.probe?.close();
    }
  }

  async #work(): Promise<void> {
    const { concurrency = 4, stop, receiverExited, unreachable } = this.#options;
    if (unreachable !== undefined) this.#stopped = 'unreachable';
    void receiverExited?.then(() => {
      this.#stopped ??= 'receiver_exited';
    });
    const sent = this.#plan.cases.filter(({ group }) => group !== 'deadline');
    let next = 0;
    const work = async (alone: boolean): Promise<void> => {
      for (;;) {
        const one = sent[next];
        if (one === undefined || (one.alone === true) !== alone) return;
        next += 1;
        await this.#mail.room();
        if (stop?.aborted) this.#stopped ??= 'interrupted';
        if (this.#stopped === null) await this.#runOne(one);
        else
          this.#finish(
            skipped(one, this.#reason(this.#stopped), this.#context.repro(one.id, this.#context.clock())),
          );
      }
    };
    // In their order; before and after a case that runs alone, the others come to an end.
    while (next < sent.length) {
      await Promise.all(Array.from({ length: concurrency }, () => work(false)));
      await work(true);
    }
    this.#watchDeadlines();
  }

  #watchDeadlines(): void {
    for (const one of this.#plan.cases.filter(({ group }) => group === 'deadline')) {
      const punctuality = this.#tally.punctuality(one.subject);
      // It sends nothing itself: what it complains of is repeated.
      const repro = this.#context.repro(punctuality.first[0] ?? one.id, this.#context.clock());
      // Of a run that was stopped, only what was missed is certain.
      const unfinished = this.#stopped !== null && punctuality.missed === 0;
      this.#finish(
        unfinished
          ? skipped(one, this.#reason(this.#stopped ?? 'interrupted'), repro)
          : deadlineResult(one, punctuality, this.#options.timeout, repro),
      );
    }
  }

  async #runOne(one: Case): Promise<void> {
    this.#mail.put({ type: 'started', id: one.id });
    const result = await runCase(one, this.#context);
    this.#silence.hear(result);
    if (this.#silence.lasting) this.#stopped ??= 'unreachable';
    this.#finish(result);
  }

  #finish(result: CaseResult): void {
    this.#tally.add(result);
    this.#mail.put({ type: 'finished', result });
    const { failed, error } = this.#tally.counts;
    const { bail } = this.#options;
    if (bail !== undefined && failed + error >= bail) this.#stopped ??= 'bail';
  }

  #reason(stopped: NonNullable<SuiteSummary['stopped']>): string {
    return (stopped === 'unreachable' ? this.#options.unreachable : undefined) ?? reasons[stopped];
  }

  #summary(): SuiteSummary {
    const { missed, ...figures } = this.#tally.figures();
    const { timeout, destinations, receiverOutput } = this.#options;
    const roots = this.#plan.events.map((event) => this.#poster.hide(destinations(event).target.url));
    const output = this.#tally.counts.passed === this.#plan.cases.length ? undefined : receiverOutput?.();
    return {
      seed: this.#seed,
      now: typeof this.#now === 'number' ? formatInstant(this.#now) : this.#now,
      targets: [...new Set(roots)],
      ...figures,
      deadline: { timeout, missed },
      cut: this.#plan.cut,
      warnings: this.#probe?.warnings ?? [],
      stopped: this.#stopped,
      ...(output !== undefined && output !== '' && { receiverOutput: this.#poster.hide(output) }),
      startedAt: this.#startedAt.toISOString(),
      ms: performance.now() - this.#began,
    };
  }
}

const reasons = {
  interrupted: 'interrupted',
  bail: 'stopped after the failures that --bail allows',
  unreachable: 'the receiver could not be reached',
  receiver_exited: 'the receiver had ended',
} as const;
