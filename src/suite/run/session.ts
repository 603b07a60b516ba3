import { UsageError } from '../../errors.ts';
import type { SuiteCase } from '../library.ts';
import { WatchedProbe } from '../probe/watched-probe.ts';
import { type OpenContext, openContext } from './case-context.ts';
import { runCase } from './case-run.ts';
import type { CaseResult } from './result.ts';
import { Semaphore } from './semaphore.ts';
import { skipped } from './tally.ts';
import { openTarget, refuseUnprobed, type SuiteTarget } from './target.ts';
import { UnreachableDetector } from './unreachable-detector.ts';

/** A receiver that cases are run against, one at a time or several, in any order. */
export interface Suite {
  /**
   * Runs a case when its turn has come. Whatever a receiver does is in the result; once there is nobody there any
   * more, further cases are skipped.
   * @throws UsageError when the case reads the receiver's state, and there is no probe
   */
  run(one: SuiteCase): Promise<CaseResult>;
  /** What the user should know: a probe that never showed a change, say. */
  readonly warnings: readonly string[];
  /** Closes the connections at once. */
  close(): Promise<void>;
}

/** How cases are run. */
export interface OpenSuiteOptions extends SuiteTarget {
  /** Cases under way at once: the others wait. Default 4. */
  readonly concurrency?: number | undefined;
}

/**
 * Opens a receiver for {@link Suite.run}. Seed and connections are shared by the cases; nothing is connected yet.
 * @throws UsageError when an option is wrong
 */
export async function openSuite(options: OpenSuiteOptions): Promise<Suite> {
  const { concurrency = 4 } = options;
  const { caseFlags, ...target } = openTarget(options);
  const probe = target.probe && new WatchedProbe(target.probe);
  const planFlags = new Map<string, readonly string[]>();
  const open = await openContext({
    ...target,
    probe,
    // A case may have two deliveries under way.
    connections: 2 * concurrency,
    caseFlags: (id) => [...(planFlags.get(id) ?? []), ...caseFlags],
  });
  return new Session(open, planFlags, concurrency, probe);
}

class Session implements Suite {
  readonly #open: OpenContext;
  readonly #planFlags: Map<string, readonly string[]>;
  readonly #probe: WatchedProbe | undefined;
  readonly #turns: Semaphore;
  readonly #silence = new UnreachableDetector();
  #closed = false;

  constructor(
    open: OpenContext,
    planFlags: Map<string, readonly string[]>,
    concurrency: number,
    probe: WatchedProbe | undefined,
  ) {
    this.#open = open;
    this.#planFlags = planFlags;
    this.#turns = new Semaphore(concurrency);
    this.#probe = probe;
  }

  async run(one: SuiteCase): Promise<CaseResult> {
    if (this.#probe === undefined && one.steps.some(({ kind }) => kind === 'probe')) {
      throw new UsageError(`${one.id} reads the receiver's state: give probe, or plan without it`);
    }
    if (this.#probe !== undefined) refuseUnprobed([one]);
    this.#planFlags.set(one.id, one.planFlags);
    if (one.group === 'deadline') return this.#skip(one, 'it watches a whole run: runSuite runs it');
    return this.#turns.take(one.alone === true, async () => {
      if (this.#closed) return this.#skip(one, 'the suite was closed');
      if (this.#silence.lasting) return this.#skip(one, 'the receiver could not be reached');
      const result = await runCase(one, this.#open.context);
      this.#silence.hear(result);
      return result;
    });
  }

  get warnings(): readonly string[] {
    return this.#probe?.warnings ?? [];
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#open.poster.close();
    await this.#probe?.close();
  }

  #skip(one: SuiteCase, reason: string): CaseResult {
    const { repro, clock } = this.#open.context;
    return skipped(one, reason, repro(one.id, clock()));
  }
}
