import type { Tick } from './tick.ts';

/** Waits until all workers that are still at work have told of the same second. */
export class TickGate {
  readonly #workers: number;
  readonly #open: (ticks: readonly Tick[], number: number) => void;
  readonly #waiting = new Map<number, Tick[]>();
  /** The last tick of each worker that has ended. */
  readonly #last = new Map<number, number>();
  #next = 0;

  /** @param open takes the ticks of one second after the other */
  constructor(workers: number, open: (ticks: readonly Tick[], number: number) => void) {
    this.#workers = workers;
    this.#open = open;
  }

  /** Whether there is nothing more to come. */
  get ended(): boolean {
    return (
      this.#last.size === this.#workers && [...this.#last.values()].every((number) => number < this.#next)
    );
  }

  take(tick: Tick): void {
    const ticks = this.#waiting.get(tick.number) ?? [];
    ticks.push(tick);
    this.#waiting.set(tick.number, ticks);
    if (tick.phase === 'ended') this.#last.set(tick.worker, tick.number);
    for (;;) {
      const number = this.#next;
      const gone = [...this.#last.values()].filter((last) => last < number).length;
      const arrived = this.#waiting.get(number);
      if (arrived === undefined || arrived.length < this.#workers - gone) return;
      this.#waiting.delete(number);
      this.#next += 1;
      this.#open(arrived, number);
    }
  }
}
