/** A producer that waits for room waits from this many unread values on. */
const highWaterMark = 100;

/** Hands values from their producer to one reader, in order. */
export class AsyncQueue<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #wakeReader: (() => void) | undefined;
  #roomWaiters: (() => void)[] = [];
  #closed = false;

  put(value: T): void {
    this.#values.push(value);
    this.#wakeReader?.();
  }

  /** Resolves when a slow reader has caught up, so that values do not pile up. */
  async room(): Promise<void> {
    while (this.#values.length >= highWaterMark && !this.#closed) {
      await new Promise<void>((resolve) => this.#roomWaiters.push(resolve));
    }
  }

  /** Ends the iteration once all values have been read; nobody waits for room any longer. */
  close(): void {
    this.#closed = true;
    this.#wakeReader?.();
    this.#signalRoom();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (;;) {
      const values = this.#values.splice(0);
      this.#signalRoom();
      yield* values;
      if (this.#values.length > 0) continue;
      if (this.#closed) return;
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
  }

  #signalRoom(): void {
    const waiters = this.#roomWaiters;
    this.#roomWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
