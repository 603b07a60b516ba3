import { defaults } from '../../defaults.ts';
import type { EventDefinition } from '../../define/event.ts';
import { shellCommand } from '../../delivery/shell.ts';
import { formatInstant, seedAndClock } from '../../generate/clock.ts';
import { reconnectWarning, strayWarning } from '../../http/connection-warnings.ts';
import { type LocalizedText, say } from '../../language.ts';
import { openGenerators } from '../../send/prepare.ts';
import { Sender, type SenderOptions } from '../../send/sender.ts';
import type { SuiteCase } from '../plan/case.ts';
import { roundOf } from '../plan/rounds.ts';
import type { Probe } from '../probe/probe.ts';
import { StateReader } from '../probe/state-reader.ts';
import type { SuiteEvent } from './events.ts';
import { type CaseContext, executeCase } from './execute-case.ts';
import { type CaseResult, skippedResult } from './result.ts';
import { Semaphore } from './semaphore.ts';
import type { SuiteStopReason } from './summary.ts';

/** Where cases are sent, what their payloads are drawn from, and how a case is repeated. */
export interface RunnerOptions extends Omit<SenderOptions, 'connections'> {
  readonly seed?: string | undefined;
  /** The clock: an ISO instant, ms since the epoch, or `real`. */
  readonly now?: string | number | undefined;
  readonly probe?: Probe | undefined;
  /** Cases that run at the same time. Default 4. */
  readonly concurrency?: number | undefined;
  /** Once it is aborted no further case starts; those that are running end after the delivery under way. */
  readonly stop?: AbortSignal | undefined;
  /** curl's own flags: `-k`, a proxy. */
  readonly curlFlags?: readonly string[] | undefined;
  /** Flags of the command that runs a case again, beside those of the case itself: the receiver's address among them. */
  readonly planFlags?: readonly string[] | undefined;
}

export interface Stop {
  readonly reason: SuiteStopReason;
  /** Why a case was skipped, for a person. */
  readonly message: string;
}

/** Runs cases in any order and several at once. Decides when a case's turn has come, and when no more cases run. */
export class CaseRunner {
  readonly context: CaseContext;
  readonly #options: RunnerOptions;
  readonly #onEvent: (event: SuiteEvent) => void;
  readonly #semaphore: Semaphore;
  readonly #detector = new UnreachableDetector();
  #stopped: Stop | null = null;
  #reconnects = 0;

  /** Connects at the first delivery. `onEvent`: a case started or finished. @throws UsageError when the clock is wrong */
  static async open(
    options: RunnerOptions,
    onEvent: (event: SuiteEvent) => void = () => undefined,
  ): Promise<CaseRunner> {
    const { destinations, probe, curlFlags, concurrency = defaults.concurrency } = options;
    const pinned = seedAndClock(options);
    const token = (event: EventDefinition): string | undefined => destinations(event).token;
    const generators = await openGenerators({ seed: pinned.seed, token }, pinned.clock);
    // A case may have two deliveries in flight.
    const sender = new Sender({ ...options, connections: 2 * concurrency });
    const repro = (one: SuiteCase, at: number): string =>
      // Masked before quoting: an unquoted `***` would be a file name pattern.
      shellCommand(caseCommand(one, pinned.seed, at, options).map((word) => sender.hide(word)));
    const { stop } = options;
    const states = probe && new StateReader(probe, stop);
    const context = { ...pinned, sender, generators, states, stop, repro, curlFlags };
    return new CaseRunner(context, options, onEvent);
  }

  private constructor(context: CaseContext, options: RunnerOptions, onEvent: (event: SuiteEvent) => void) {
    this.context = context;
    this.#options = options;
    this.#onEvent = onEvent;
    this.#semaphore = new Semaphore(options.concurrency ?? defaults.concurrency);
  }

  /** Runs a case when its turn has come, or skips it when the run has been stopped by then. */
  async run(one: SuiteCase): Promise<CaseResult> {
    return this.#semaphore.run(one.exclusive === true, async () => {
      if (this.#options.stop?.aborted) this.stop('interrupted');
      const result =
        this.#stopped === null ? await this.#execute(one) : this.skip(one, this.#stopped.message);
      this.#onEvent({ type: 'finished', result });
      return result;
    });
  }

  async #execute(one: SuiteCase): Promise<CaseResult> {
    this.#onEvent({ type: 'started', id: one.id });
    const result = await executeCase(one, this.context);
    this.#detector.add(result);
    for (const { delivery } of result.deliveries) {
      for (const { reconnects = 0 } of delivery.attempts) this.#reconnects += reconnects;
    }
    if (this.#detector.unreachable) this.stop('unreachable');
    return result;
  }

  skip(one: SuiteCase, reason: string): CaseResult {
    return skippedResult(one, reason, this.context.repro(one, this.context.clock()));
  }

  /** No further case starts. The first reason counts. */
  stop(reason: SuiteStopReason, message: string = say(stopMessages[reason])): void {
    this.#stopped ??= { reason, message };
  }

  get stopped(): Stop | null {
    return this.#stopped;
  }

  /** Requests that were sent again on a new connection, so far. */
  get reconnects(): number {
    return this.#reconnects + (this.#options.probe?.reconnects ?? 0);
  }

  /** What the user should know: connections that were lost, a probe that never showed a change. */
  get warnings(): readonly string[] {
    const { reconnects } = this;
    const { strays } = this.context.sender;
    return [
      ...(reconnects > 0 ? [reconnectWarning(reconnects)] : []),
      ...(strays > 0 ? [strayWarning(strays)] : []),
      ...(this.context.states?.warnings ?? []),
    ];
  }

  async close(message?: string): Promise<void> {
    this.stop('interrupted', message);
    await this.context.sender.close();
    await this.#options.probe?.close();
  }
}

function caseCommand(
  { id, planFlags: own = [] }: SuiteCase,
  seed: string,
  now: number,
  { planFlags = [] }: RunnerOptions,
): string[] {
  const round = roundOf(id);
  return [
    'webhook-sim',
    'test',
    ...['--filter', id, '--seed', seed, '--now', formatInstant(now)],
    ...own,
    ...planFlags,
    // The first round is planned without --repeat.
    ...(round === undefined ? [] : ['--repeat', round]),
  ];
}

const stopMessages: Readonly<Record<SuiteStopReason, LocalizedText>> = {
  interrupted: { zh: '已中断', en: 'interrupted' },
  bail: { zh: '失败数达到 --bail，已停止', en: 'stopped after the failures that --bail allows' },
  unreachable: { zh: '无法连接接收端', en: 'the receiver could not be reached' },
  receiver_exited: { zh: '接收端已退出', en: 'the receiver had ended' },
};

/** After so many consecutive deliveries without a receiver, the remaining ones would fail as well. */
const enough = 10;

/** Notices that the receiver is not there, or not there any more. */
class UnreachableDetector {
  #answered = false;
  #failures = 0;

  add({ deliveries }: Pick<CaseResult, 'deliveries'>): void {
    for (const { delivery } of deliveries) {
      const last = delivery.attempts.at(-1);
      const refused = /^(transport\.(refused|dns)|timeout\.connect)$/.test(last?.error?.code ?? '');
      if (last?.status != null) {
        this.#answered = true;
        this.#failures = 0;
      } else if (refused || !this.#answered) this.#failures += 1;
    }
  }

  get unreachable(): boolean {
    return this.#failures >= enough;
  }
}
