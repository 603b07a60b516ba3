import type { EventDefinition } from '../../define/event.ts';
import { openWorker, type Worker, type WorkerListener } from './worker.ts';
import type { WorkerPlan } from './worker-plan.ts';

/** The workers of a run. */
export interface WorkerPool {
  /** Starts all workers at the same moment. @returns that moment, by this thread's `performance.now()` */
  start(): number;
  /** Starts no more deliveries; those in flight may end within their deadline. */
  stop(): void;
  /** Ends the deliveries in flight as well, as `aborted`. */
  abort(): void;
  close(): Promise<void>;
}

/** ms from the call of `start` to the start: enough for the message to reach a worker. */
const leadTime = 20;

/**
 * Opens one worker in this thread, or several in threads of their own.
 * @param eventPaths where threads find the events that are not built in
 * @param stop once it is aborted, threads that are not open yet are ended
 * @throws UsageError as {@link openWorker}
 */
export async function openWorkerPool(
  plans: readonly WorkerPlan[],
  definitions: readonly EventDefinition[],
  eventPaths: readonly string[],
  listener: WorkerListener,
  stop: AbortSignal | undefined,
): Promise<WorkerPool> {
  const [only] = plans;
  const workers =
    only !== undefined && plans.length === 1
      ? [await openWorker(only, definitions, listener)]
      : await openThreads(plans, eventPaths, listener, stop);
  return {
    start() {
      const at = performance.now() + leadTime * Math.min(2, workers.length);
      for (const worker of workers) worker.start(at);
      return at;
    },
    stop() {
      for (const worker of workers) worker.stop();
    },
    abort() {
      for (const worker of workers) worker.abort();
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** Opens all, or none: where one fails, the others are closed. */
async function openThreads(
  plans: readonly WorkerPlan[],
  eventPaths: readonly string[],
  listener: WorkerListener,
  stop: AbortSignal | undefined,
): Promise<readonly Worker[]> {
  const { openThread } = await import('./worker-thread.ts');
  const opening = await Promise.allSettled(plans.map((plan) => openThread(plan, eventPaths, listener, stop)));
  const threads = opening.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failure = opening.find((each) => each.status === 'rejected');
  if (failure === undefined) return threads;
  await Promise.all(threads.map((thread) => thread.close()));
  throw failure.reason;
}
