import type { Attempt } from './attempt.ts';

const message = 'Interrupted before the response was complete.';

/**
 * Ends attempts when their signal is aborted. One listener a signal, however many attempts share it:
 * adding a listener takes time in proportion to those already there.
 */
export class Interrupts {
  readonly #watched = new WeakMap<AbortSignal, Set<Attempt>>();

  /** @returns undoes the watching */
  watch(attempt: Attempt, signal: AbortSignal): () => void {
    if (signal.aborted) {
      attempt.interrupt(message);
      return () => undefined;
    }
    let attempts = this.#watched.get(signal);
    if (attempts === undefined) {
      const added = new Set<Attempt>();
      signal.addEventListener('abort', () => interruptAll(added), { once: true });
      this.#watched.set(signal, added);
      attempts = added;
    }
    const watching = attempts.add(attempt);
    return () => watching.delete(attempt);
  }
}

function interruptAll(attempts: Set<Attempt>): void {
  for (const attempt of [...attempts]) attempt.interrupt(message);
}
