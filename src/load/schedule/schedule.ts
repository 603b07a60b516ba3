import { PoissonProcess } from './poisson-process.ts';
import { RateCurve, type Stage } from './rate-curve.ts';

export type { Stage } from './rate-curve.ts';

/** What a schedule is made from: plain data, which crosses to worker threads. */
export interface ScheduleSpec {
  readonly stages: readonly Stage[];
  /** Over and over, as batches are. */
  readonly repeat: boolean;
  /** When it ends, ms; `null` where the stages or the count end it. */
  readonly duration: number | null;
  /** After how many it ends. */
  readonly count: number | null;
  /** Arrivals as in life: the rates are kept on average, and the gaps are random. */
  readonly poisson: boolean;
  readonly seed: string;
}

/** When deliveries are due. */
export interface Schedule {
  /**
   * When delivery `n` (0, 1, 2 …) is due, ms from the start; Infinity when the schedule has no such delivery. Never
   * decreases with `n`. Costs little, and allocates nothing; with `poisson` as long as it is curve in ascending order.
   */
  due(n: number): number;
  /** Deliveries a second that the schedule asks for at a moment, batches being spread over their period. */
  rateAt(ms: number): number;
  /** How many deliveries there will be; `null` where it never ends, and where chance and time decide. */
  readonly total: number | null;
  /**
   * How long it is, ms; where a count ends it, when the last delivery is due. `null` where it never ends by itself,
   * and where chance decides when the last one is due.
   */
  readonly duration: number | null;
}

/**
 * Opens a schedule. The same spec gives the same due times, whoever opens it.
 * @throws RangeError for a ramp without end, and for a repetition that takes no time
 */
export function openSchedule(spec: ScheduleSpec): Schedule {
  const curve = new RateCurve(spec.stages, spec.repeat);
  const end = Math.min(spec.duration ?? Number.POSITIVE_INFINITY, curve.length);
  return spec.poisson ? randomSchedule(spec, curve, end) : evenSchedule(spec, curve, end);
}

function evenSchedule({ count }: ScheduleSpec, curve: RateCurve, end: number): Schedule {
  const possible = Math.ceil(curve.before(end));
  const total = Math.min(count ?? Number.POSITIVE_INFINITY, possible);
  const due = (n: number): number => (n < total ? curve.when(n) : Number.POSITIVE_INFINITY);
  const timeEndsIt = total === possible && end < Number.POSITIVE_INFINITY;
  const last =
    timeEndsIt || total === Number.POSITIVE_INFINITY ? end : total === 0 ? 0 : curve.when(total - 1);
  return {
    due,
    rateAt: (ms) => (ms >= 0 && ms < end && ms <= last ? curve.rateAt(ms) : 0),
    total: finite(total),
    duration: finite(last),
  };
}

function randomSchedule({ count, seed }: ScheduleSpec, curve: RateCurve, end: number): Schedule {
  const arrivals = new PoissonProcess(seed);
  const most = count ?? Number.POSITIVE_INFINITY;
  return {
    due: (n) => {
      const at = n < most ? curve.when(arrivals.at(n)) : end;
      return at < end ? at : Number.POSITIVE_INFINITY;
    },
    rateAt: (ms) => (ms >= 0 && ms < end ? curve.rateAt(ms) : 0),
    total: curve.before(end) === Number.POSITIVE_INFINITY ? finite(most) : null,
    duration: finite(end),
  };
}

/**
 * The pacer: how long to wait until delivery `n` is due, ms, when `elapsed` ms have passed. 0 when it is due already,
 * Infinity when there is none.
 */
export function pace(schedule: Schedule, elapsed: number, n: number): number {
  return Math.max(0, schedule.due(n) - elapsed);
}

const finite = (value: number): number | null => (value === Number.POSITIVE_INFINITY ? null : value);
