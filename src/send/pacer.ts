import { setTimeout as pause } from 'node:timers/promises';

/** Spaces the starts of deliveries evenly, for a receiver that throttles. */
export class Pacer {
  /** ms between two starts. */
  readonly #interval: number;
  /** When the next start is due, by `performance.now()`. */
  #next = 0;

  /** @param rate starts a second */
  constructor(rate: number) {
    this.#interval = 1000 / rate;
  }

  /**
   * Waits for the turn of the next start, in the order of the calls; time that nobody used is not made up for.
   * @param starts how many requests are then sent at once; the next turn comes later accordingly
   * @param signal ends the wait early
   */
  async turn(starts: number, signal?: AbortSignal): Promise<void> {
    const due = Math.max(this.#next, performance.now());
    this.#next = due + starts * this.#interval;
    // A timer may fire a millisecond early.
    for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
      if (signal?.aborted) return;
      await pause(Math.ceil(left), undefined, { signal }).catch(() => undefined);
    }
  }
}
