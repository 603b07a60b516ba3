import { JsonBytes } from '../../generate/bytes/json-bytes.ts';
import type { WritePayload } from '../../generate/generator.ts';
import { openSchedule } from '../schedule/schedule.ts';
import type { PreparedEvent } from '../workload/prepared-event.ts';
import type { WorkerPlan } from './worker-plan.ts';

/**
 * Writes payloads of all variants before a run, so that its first deliveries do not wait for what is slow the first time.
 * @param now the clock of the payloads, ms since the epoch
 */
export function warmUp(events: readonly PreparedEvent[], load: WorkerPlan['load'], now: number): void {
  const out = new JsonBytes();
  const writers = events.flatMap((event) => event.writers);
  const until = performance.now() + durationFor(load);
  for (let i = 0; performance.now() < until; i += 1) {
    const write = writers[i % writers.length] as WritePayload;
    try {
      write(Math.floor(i / writers.length), now, out);
    } catch {
      // The run tells it, if it gets there.
      return;
    }
  }
}

/** ms. A handful of deliveries needs no speed, and in a long run half a second does not matter. */
function durationFor(load: WorkerPlan['load']): number {
  const total = 'open' in load ? openSchedule(load.open).total : load.closed.count;
  if (total === null || total > 20_000) return 500;
  return total > 500 ? 100 : 0;
}
