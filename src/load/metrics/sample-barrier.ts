import type { Sample } from './sample.ts';

/** Waits until all workers that are still at work have told of the same second. */
export class SampleBarrier {
  readonly #workers: number;
  readonly #open: (samples: readonly Sample[], number: number) => void;
  readonly #waiting = new Map<number, Sample[]>();
  /** The last sample of each worker that has ended. */
  readonly #last = new Map<number, number>();
  #next = 0;

  /** @param open takes the samples of one second after the other */
  constructor(workers: number, open: (samples: readonly Sample[], number: number) => void) {
    this.#workers = workers;
    this.#open = open;
  }

  /** Whether there is nothing more to come. */
  get ended(): boolean {
    return (
      this.#last.size === this.#workers && [...this.#last.values()].every((number) => number < this.#next)
    );
  }

  take(sample: Sample): void {
    const samples = this.#waiting.get(sample.number) ?? [];
    samples.push(sample);
    this.#waiting.set(sample.number, samples);
    if (sample.phase === 'ended') this.#last.set(sample.worker, sample.number);
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
