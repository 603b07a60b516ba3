import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface SignalWatch {
  /** Resolves when the thread sees signals, or never will. */
  readonly ready: Promise<unknown>;
  end(): void;
}

/**
 * Starts a thread that sees signals while the event loop of this one is blocked, and then ends the process.
 * @param noticed the thread reads it: not 0 once this thread has handled the first signal
 */
export function startSignalWatch(noticed: Int32Array): SignalWatch {
  const thread = new Worker(new URL('./signal-watch-thread.js', import.meta.url), {
    workerData: noticed,
    // Neither --import nor --inspect of the process is meant for this thread, nor is NODE_OPTIONS.
    execArgv: [],
    env: {},
  });
  // Without it everything works but a second signal while the event loop is blocked.
  thread.on('error', () => undefined);
  const ready = once(thread, 'message').catch(() => undefined);
  // Until then it keeps the process: somebody may wait for it.
  void ready.then(() => thread.unref());
  return { ready, end: () => void thread.terminate() };
}
