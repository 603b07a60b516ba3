import { openSchedule, type ScheduleSpec } from '../schedule/schedule.ts';

/** Until when a run was meant to start deliveries, and whether it came to that. ms from the start. */
export interface Ending {
  /** It was ended before. */
  readonly stoppedAt: number | null;
  readonly lastStart: number;
  /** When the last delivery ended. */
  readonly ended: number;
}

/**
 * How long deliveries were started for, ms: what rates are over. Of an open loop, as long as its schedule, so that ten
 * deliveries at 10/s take a second, though the last of them is due after 900 ms. A single batch takes no time by itself:
 * until its last delivery ended.
 */
export function openLoopDuration(
  spec: ScheduleSpec,
  warmup: number,
  { stoppedAt, lastStart, ended }: Ending,
): number {
  const schedule = openSchedule(spec);
  const beyond = spec.count === null ? null : openSchedule({ ...spec, count: null }).due(spec.count);
  const known = beyond !== null && beyond < Number.POSITIVE_INFINITY ? beyond : schedule.duration;
  const whole = known === 0 ? ended : (known ?? lastStart);
  return Math.max(1, (stoppedAt === null ? whole : Math.min(stoppedAt, whole)) - warmup);
}

/**
 * Of a closed loop: until its time was up; or, where a count ended it, until its last delivery ended. Fifty that start at
 * once take as long as the slowest of them.
 */
export function closedLoopDuration(
  duration: number | null,
  warmup: number,
  { stoppedAt, ended }: Ending,
): number {
  const end = Math.min(stoppedAt ?? ended, duration ?? ended);
  return Math.max(1, end - warmup);
}
