import type { Snapshot } from '../../../load/snapshot.ts';

/** How far a run is. */
export interface BurstProgress {
  /** From 0 to 1; `null` where only the user ends the run. */
  readonly share: number | null;
  /** ms that it will go on, as far as is known. */
  readonly left: number | null;
  /** It is guessed from how long it took so far. */
  readonly guessed: boolean;
}

/**
 * A schedule knows how long it is, also where a count ends it. A closed loop has its time or its count, whichever is
 * reached first.
 */
export function progressOf(snapshot: Snapshot): BurstProgress {
  const { phase, elapsed, duration, total, planned, series, rate } = snapshot;
  if (phase === 'draining' || phase === 'ended') return { share: 1, left: 0, guessed: false };
  const byTime = duration === null ? null : duration === 0 ? 1 : Math.min(1, elapsed / duration);
  const warm = series.reduce((sum, point) => sum + (point.warmup ? point.planned : 0), 0);
  const scheduled = rate.target !== null && duration !== null;
  const byCount =
    total === null || scheduled ? null : total === 0 ? 1 : Math.min(1, (planned + warm) / total);
  if (byCount !== null && (byTime === null || byCount > byTime)) {
    return { share: byCount, left: byCount === 0 ? null : elapsed / byCount - elapsed, guessed: true };
  }
  return { share: byTime, left: duration === null ? null : Math.max(0, duration - elapsed), guessed: false };
}
