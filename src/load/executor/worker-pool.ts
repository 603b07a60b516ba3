import type { EventDefinition } from '../../define/event.ts';
import type { Sample } from '../metrics/sample.ts';
import { openWorker } from './worker.ts';
import type { WorkerPlan } from './worker-plan.ts';

/** The workers of a run. */
export interface WorkerPool {
  /** Begins, all at the same moment. @returns when that will be, by this thread's `performance.now()` */
  start(): number;
  /** Starts nothing more; what is under way may end within its deadline. */
  stop(): void;
  close(): Promise<void>;
}

/** Where what the workers tell goes. */
export interface WorkerPoolListener {
  sample(sample: Sample): void;
  /** A worker cannot go on. */
  failed(error: Error): void;
}

/** ms between the word and the start. */
const lead = 20;

/**
 * Makes the workers ready: one in this thread, or several in threads of their own.
 * @param eventPaths where threads find the events that are not built in
 * @throws UsageError where a connection or an override cannot be had
 */
export async function openWorkerPool(
  plans: readonly WorkerPlan[],
  definitions: readonly EventDefinition[],
  eventPaths: readonly string[],
  listener: WorkerPoolListener,
): Promise<WorkerPool> {
  const [only] = plans;
  if (only !== undefined && plans.length === 1) {
    const worker = await openWorker(
      only,
      definitions,
      (sample) => listener.sample(sample),
      (error) => listener.failed(error),
    );
    return {
      start() {
        const at = performance.now() + lead;
        worker.start(at);
        return at;
      },
      stop: () => worker.stop(),
      close: () => worker.close(),
    };
  }
  const { openThread } = await import('./worker-thread.ts');
  const opening = await Promise.allSettled(plans.map((plan) => openThread(plan, eventPaths, listener)));
  const threads = opening.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failure = opening.find((each) => each.status === 'rejected');
  if (failure !== undefined) {
    await Promise.all(threads.map((thread) => thread.close()));
    throw failure.reason;
  }
  return {
    start() {
      // The clocks of threads begin at different moments; this one they share.
      const at = performance.now() + 2 * lead;
      for (const thread of threads) thread.start(performance.timeOrigin + at);
      return at;
    },
    stop() {
      for (const thread of threads) thread.stop();
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
