import type { EventDefinition } from '../define/event.ts';
import { clockAt, formatInstant, pinnedInstant } from '../generate/clock.ts';
import { targetRoot } from '../run/address.ts';
import { openGenerators } from '../run/payload-run.ts';
import { Poster, type PosterOptions } from '../run/poster.ts';
import { shellCommand } from '../run/shell.ts';
import type { Case } from './case.ts';
import { type CaseContext, runCase } from './case-run.ts';
import { deadlineResult } from './deadline.ts';
import type { SuiteEvent } from './events.ts';
import { Mailbox } from './mailbox.ts';
import type { Plan } from './plan.ts';
import type { Probe } from './probe.ts';
import type { CaseResult } from './result.ts';
import type { SuiteSummary } from './summary.ts';
import { SuiteTally, skipped } from './tally.ts';

/** How a plan is run. */
export interface SuiteOptions extends Omit<PosterOptions, 'connections'> {
  readonly seed?: string | undefined;
  /** As for payloads: an instant, ms, or `real`. */
  readonly now?: string | number | undefined;
  readonly contacts?: number | undefined;
  /** Cases under way at once. Default 4. */
  readonly concurrency?: number | undefined;
  /** Stop after so many cases that did not pass. */
  readonly bail?: number | undefined;
  readonly probe?: Probe | undefined;
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
  readonly curlFlags?: readonly string[] | undefined;
}

/** So many deliveries in a row that find nobody there: the rest would not, either. */
const silenceEnough = 10;

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
  readonly #poster: Poster;
  readonly #tally: SuiteTally;
  readonly #seed: string;
  readonly #mail = new Mailbox<SuiteEvent>();
  readonly #startedAt = new Date();
  readonly #began = performance.now();
  #stopped: SuiteSummary['stopped'] = null;
  #silence = 0;
  #stateEver: 'unread' | 'constant' | 'changes' = 'unread';

  static async open(plan: Plan, options: SuiteOptions): Promise<SuiteRun> {
    const seed = options.seed ?? String(Math.floor(Math.random() * 1_000_000_000));
    const clock = clockAt(options.now ?? (options.seed === undefined ? 'real' : pinnedInstant));
    const tokenOf = (event: EventDefinition): string | undefined => options.destinations(event).token;
    const generators = await openGenerators({ seed, token: tokenOf, contacts: options.contacts }, clock);
    const now = options.now ?? (options.seed === undefined ? 'real' : pinnedInstant);
    return new SuiteRun(plan, { ...options, seed, now }, { generators, clock });
  }

  private constructor(
    plan: Plan,
    options: SuiteOptions & { readonly seed: string },
    drawing: Pick<CaseContext, 'generators' | 'clock'>,
  ) {
    this.#plan = plan;
    this.#options = options;
    this.#seed = options.seed;
    this.#tally = new SuiteTally(plan);
    const { concurrency = 4 } = options;
    // A case may have two deliveries under way.
    this.#poster = new Poster({ ...options, connections: 2 * concurrency });
    for (const event of plan.events) this.#poster.recognise(options.destinations(event));
    this.#context = {
      ...drawing,
      poster: this.#poster,
      probe: options.probe && this.#watched(options.probe),
      repro: (id, now) => this.#repro(id, now),
      curlFlags: options.curlFlags,
    };
  }

  async *events(): AsyncGenerator<SuiteEvent, void> {
    const working = this.#work().finally(() => this.#mail.close());
    try {
      yield* this.#mail;
      await working;
      yield { type: 'ended', summary: this.#summary() };
    } finally {
      this.#stopped ??= 'interrupted';
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
        if (stop?.aborted) this.#stopped ??= 'interrupted';
        if (this.#stopped === null) await this.#runOne(one);
        else
          this.#finish(skipped(one, this.#reason(this.#stopped), this.#repro(one.id, this.#context.clock())));
      }
    };
    // In their order; before and after a case that runs alone, the others come to an end.
    while (next < sent.length) {
      await Promise.all(Array.from({ length: concurrency }, () => work(false)));
      await work(true);
    }
    for (const one of this.#plan.cases.filter(({ group }) => group === 'deadline')) {
      const punctuality = this.#tally.punctuality(one.subject);
      // It sends nothing itself: what it complains of is repeated.
      const repro = this.#repro(punctuality.first[0] ?? one.id, this.#context.clock());
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
    this.#listen(result);
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

  /** Notices when there is nobody there, or nobody any more. */
  #listen({ deliveries }: CaseResult): void {
    for (const { delivery } of deliveries) {
      const last = delivery.attempts.at(-1);
      const refused = /^(transport\.(refused|dns)|timeout\.connect)$/.test(last?.error?.code ?? '');
      if (last?.status != null) this.#silence = 0;
      else if (refused || this.#tally.answered === 0) this.#silence += 1;
    }
    if (this.#silence >= silenceEnough) this.#stopped ??= 'unreachable';
  }

  /** A probe that never shows a change cannot show a wrong one. */
  #watched(probe: Probe): Probe {
    let before: string | undefined;
    return {
      read: async () => {
        const state = await probe.read();
        if (before !== undefined && state !== before) this.#stateEver = 'changes';
        else if (this.#stateEver === 'unread') this.#stateEver = 'constant';
        before = state;
        return state;
      },
      close: () => probe.close(),
    };
  }

  #repro(id: string, now: number): string {
    const { planFlags = [], addressFlags = [], reproFlags = [] } = this.#options;
    return this.#poster.hide(
      shellCommand([
        'webhook-sim',
        'test',
        '--filter',
        id,
        '--seed',
        this.#seed,
        '--now',
        formatInstant(now),
        ...planFlags,
        ...addressFlags,
        ...reproFlags,
      ]),
    );
  }

  #summary(): SuiteSummary {
    const { missed, ...figures } = this.#tally.figures();
    const { now, timeout, destinations, receiverOutput } = this.#options;
    const roots = this.#plan.events.map((event) =>
      this.#poster.hide(targetRoot(destinations(event).target).href),
    );
    const output = this.#tally.counts.passed === this.#plan.cases.length ? undefined : receiverOutput?.();
    return {
      seed: this.#seed,
      now: typeof now === 'number' ? formatInstant(now) : String(now),
      targets: [...new Set(roots)],
      ...figures,
      deadline: { timeout, missed },
      cut: this.#plan.cut,
      warnings:
        this.#stateEver === 'constant'
          ? ["the probe's answer never changed: it cannot show whether a duplicate changed anything"]
          : [],
      stopped: this.#stopped,
      ...(output !== undefined && output !== '' && { receiverOutput: output }),
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
