import { say } from '../../../language.ts';
import type { BurstResult, SeriesPoint } from '../../../load/result.ts';
import { type Chart, type ChartSeries, renderChart } from '../../html/chart/chart.ts';
import { linearScale, logScale, tickInterval } from '../../html/chart/scale.ts';
import { height, width } from '../../html/chart/steps.ts';
import { type Markup, markup, sayMarkup } from '../../html/markup.ts';
import { clock, count, latencyWords, perSecond } from '../../text/numbers.ts';
import { failedOf, plannedWords } from '../text/outcomes.ts';
import { latencyFromDue, serviceTime } from '../text/words.ts';
import { axisLatency } from './latencies.ts';

/** Share of the longest point: the rate of a shorter one, at the end of the run, says nothing. */
const shortestPoint = 0.1;

/** Rates, failures and latencies from the start to the end of the run, on one axis. */
export function renderTimes(result: BurstResult): Markup {
  const longest = Math.max(0, ...result.series.map(({ length }) => length));
  const points = result.series.filter(({ length }) => length > 0 && length >= longest * shortestPoint);
  if (points.length === 0) {
    const short = {
      zh: '运行时间太短，没有随时间变化的数据。',
      en: 'The run was too short for figures over time.',
    };
    return markup`<p class="nothing">${say(short)}</p>`;
  }
  const { legend, ...axis } = timeAxis(points, result);
  const charts = [rateChart, failureChart, latencyChart].flatMap((of) => of(result, points, axis) ?? []);
  return markup`<p class="note">${legend}${say({ zh: '', en: ' ' })}<span class="js">${howToRead()}</span></p>
    ${charts.map(renderChart)}`;
}

const howToRead = (): Markup =>
  sayMarkup({
    zh: markup`鼠标指向图表可读数，横向拖动可放大。键盘：<kbd>←</kbd> <kbd>→</kbd> 读数，加 <kbd>Shift</kbd> 选择，<kbd>Enter</kbd> 放大，<kbd>Esc</kbd> 显示全部。`,
    en: markup`Point at a chart to read it, drag across it to zoom in. With the keyboard: <kbd>←</kbd> <kbd>→</kbd> read, <kbd>Shift</kbd> with them selects, <kbd>Enter</kbd> zooms in, <kbd>Esc</kbd> shows all.`,
  });

/** What all charts over time have in common. */
type TimeAxis = Pick<Chart, 'axis' | 'spans' | 'xTicks' | 'over'>;

/** The axis of at least one point, and what the reader must know about it. */
function timeAxis(
  points: readonly SeriesPoint[],
  { stopped }: BurstResult,
): TimeAxis & { readonly legend: string } {
  const start = points[0]?.t ?? 0;
  const end = Math.max(...points.map(({ t, length }) => t + length));
  const place = (t: number): number => Math.round((width * (t - start)) / (end - start));
  const spans = points.map(({ t, length }) => ({ from: place(t), to: place(t + length), label: clock(t) }));
  const interval = tickInterval(points.length);
  const warmup = points.filter((point) => point.warmup).map(({ t, length }) => t + length);
  const warmupEnd = warmup.length > 0 && place(Math.max(...warmup));
  const stop = stopped !== null && stopped.at <= end && place(stopped.at);
  const legend = [
    say({ zh: '横轴是从开始算起的分和秒。', en: 'Minutes and seconds from the start.' }),
    warmupEnd !== false &&
      say({
        zh: '开头的浅色部分是预热，不计入其他数据。',
        en: 'The faded beginning is the warm-up, which is in no other figure.',
      }),
    stop !== false &&
      say({ zh: '虚线是运行停止的时刻。', en: 'The dotted line shows when the run was stopped.' }),
  ];
  return {
    axis: 'time',
    spans,
    xTicks: spans
      .filter((_, i) => i % interval === 0)
      .map(({ from, label }) => ({ at: from / width, label })),
    over: markup`${warmupEnd !== false && markup`<rect class="warmup" width="${warmupEnd}" height="${height}" />`}${stop !== false && markup`<path class="line" data-key="stopped" d="M${stop} 0V${height}" />`}`,
    legend: legend.filter((sentence) => sentence !== false).join(say({ zh: '', en: ' ' })),
  };
}

/** So that a line at the very top is fully visible. */
const headroom = 1.04;

/** Planned, started, accepted and failed deliveries a second. */
function rateChart(result: BurstResult, points: readonly SeriesPoint[], axis: TimeAxis): Chart {
  const { outcomes, rate } = result;
  const rates = (key: 'started' | 'accepted' | 'failed'): number[] =>
    points.map((point) => (1000 * point[key]) / point.length);
  // By the plan: what a late generator counts as due would be late as well.
  const target = points.map((point) => (1000 * (point.target ?? 0)) / point.length);
  const started = rates('started');
  const accepted = rates('accepted');
  const failed = rates('failed');
  const ended = accepted.map((n, i) => n + (failed[i] ?? 0));
  const { place, ticks } = linearScale(headroom * largest(...target, ...started, ...ended), perSecond);
  const overall = (n: number): number => (result.started === 0 ? 0 : (rate.achieved * n) / result.started);
  const series = seriesOn(place, perSecond);
  return {
    ...axis,
    id: 'rate',
    title: say({ zh: '速率', en: 'Rate' }),
    note: say({
      zh: '每秒投递次数；失败叠加在已接受之上',
      en: 'deliveries a second; those that failed are stacked on those that were accepted',
    }),
    yTicks: ticks,
    series: [
      // The area of the accepted deliveries hides the lower part of this one.
      {
        ...series('failed', 'area', failed, overall(failedOf(result))),
        heights: ended.map((n, i) => (failed[i] === 0 ? 0 : place(n))),
      },
      series('accepted', 'area', accepted, overall(outcomes.accepted)),
      series('started', 'line', started, rate.achieved),
      ...(rate.target === null ? [] : [series('target', 'line', target, rate.target)]),
    ],
  };
}

/** Failed and dropped deliveries, on a scale of their own: one in a thousand would not be visible beside the others. */
function failureChart(
  result: BurstResult,
  points: readonly SeriesPoint[],
  axis: TimeAxis,
): Chart | undefined {
  const failed = points.map((point) => point.failed);
  const dropped = points.map((point) => point.dropped);
  const most = largest(...failed, ...dropped);
  if (most === 0) return undefined;
  const { place, ticks } = linearScale(Math.max(4, headroom * most), count);
  const series = seriesOn(place, count);
  return {
    ...axis,
    id: 'failures-over-time',
    title: say({ zh: '失败和未发出', en: 'Failed and dropped' }),
    note: say({ zh: '每格的投递次数', en: 'deliveries, in each step' }),
    yTicks: ticks,
    series: [
      series('failed', 'area', failed, failedOf(result)),
      series('dropped', 'line', dropped, result.dropped),
    ],
  };
}

const percentiles = ['p99', 'p95', 'p50'] as const;

/** The lowest latency on the scale, ms. */
const lowestLatency = 0.01;

/** Percentiles over time, on a log scale, so that a stall does not flatten the rest. */
function latencyChart(
  { latency, settings }: BurstResult,
  points: readonly SeriesPoint[],
  axis: TimeAxis,
): Chart | undefined {
  const measured = points.flatMap((point) => percentiles.flatMap((key) => point[key] ?? []));
  if (measured.length === 0) return undefined;
  const onScale = (ms: number): number => Math.max(lowestLatency, ms);
  const { place, ticks } = logScale(
    onScale(Math.min(...measured)),
    onScale(Math.max(...measured)),
    axisLatency,
  );
  const series = percentiles.map((key): ChartSeries => {
    const values = points.map((point) => point[key]);
    return {
      key,
      form: 'line',
      heights: values.map((ms) => (ms === null ? null : place(onScale(ms)))),
      values: values.map(latencyWords),
      whole: latencyWords(latency[key]),
    };
  });
  return {
    ...axis,
    id: 'latency-over-time',
    title: say(settings.loop === 'open' ? latencyFromDue : serviceTime),
    note: say({
      zh: '每格内结束的投递的百分位数，对数坐标',
      en: 'percentiles of the deliveries that ended in each step, on a log scale',
    }),
    yTicks: ticks,
    series,
  };
}

const seriesNames = {
  failed: { zh: '失败', en: 'failed' },
  accepted: plannedWords.accepted,
  started: { zh: '已发出', en: 'started' },
  target: { zh: '目标', en: 'target' },
  dropped: plannedWords.dropped,
};

/** Makes series whose values are on a scale. */
const seriesOn =
  (place: (value: number) => number, words: (value: number) => string) =>
  (
    key: keyof typeof seriesNames,
    form: ChartSeries['form'],
    values: readonly number[],
    whole: number,
  ): ChartSeries => ({
    key,
    name: say(seriesNames[key]),
    form,
    heights: values.map(place),
    values: values.map(words),
    whole: words(whole),
  });

const largest = (...values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);
