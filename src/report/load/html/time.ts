import type { BurstResult, SeriesPoint } from '../../../load/result.ts';
import { type Chart, renderChart, type Series } from '../../html/chart/chart.ts';
import { logScale } from '../../html/chart/scale.ts';
import { stepLine } from '../../html/chart/steps.ts';
import { type TimeAxis, timeAxis } from '../../html/chart/time-axis.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { latencyWords } from '../text/figures.ts';
import { failureChart, rateChart } from './rate-charts.ts';
import { axisLatency } from './words.ts';

/** The rate of so short a rest of the last second would be an accident. */
const shortest = 0.1;

/** How the run went from its start to its end: rates, failures and latencies, on one axis. */
export function renderTimes(result: BurstResult): Markup {
  const points = worthDrawing(result.series);
  if (points.length === 0) return markup`<p class="nothing">The run was too short for figures over time.</p>`;
  const { legend, ...axis } = timeAxis(points, result.stopped);
  const charts = [rateChart, failureChart, latencyChart].flatMap((of) => of(result, points, axis) ?? []);
  return markup`<p class="note">${legend} <span class="js">Point at a chart to read it, drag across it to zoom in. With the keyboard: <kbd>←</kbd> <kbd>→</kbd> read, <kbd>Shift</kbd> with them selects, <kbd>Enter</kbd> zooms in, <kbd>Esc</kbd> shows all.</span></p>
    ${charts.map(renderChart)}`;
}

function worthDrawing(series: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const longest = Math.max(0, ...series.map(({ length }) => length));
  return series.filter(({ length }) => length > 0 && length >= longest * shortest);
}

const percentiles = ['p99', 'p95', 'p50'] as const;

/** Less than this cannot be told from nothing, ms. */
const finest = 0.01;

/** The percentiles of each stretch, on a scale on which a stall does not flatten the rest. */
function latencyChart(
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
