import { ExitCode } from '../exit-code.ts';
import type { Io } from './io.ts';

/** What Ctrl-C asks of a run. */
export interface Interrupt {
  /** Aborted by the first Ctrl-C: start nothing more. */
  readonly stop: AbortSignal;
  /** Stops listening. */
  dispose(): void;
}

/** The first SIGINT or SIGTERM asks the run to stop and let end what is under way; the second leaves at once. */
export function onInterrupt(io: Io, underWay: string): Interrupt {
  const controller = new AbortController();
  const handle = (): void => {
    if (controller.signal.aborted) process.exit(ExitCode.interrupted);
    controller.abort();
    io.note(`\nInterrupted: ${underWay}. Again to leave at once.`);
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
