import type { BurstResult, SeriesPoint } from '../../../load/result.ts';
import { renderChart } from '../../html/chart/chart.ts';
import { timeAxis } from '../../html/chart/time-axis.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { latencyChart } from './latency-chart.ts';
import { failureChart, rateChart } from './rate-charts.ts';

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
