import { PoissonProcess } from './poisson-process.ts';
import { RateCurve, type Stage } from './rate-curve.ts';

/** What a schedule is made from. Plain data: it crosses to worker threads. */
export interface ScheduleSpec {
  readonly stages: readonly Stage[];
  /** The stages start again after the last one, as batches do. */
  readonly repeat: boolean;
  /** When it ends, ms; `null` if the stages or the count end it. */
  readonly duration: number | null;
  /** Number of deliveries after which it ends. */
  readonly count: number | null;
  /** Poisson arrivals: rates hold on average, gaps are random. */
  readonly poisson: boolean;
  readonly seed: string;
}

/** When deliveries are due. */
export interface Schedule {
  /**
   * When delivery `n` (0, 1, 2 …) is due, ms from the start; Infinity when the schedule has no such delivery. Never
   * decreases with `n`. Cheap and free of allocations; with `poisson`, when called in ascending order.
   */
  due(n: number): number;
  /** The rate at a moment, deliveries a second, with batches spread over their period. */
  rateAt(ms: number): number;
  /** How many deliveries it asks for before a moment, ms; with `poisson`, on average. */
  before(ms: number): number;
  /** Number of deliveries; `null` if it never ends, or if chance and time decide. */
  readonly total: number | null;
  /** ms; if a count ends it, when the last delivery is due. `null` if it never ends, or if chance decides when. */
  readonly duration: number | null;
}

/** The same spec gives the same due times. Throws a RangeError for an endless ramp or a repetition without length. */
export function openSchedule(spec: ScheduleSpec): Schedule {
  const curve = new RateCurve(spec.stages, spec.repeat);
  const end = Math.min(spec.duration ?? Number.POSITIVE_INFINITY, curve.length);
  return spec.poisson ? randomSchedule(spec, curve, end) : evenSchedule(spec, curve, end);
}

function evenSchedule({ count }: ScheduleSpec, curve: RateCurve, end: number): Schedule {
  const possible = Math.ceil(curve.before(end));
  const total = Math.min(count ?? Number.POSITIVE_INFINITY, possible);
  const due = (n: number): number => (n < total ? curve.when(n) : Number.POSITIVE_INFINITY);
  const endedByTime = total === possible && end < Number.POSITIVE_INFINITY;
  const last =
    endedByTime || total === Number.POSITIVE_INFINITY ? end : total === 0 ? 0 : curve.when(total - 1);
  return {
    due,
    rateAt: (ms) => (ms >= 0 && ms < end && ms <= last ? curve.rateAt(ms) : 0),
    before: (ms) => Math.min(total, curve.before(Math.min(ms, end))),
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
    before: (ms) => Math.min(most, curve.before(Math.min(ms, end))),
    total: curve.before(end) === Number.POSITIVE_INFINITY ? finite(most) : null,
    duration: finite(end),
  };
}

/** The pacer: how long to wait for delivery `n`, ms, after `elapsed` ms. 0 if it is due, Infinity if there is none. */
export function pace(schedule: Schedule, elapsed: number, n: number): number {
  return Math.max(0, schedule.due(n) - elapsed);
}

const finite = (value: number): number | null => (value === Number.POSITIVE_INFINITY ? null : value);
