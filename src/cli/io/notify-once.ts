import type { Io } from './io.ts';
import type { Output } from './output.ts';

/** The outside world, and what is said to it once. */
export interface NotifyOnce {
  readonly io: Io;
  /** Says it now, unless it has been said. */
  announce(): void;
}

/**
 * Puts notes before whatever a command says first. A command that finds its input wrong says one line, and that it
 * is: to it, notes on where that input comes from would be noise.
 */
export function notifyOnce(io: Io, notes: readonly string[]): NotifyOnce {
  const waiting = [...notes];
  const announce = (): void => {
    for (const note of waiting.splice(0)) io.note(note);
  };
  const { out, terminal } = io;
  const output: Output = {
    get closed() {
      return out.closed;
    },
    get problem() {
      return out.problem;
    },
    write(chunk) {
      announce();
      return out.write(chunk);
    },
  };
  return {
    announce,
    io: {
      out: output,
      terminal,
      note(text) {
        announce();
        io.note(text);
      },
      paint() {
        announce();
        return io.paint();
      },
    },
  };
}
