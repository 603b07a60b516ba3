import { Worker as Thread } from 'node:worker_threads';
import type { Sample } from '../metrics/sample.ts';
import type { WorkerPlan } from './worker-plan.ts';
import type { WorkerPoolListener } from './worker-pool.ts';

/** What a thread is given. */
export interface ThreadData {
  readonly plan: WorkerPlan;
  readonly eventPaths: readonly string[];
}

/** What a thread is told. `at`: by the wall clock, ms since the epoch, with fractions. */
export type ThreadCommand =
  | { readonly do: 'start'; readonly at: number }
  | { readonly do: 'stop' }
  | { readonly do: 'close' };

/** What a thread tells. */
export type ThreadMessage =
  | { readonly is: 'ready' }
  | { readonly is: 'sample'; readonly sample: Sample }
  | { readonly is: 'failed'; readonly error: Error };

export interface OpenThread {
  /** @param at ms since the epoch, with fractions */
  start(at: number): void;
  stop(): void;
  close(): Promise<void>;
}

/** Starts a worker in a thread of its own. Resolves when it is ready. */
export function openThread(
  plan: WorkerPlan,
  eventPaths: readonly string[],
  listener: WorkerPoolListener,
): Promise<OpenThread> {
  const data: ThreadData = { plan, eventPaths };
  const thread = new Thread(new URL('./worker-main.js', import.meta.url), { workerData: data });
  const tell = (order: ThreadCommand): void => thread.postMessage(order);
  return new Promise((resolve, reject) => {
    let ready = false;
    const fail = (error: Error): void => {
      if (ready) listener.failed(error);
      else reject(error);
    };
    thread.once('error', fail);
    let closing = false;
    const closed = new Promise<void>((done) => {
      thread.once('exit', () => {
        // An event of the user's may end it without an error.
        if (!closing) fail(new Error('A worker thread ended before its time.'));
        done();
      });
    });
    thread.on('message', (word: ThreadMessage) => {
      if (word.is === 'sample') listener.sample(word.sample);
      else if (word.is === 'failed') fail(word.error);
      else if (word.is === 'ready') {
        ready = true;
        resolve({
          start: (at) => tell({ do: 'start', at }),
          stop: () => tell({ do: 'stop' }),
          close() {
            closing = true;
            tell({ do: 'close' });
            return closed;
          },
        });
      }
    });
  });
}
