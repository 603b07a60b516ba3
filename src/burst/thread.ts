import { Worker as Thread } from 'node:worker_threads';
import type { CrewListener } from './crew.ts';
import type { WorkerPlan } from './plan.ts';
import type { Tick } from './tick.ts';

/** What a thread is given. */
export interface ThreadData {
  readonly plan: WorkerPlan;
  readonly eventPaths: readonly string[];
}

/** What a thread is told. `at`: by the wall clock, ms since the epoch, with fractions. */
export type Order =
  | { readonly do: 'start'; readonly at: number }
  | { readonly do: 'stop' }
  | { readonly do: 'close' };

/** What a thread tells. */
export type Word =
  | { readonly is: 'ready' }
  | { readonly is: 'tick'; readonly tick: Tick }
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
  listener: CrewListener,
): Promise<OpenThread> {
  const data: ThreadData = { plan, eventPaths };
  const thread = new Thread(new URL('./burst-worker.js', import.meta.url), { workerData: data });
  const tell = (order: Order): void => thread.postMessage(order);
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
    thread.on('message', (word: Word) => {
      if (word.is === 'tick') listener.tick(word.tick);
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
