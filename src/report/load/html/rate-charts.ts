import type { BurstResult, SeriesPoint } from '../../../load/result.ts';
import type { Chart } from '../../html/chart/chart.ts';
import { linearScale } from '../../html/chart/scale.ts';
import { stepArea, stepLine } from '../../html/chart/steps.ts';
import type { TimeAxis } from '../../html/chart/time-axis.ts';
import { count } from '../../text/numbers.ts';
import { perSecond } from '../text/figures.ts';
import { failedOf } from '../text/outcome-counts.ts';

/** So that a line at the very top is seen whole. */
const headroom = 1.04;

/** What was asked for, what was started, and what became of it. */
export function rateChart(result: BurstResult, points: readonly SeriesPoint[], axis: TimeAxis): Chart {
  const { spans } = axis;
  const { started, outcomes, rate } = result;
  const of = (key: 'planned' | 'started' | 'accepted' | 'failed'): number[] =>
    points.map((point) => (1000 * point[key]) / point.length);
  const planned = of('planned');
  const begun = of('started');
  const accepted = of('accepted');
  const failed = of('failed');
  const ended = accepted.map((n, i) => n + (failed[i] ?? 0));
  const { place, ticks } = linearScale(headroom * largest(...planned, ...begun, ...ended), perSecond);
  const ofStarted = (n: number): string => perSecond(started === 0 ? 0 : (rate.achieved * n) / started);
  const target = {
    key: 'target',
    name: 'target',
    form: 'line' as const,
    path: stepLine(spans, planned.map(place)),
    values: planned.map(perSecond),
    whole: perSecond(rate.target ?? 0),
  };
  return {
    ...axis,
    id: 'rate',
    title: 'Rate',
    note: 'deliveries a second; those that failed stand on those that were accepted',
    yTicks: ticks,
    series: [
      // The accepted hide the lower part of this area.
      {
        key: 'failed',
        name: 'failed',
        form: 'area',
        path: stepArea(
          spans,
          ended.map((n, i) => ((failed[i] ?? 0) === 0 ? 0 : place(n))),
        ),
        values: failed.map(perSecond),
        whole: ofStarted(failedOf(result)),
      },
      {
        key: 'accepted',
        name: 'accepted',
        form: 'area',
        path: stepArea(spans, accepted.map(place)),
        values: accepted.map(perSecond),
        whole: ofStarted(outcomes.accepted),
      },
      {
        key: 'started',
        name: 'started',
        form: 'line',
        path: stepLine(spans, begun.map(place)),
        values: begun.map(perSecond),
        whole: perSecond(rate.achieved),
      },
      ...(rate.target === null ? [] : [target]),
    ],
  };
}

/** What went wrong, on a scale of its own: one in a thousand would not be seen beside the others. */
export function failureChart(
  result: BurstResult,
  points: readonly SeriesPoint[],
  axis: TimeAxis,
): Chart | undefined {
  const { spans } = axis;
  const failed = points.map((point) => point.failed);
  const dropped = points.map((point) => point.dropped);
  if (largest(...failed, ...dropped) === 0) return undefined;
  const { place, ticks } = linearScale(Math.max(4, headroom * largest(...failed, ...dropped)), count);
  return {
    ...axis,
    id: 'failures-over-time',
    title: 'Failed and dropped',
    note: 'deliveries, in each step',
    yTicks: ticks,
    series: [
      {
        key: 'failed',
        name: 'failed',
        form: 'area',
        path: stepArea(spans, failed.map(place)),
        values: failed.map(count),
        whole: count(failedOf(result)),
      },
      {
        key: 'dropped',
        name: 'dropped',
        form: 'line',
        path: stepLine(spans, dropped.map(place)),
        values: dropped.map(count),
        whole: count(result.dropped),
      },
    ],
  };
}

const largest = (...values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);
