import type { Delivery } from '../delivery/delivery.ts';
import type { BurstSettings, EventFigures, FindingCount, Rate, SeriesPoint } from './result.ts';

/** A run in progress. Times are in ms; figures are without the warm-up, where nothing else is said. */
export interface Snapshot extends Omit<EventFigures, 'byValue'> {
  readonly phase: 'warmup' | 'running' | 'draining' | 'ended';
  /** Since the start, warm-up included. */
  readonly elapsed: number;
  /** Length of the schedule, warm-up included; `null` when only a count ends it. */
  readonly duration: number | null;
  /** Number of deliveries in the schedule, warm-up included; `null` when only time ends it. */
  readonly total: number | null;
  readonly inFlight: number;
  /** Due, but not started yet: the maximum is in flight. */
  readonly waiting: number;
  /** Of the last whole second. */
  readonly rate: Rate;
  readonly settings: BurstSettings;
  readonly findings: readonly FindingCount[];
  /** So far; the last one is the last whole second. */
  readonly series: readonly SeriesPoint[];
  /** Failed deliveries that were kept since the last snapshot. */
  readonly kept: readonly Delivery[];
}
