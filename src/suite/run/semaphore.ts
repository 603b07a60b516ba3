/** Lets so many in at once, in the order in which they came; or one that has to be alone. */
export class Semaphore {
  readonly #most: number;
  readonly #waiting: { readonly alone: boolean; enter(): void }[] = [];
  #inside = 0;
  #occupied = false;

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits for a turn, and ends it when the work is done. */
  async take<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.#waiting.push({ alone, enter });
      this.#admit();
    });
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      this.#occupied = false;
      this.#admit();
    }
  }

  #admit(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || this.#occupied || this.#inside >= (next.alone ? 1 : this.#most)) return;
      this.#waiting.shift();
      this.#inside += 1;
      this.#occupied = next.alone;
      next.enter();
    }
  }
}
