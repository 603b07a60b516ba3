import type { BurstResult, SeriesPoint } from '../../../load/result.ts';
import type { Chart, Series } from '../../html/chart/chart.ts';
import { logScale } from '../../html/chart/scale.ts';
import { stepLine } from '../../html/chart/steps.ts';
import type { TimeAxis } from '../../html/chart/time-axis.ts';
import { latencyWords } from '../text/figures.ts';
import { axisLatency } from './words.ts';

const percentiles = ['p99', 'p95', 'p50'] as const;

/** Less than this cannot be told from nothing, ms. */
const finest = 0.01;

/** The percentiles of each stretch, on a scale on which a stall does not flatten the rest. */
export function latencyChart(
  { latency, settings }: BurstResult,
  points: readonly SeriesPoint[],
  axis: TimeAxis,
): Chart | undefined {
  const measured = points.flatMap((point) => percentiles.flatMap((key) => point[key] ?? []));
  if (measured.length === 0) return undefined;
  const atLeast = (ms: number): number => Math.max(finest, ms);
  const { place, ticks } = logScale(
    atLeast(Math.min(...measured)),
    atLeast(Math.max(...measured)),
    axisLatency,
  );
  const series = percentiles.map((key): Series => {
    const values = points.map((point) => point[key]);
    return {
      key,
      name: key,
      form: 'line',
      path: stepLine(
        axis.spans,
        values.map((ms) => (ms === null ? null : place(atLeast(ms)))),
      ),
      values: values.map(latencyWords),
      whole: latencyWords(latency[key]),
    };
  });
  return {
    ...axis,
    id: 'latency-over-time',
    title: settings.loop === 'open' ? 'Latency from due' : 'Service time',
    note: 'percentiles of what ended in each step, on a log scale',
    yTicks: ticks,
    series,
  };
}
