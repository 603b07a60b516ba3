import { Worker as Thread } from 'node:worker_threads';
import type { Sample } from '../metrics/sample.ts';
import type { Worker, WorkerListener } from './worker.ts';
import type { WorkerPlan } from './worker-plan.ts';

export interface ThreadData {
  readonly plan: WorkerPlan;
  readonly eventPaths: readonly string[];
}

/** Messages to a thread. `at`: ms since the epoch, with fractions: threads have different `performance.timeOrigin`s. */
export type ThreadCommand =
  | { readonly type: 'start'; readonly at: number }
  | { readonly type: 'stop' }
  | { readonly type: 'abort' }
  | { readonly type: 'close' };

/** Messages from a thread. */
export type ThreadMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'sample'; readonly sample: Sample }
  | { readonly type: 'failed'; readonly error: Error };

/** Opens a worker in a thread of its own. Resolves when it is ready. */
export function openThread(
  plan: WorkerPlan,
  eventPaths: readonly string[],
  listener: WorkerListener,
): Promise<Worker> {
  const data: ThreadData = { plan, eventPaths };
  const thread = new Thread(new URL('./worker-main.js', import.meta.url), {
    workerData: data,
    // --import and --inspect of the process are not meant for it.
    execArgv: [],
  });
  const send = (command: ThreadCommand): void => thread.postMessage(command);
  return new Promise((resolve, reject) => {
    let ready = false;
    const fail = (error: Error): void => {
      if (ready) listener.failed(error);
      else reject(error);
    };
    thread.once('error', fail);
    let closing = false;
    const exited = new Promise<void>((done) => {
      thread.once('exit', () => {
        // An event of the user's may end the thread without an error.
        if (!closing) fail(new Error('A worker thread ended before its time.'));
        done();
      });
    });
    thread.on('message', (message: ThreadMessage) => {
      if (message.type === 'sample') listener.sample(message.sample);
      else if (message.type === 'failed') fail(message.error);
      else {
        ready = true;
        resolve({
          start: (at) => send({ type: 'start', at: performance.timeOrigin + at }),
          stop: () => send({ type: 'stop' }),
          abort: () => send({ type: 'abort' }),
          close() {
            closing = true;
            send({ type: 'close' });
            return exited;
          },
        });
      }
    });
  });
}
