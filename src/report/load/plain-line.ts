import { say } from '../../language.ts';
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
  const [now, achieved] = [clock(elapsed), perSecond(rateOf(interval))];
  const all = duration === null ? null : clock(duration);
  const target = rate.target === null ? null : perSecond(rate.target);
  const phases = {
    warmup: say({ zh: '预热', en: 'warm-up' }),
    running: '',
    draining: say({ zh: '等待最后的响应', en: 'last answers' }),
    ended: say({ zh: '已结束', en: 'ended' }),
  };
  const failed = count(failedOf(snapshot));
  const facts = [
    all === null ? now : say({ zh: `${now} / ${all}`, en: `${now} of ${all}` }),
    phases[phase],
    target === null ? achieved : say({ zh: `${achieved}（目标 ${target}）`, en: `${achieved} of ${target}` }),
    say({ zh: `已发出 ${count(started)}`, en: `${count(started)} started` }),
    say({ zh: `失败 ${failed}`, en: `${failed} failed` }),
    say({ zh: `未发出 ${count(dropped)}`, en: `${count(dropped)} dropped` }),
    p99Words(interval),
    say({ zh: `在途 ${count(inFlight)}`, en: `${count(inFlight)} in flight` }),
    waiting > 0 ? say({ zh: `排队 ${count(waiting)}`, en: `${count(waiting)} waiting` }) : '',
  ];
  return facts.filter((fact) => fact !== '').join(say({ zh: '，', en: ', ' }));
}

function rateOf(points: readonly SeriesPoint[]): number {
  const started = points.reduce((sum, point) => sum + point.started, 0);
  const ms = points.reduce((sum, point) => sum + point.length, 0);
  return ms === 0 ? 0 : (started * 1000) / ms;
}

/** Percentiles of seconds cannot be combined: shows that of the worst second. */
function p99Words(points: readonly SeriesPoint[]): string {
  const known = points.map(({ p99 }) => p99).filter((p99) => p99 !== null);
  if (known.length === 0) return '';
  const highest = latencyWords(Math.max(...known));
  return say({ zh: `p99 最高 ${highest}`, en: `p99 up to ${highest}` });
}
