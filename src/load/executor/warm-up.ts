import { JsonBytes } from '../../generate/bytes/json-bytes.ts';
import type { WritePayload } from '../../generate/generator.ts';
import { openSchedule } from '../schedule/schedule.ts';
import type { PreparedEvent } from '../workload/prepared-event.ts';
import type { WorkerPlan } from './worker-plan.ts';

/**
 * Writes payloads of every kind before a run, so that its first deliveries do not wait for what is slow the first time.
 * @param at the clock of the payloads, ms since the epoch
 */
export function warmUp(events: readonly PreparedEvent[], load: WorkerPlan['load'], at: number): void {
  const out = new JsonBytes();
  const writers = events.flatMap((event) => event.writers);
  const until = performance.now() + lengthOf(load);
  for (let i = 0; performance.now() < until; i += 1) {
    const write = writers[i % writers.length] as WritePayload;
    write(Math.floor(i / writers.length), at, out);
  }
}

/** ms. Of a handful of deliveries each may take its time, and in a long run nobody notices half a second. */
function lengthOf(load: WorkerPlan['load']): number {
  const total = 'open' in load ? openSchedule(load.open).total : load.closed.count;
  if (total === null || total > 20_000) return 500;
  return total > 500 ? 100 : 0;
}
