import { ExitCode } from '../exit-code.ts';
import type { Io } from './io.ts';

export interface Interrupt {
  /** Aborted by the first Ctrl-C. */
  readonly stop: AbortSignal;
  dispose(): void;
}

/**
 * The first SIGINT or SIGTERM aborts `stop` and prints a note; the second exits immediately.
 * @param waiting what the run does next, for the note
 */
export function onInterrupt(io: Io, waiting: string): Interrupt {
  const controller = new AbortController();
  const handle = (): void => {
    if (controller.signal.aborted) process.exit(ExitCode.interrupted);
    controller.abort();
    io.note(`\nInterrupted: ${waiting}. Press again to exit immediately.`);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    stop: controller.signal,
    dispose() {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
    },
  };
}
