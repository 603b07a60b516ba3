import { setTimeout as pause } from 'node:timers/promises';

/** How much a rate held requests up. */
export interface Throttle {
  /** Requests a second, at most. */
  readonly rate: number;
  /** Requests that had to wait for their turn. */
  readonly held: number;
  /** ms that they waited, added up: those of cases that run at once wait at the same time. */
  readonly waited: number;
}

/** Spaces the starts of deliveries evenly, for a receiver that throttles. */
export class Pacer {
  /** ms between two starts. */
  readonly #interval: number;
  readonly #rate: number;
  #held = 0;
  #waited = 0;
  /** When the next start is due, by `performance.now()`. */
  #next = 0;

  /** @param rate starts a second */
  constructor(rate: number) {
    this.#interval = 1000 / rate;
    this.#rate = rate;
  }

  /** So far. */
  get throttle(): Throttle {
    return { rate: this.#rate, held: this.#held, waited: this.#waited };
  }

  /**
   * Waits for the turn of the next start, in the order of the calls; time that nobody used is not made up for.
   * @param starts how many requests are then sent at once; the next turn comes later accordingly
   * @param signal ends the wait early
   */
  async turn(starts: number, signal?: AbortSignal): Promise<void> {
    const asked = performance.now();
    const due = Math.max(this.#next, asked);
    this.#next = due + starts * this.#interval;
    if (due === asked) return;
    this.#held += starts;
    // A timer may fire a millisecond early.
    for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
      if (signal?.aborted) break;
      await pause(Math.ceil(left), undefined, { signal }).catch(() => undefined);
    }
    this.#waited += starts * (performance.now() - asked);
  }
}
