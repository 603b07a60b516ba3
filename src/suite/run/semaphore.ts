/** Runs at most so many tasks at once, in the order in which they come. An exclusive task runs alone. */
export class Semaphore {
  readonly #limit: number;
  readonly #waiting: { readonly exclusive: boolean; start(): void }[] = [];
  #running = 0;
  #exclusive = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  async run<T>(exclusive: boolean, task: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      this.#waiting.push({ exclusive, start });
      this.#startWaiting();
    });
    try {
      return await task();
    } finally {
      this.#running -= 1;
      this.#exclusive = false;
      this.#startWaiting();
    }
  }

  #startWaiting(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || this.#exclusive) return;
      if (this.#running >= (next.exclusive ? 1 : this.#limit)) return;
      this.#waiting.shift();
      this.#running += 1;
      this.#exclusive = next.exclusive;
      next.start();
    }
  }
}
