import type { Sample } from './sample.ts';

/** Gathers the samples of one second from all workers that have not ended. */
export class SampleBarrier {
  readonly #workers: number;
  readonly #onComplete: (samples: readonly Sample[], number: number) => void;
  readonly #incomplete = new Map<number, Sample[]>();
  /** Number of the last sample of each worker that has ended. */
  readonly #last = new Map<number, number>();
  /** Number of the last sample of each worker so far. */
  readonly #seen = new Map<number, number>();
  #next = 0;

  /** @param onComplete takes the samples of each second, in order */
  constructor(workers: number, onComplete: (samples: readonly Sample[], number: number) => void) {
    this.#workers = workers;
    this.#onComplete = onComplete;
  }

  /** Whether every worker has ended and every sample was passed on. */
  get ended(): boolean {
    return (
      this.#last.size === this.#workers && [...this.#last.values()].every((number) => number < this.#next)
    );
  }

  /** Waits for no further sample of a worker. @returns whether that worker had not ended yet */
  lose(worker: number): boolean {
    if (this.#last.has(worker)) return false;
    this.#last.set(worker, this.#seen.get(worker) ?? -1);
    this.#passOn();
    return true;
  }

  add(sample: Sample): void {
    const samples = this.#incomplete.get(sample.number) ?? [];
    samples.push(sample);
    this.#incomplete.set(sample.number, samples);
    this.#seen.set(sample.worker, sample.number);
    if (sample.phase === 'ended') this.#last.set(sample.worker, sample.number);
    this.#passOn();
  }

  #passOn(): void {
    for (;;) {
      const number = this.#next;
      const ended = [...this.#last.values()].filter((last) => last < number).length;
      const complete = this.#incomplete.get(number);
      if (complete === undefined || complete.length < this.#workers - ended) return;
      this.#incomplete.delete(number);
      this.#next += 1;
      this.#onComplete(complete, number);
    }
  }
}
