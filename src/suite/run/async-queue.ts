/** More than this nobody reads in time: whoever makes the values has to wait. */
const crowded = 100;

/** Hands values from whoever makes them to whoever iterates, in their order. */
export class AsyncQueue<T> implements AsyncIterable<T> {
  readonly #waiting: T[] = [];
  #wake: (() => void) | undefined;
  #room: (() => void)[] = [];
  #closed = false;

  put(value: T): void {
    this.#waiting.push(value);
    this.#wake?.();
  }

  /** Resolves when there is room for more, so that nothing piles up before a slow reader. */
  async room(): Promise<void> {
    while (this.#waiting.length >= crowded && !this.#closed) {
      await new Promise<void>((resolve) => this.#room.push(resolve));
    }
  }

  /** Nothing more will come, or nobody reads any more. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
    this.#release();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (;;) {
      const values = this.#waiting.splice(0);
      this.#release();
      yield* values;
      if (this.#waiting.length > 0) continue;
      if (this.#closed) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #release(): void {
    const waiting = this.#room;
    this.#room = [];
    for (const resolve of waiting) resolve();
  }
}
