import { type LocalizedText, say } from '../../language.ts';
import { ExitCode } from '../exit-code.ts';
import { firstToSecondSignal, grace, interruptSignals } from './interrupt-times.ts';
import type { Io } from './io.ts';
import type { SignalWatch } from './signal-watch.ts';

export interface Interrupt {
  /** Aborted by the first signal: nothing new starts. */
  readonly stop: AbortSignal;
  /** Aborted five seconds later: what is still in flight is given up. */
  readonly giveUp: AbortSignal;
  /** Resolves when signals are seen even where the event loop is blocked: to wait for before what may block it. */
  readonly watching: Promise<unknown>;
  dispose(): void;
}

/** ms after which a run is watched anyway: a shorter one does not pay for the thread. */
const watchAfter = 1000;

/**
 * The first SIGINT, SIGTERM or SIGHUP aborts `stop` and prints a note; another one exits immediately. One key press
 * under `npx` or `npm run` arrives twice, some 30 ms apart, so that others count from one second after the first.
 * @param waiting what the run does next, for the note
 * @param busy whether the run may block the event loop at once: it draws an event of the user's, or plans a load
 */
export function onInterrupt(io: Io, waiting: LocalizedText, busy = false): Interrupt {
  const stop = new AbortController();
  const giveUp = new AbortController();
  const noticed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let first = Number.POSITIVE_INFINITY;
  let graceTimer: NodeJS.Timeout | undefined;
  const handle = (): void => {
    if (stop.signal.aborted) {
      if (performance.now() - first >= firstToSecondSignal) process.exit(ExitCode.interrupted);
      return;
    }
    first = performance.now();
    Atomics.store(noticed, 0, 1);
    graceTimer = setTimeout(() => giveUp.abort(), grace);
    stop.abort();
    const note = say({
      zh: `已中断：${waiting.zh}。再按一次立即退出。`,
      en: `Interrupted: ${waiting.en}. Press again to exit immediately.`,
    });
    io.note(`\n${note}`);
  };
  for (const signal of interruptSignals) process.on(signal, handle);
  let started: Promise<SignalWatch> | undefined;
  const watch = (): void => {
    started = import('./signal-watch.ts').then(({ startSignalWatch }) => startSignalWatch(noticed));
  };
  const watchTimer = busy ? undefined : setTimeout(watch, watchAfter).unref();
  if (busy) watch();
  return {
    stop: stop.signal,
    giveUp: giveUp.signal,
    watching: Promise.resolve(started).then((watch) => watch?.ready),
    dispose() {
      clearTimeout(graceTimer);
      clearTimeout(watchTimer);
      for (const signal of interruptSignals) process.off(signal, handle);
      void started?.then(({ end }) => end());
    },
  };
}
