import type { WorkerPlan } from '../executor/worker-plan.ts';
import { openSchedule, type ScheduleSpec } from '../schedule/schedule.ts';

/** How a run ended. ms from its start. */
export interface RunEnd {
  /** `null` if it was not stopped before its schedule. */
  readonly stoppedAt: number | null;
  readonly lastStart: number;
  /** When the last delivery ended. */
  readonly ended: number;
}

/** The period that rates refer to, ms: how long deliveries were started, without the warm-up. */
export function measuredDuration(load: WorkerPlan['load'], warmup: number, end: RunEnd): number {
  const until = 'open' in load ? endOfSchedule(load.open, end) : endOfClosedLoop(load.closed.duration, end);
  return Math.max(1, until - warmup);
}

/**
 * The length of the schedule, so that ten deliveries at 10/s take a second though the last one is due after 900 ms. A
 * single batch takes no time by itself, and is measured until its last delivery has ended.
 */
function endOfSchedule(spec: ScheduleSpec, { stoppedAt, lastStart, ended }: RunEnd): number {
  const schedule = openSchedule(spec);
  const beyond = spec.count === null ? null : openSchedule({ ...spec, count: null }).due(spec.count);
  const known = beyond !== null && beyond < Number.POSITIVE_INFINITY ? beyond : schedule.duration;
  const end = known === 0 ? ended : (known ?? lastStart);
  return Math.min(stoppedAt ?? end, end);
}

/** The given duration; or, if a count ends the loop, when the last delivery has ended. */
function endOfClosedLoop(duration: number | null, { stoppedAt, ended }: RunEnd): number {
  return Math.min(stoppedAt ?? ended, duration ?? ended);
}
