import type { SeriesPoint } from '../../load/result.ts';
import type { Snapshot } from '../../load/snapshot.ts';
import { clock, count, latencyWords, perSecond } from '../text/numbers.ts';
import { failedOf } from './text/outcomes.ts';

/**
 * A run as one plain line: `0:40 of 1:00, 199.8/s of 200/s, 6,960 started, 163 failed, …`.
 * @param since when the previous line was written, ms of the run: rate and p99 refer to the time since
 */
export function plainLine(snapshot: Snapshot, since: number): string {
  const { phase, elapsed, duration, rate, started, dropped, inFlight, waiting, series } = snapshot;
  const recent = series.filter(({ t }) => t >= since);
  const interval = recent.length > 0 ? recent : series.slice(-1);
  const facts = [
    `${clock(elapsed)}${duration === null ? '' : ` of ${clock(duration)}`}`,
    phase === 'running' ? '' : { warmup: 'warm-up', draining: 'last answers', ended: 'ended' }[phase],
    `${perSecond(rateOf(interval))}${rate.target === null ? '' : ` of ${perSecond(rate.target)}`}`,
    `${count(started)} started`,
    `${count(failedOf(snapshot))} failed`,
    `${count(dropped)} dropped`,
    p99Words(interval),
    `${count(inFlight)} in flight`,
    waiting > 0 ? `${count(waiting)} waiting` : '',
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}

function rateOf(points: readonly SeriesPoint[]): number {
  const started = points.reduce((sum, point) => sum + point.started, 0);
  const ms = points.reduce((sum, point) => sum + point.length, 0);
  return ms === 0 ? 0 : (started * 1000) / ms;
}

/** Percentiles of seconds cannot be combined: shows that of the worst second. */
function p99Words(points: readonly SeriesPoint[]): string {
  const known = points.map(({ p99 }) => p99).filter((p99) => p99 !== null);
  return known.length === 0 ? '' : `p99 up to ${latencyWords(Math.max(...known))}`;
}
