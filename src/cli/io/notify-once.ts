import { before, type Io } from './io.ts';

/** The outside world, and what is said to it once. */
export interface NotifyOnce {
  readonly io: Io;
  /** Prints the notes now, unless that has happened. */
  flush(): void;
}

/**
 * Prints notes before whatever a command prints first. A command that finds its input wrong prints one line about it;
 * notes on where that input comes from would only get in the way.
 */
export function notifyOnce(io: Io, notes: readonly string[]): NotifyOnce {
  const waiting = [...notes];
  const flush = (): void => {
    for (const note of waiting.splice(0)) io.note(note);
  };
  return { flush, io: before(io, { write: flush, note: flush, paint: flush }) };
}
