import { UsageError } from '../../errors.ts';
import { sampleInterval } from '../metrics/sample.ts';
import type { Measurable } from './metric.ts';
import { judgeThreshold, type Threshold } from './threshold.ts';
import { parseThreshold } from './threshold-text.ts';

/** How long a condition must hold before a run is stopped for it, ms. */
const defaultHold = 10_000;

/** Reads a condition for stopping a run, a threshold about all events: `errors>50%`. Throws a UsageError. */
export function parseAbortOn(text: string, label = '--abort-on'): Threshold {
  if (/[{}]/.test(text)) {
    const where = `${label} '${text.trim()}'`;
    throw new UsageError({
      zh: `${where}：它针对全部事件的合计：请去掉 {…}`,
      en: `${where}: it looks at all events together: leave out {…}`,
    });
  }
  return parseThreshold(text, [], label);
}

/** Detects that a condition has held for long enough. Its counts are those of each second. */
export class AbortWatch {
  readonly condition: Threshold;
  readonly #streak: Streak;

  /** @param hold ms */
  constructor(condition: Threshold, hold = defaultHold) {
    this.condition = condition;
    this.#streak = new Streak(hold);
  }

  /** Adds one second. @returns whether to stop */
  observe(second: Measurable): boolean {
    const { actual, ok } = judgeThreshold(this.condition, [second]);
    return this.#streak.add(actual === null ? null : ok);
  }
}

/** Detects that every response was 410 Gone for long enough: the receiver wants no more deliveries. */
export class GoneWatch {
  readonly #streak: Streak;

  /** @param hold ms */
  constructor(hold = defaultHold) {
    this.#streak = new Streak(hold);
  }

  /** Adds the number of responses in one second, and of those with status 410. @returns whether to stop */
  observe({ answered, gone }: { readonly answered: number; readonly gone: number }): boolean {
    return this.#streak.add(answered === 0 ? null : gone === answered);
  }
}

/** How long something has held. A second without data counts, but completes no streak: timeouts may come all at once. */
class Streak {
  readonly #hold: number;
  #held = 0;

  constructor(hold: number) {
    this.#hold = hold;
  }

  /** @param state `null`: nothing was measured */
  add(state: boolean | null): boolean {
    if (state === null) {
      if (this.#held > 0) this.#held += sampleInterval;
      return false;
    }
    this.#held = state ? this.#held + sampleInterval : 0;
    return state && this.#held >= this.#hold;
  }
}
