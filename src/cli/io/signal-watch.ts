import { Worker } from 'node:worker_threads';

/**
 * Starts a thread that sees signals while the event loop of this one is blocked, and then ends the process.
 * @param noticed the thread reads it: not 0 once this thread has handled the first signal
 * @returns ends the thread
 */
export function startSignalWatch(noticed: Int32Array): () => void {
  const thread = new Worker(new URL('./signal-watch-thread.js', import.meta.url), {
    workerData: noticed,
    // Neither --import nor --inspect of the process is meant for this thread, nor is NODE_OPTIONS.
    execArgv: [],
    env: {},
  });
  // Without it everything works but a second signal while the event loop is blocked.
  thread.on('error', () => undefined);
  thread.unref();
  return () => void thread.terminate();
}
