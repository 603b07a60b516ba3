import { UsageError } from '../../errors.ts';
import { sampleInterval } from '../metrics/sample.ts';
import type { Measurable } from './metric.ts';
import { judgeThreshold, type Threshold } from './threshold.ts';
import { parseThreshold } from './threshold-text.ts';

/** How long a condition has to hold before a run is stopped for it, ms. */
const usualHold = 10_000;

/**
 * Reads when to stop: `errors>50%`, as a threshold is written, about all events.
 * @throws UsageError
 */
export function parseAbortOn(text: string, label = '--abort-on'): Threshold {
  if (/[{}]/.test(text)) {
    throw new UsageError(`${label} '${text.trim()}': it looks at all events together: leave out {…}`);
  }
  return parseThreshold(text, [], label);
}

/** Tells when a condition has held for long enough. Counts are those of each second. */
export class AbortWatch {
  readonly #condition: Threshold;
  readonly #streak: Streak;

  /** @param hold ms */
  constructor(condition: Threshold, hold = usualHold) {
    this.#condition = condition;
    this.#streak = new Streak(hold);
  }

  /** Takes in what happened in one second. @returns whether to stop */
  see(second: Measurable): boolean {
    const { actual, ok } = judgeThreshold(this.#condition, second, {});
    return this.#streak.add(actual === null ? 'silent' : ok);
  }
}

/** Tells when every answer was 410 Gone for long enough: the receiver wants no more. */
export class GoneWatch {
  readonly #streak: Streak;

  /** @param hold ms */
  constructor(hold = usualHold) {
    this.#streak = new Streak(hold);
  }

  /** Takes in how many were answered in one second, and how many of those with 410. @returns whether to stop */
  see({ answered, gone }: { readonly answered: number; readonly gone: number }): boolean {
    return this.#streak.add(answered === 0 ? 'silent' : gone === answered);
  }
}

/**
 * How long something has been so without a break. Silence is no break, and time goes on in it, but it never completes
 * a streak: a receiver that hangs is told by its timeouts, which may end all at once and then none for seconds.
 */
class Streak {
  readonly #hold: number;
  #held = 0;

  constructor(hold: number) {
    this.#hold = hold;
  }

  add(state: boolean | 'silent'): boolean {
    if (state === 'silent') {
      if (this.#held > 0) this.#held += sampleInterval;
      return false;
    }
    this.#held = state ? this.#held + sampleInterval : 0;
    return state && this.#held >= this.#hold;
  }
}
