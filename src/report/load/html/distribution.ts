import type { BurstResult, LatencyBucket } from '../../../load/result.ts';
import { bins } from '../../html/chart/bins.ts';
import { percent, renderChart } from '../../html/chart/chart.ts';
import { linearScale, logScale, type Scale } from '../../html/chart/scale.ts';
import { height, type Span, stepArea, width } from '../../html/chart/steps.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count } from '../../text/numbers.ts';
import { latencyWords, shareOf } from '../text/figures.ts';
import { axisLatency } from './words.ts';

/** How many deliveries took how long, with the percentiles in their places. */
export function renderDistribution({ distribution, latency, settings }: BurstResult): Markup | undefined {
  const bars = bins(distribution);
  const [first] = bars;
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const scale = logScale(first.from, last.to, axisLatency);
  const place = (ms: number): number => Math.round(width * scale.place(ms));
  const spans = bars.map(
    ({ from, to }): Span => ({
      from: place(from),
      to: place(to),
      label: `${latencyWords(from)} to ${latencyWords(to)}`,
    }),
  );
  const most = linearScale(Math.max(fewest, ...bars.map((bar) => bar.count)), count);
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const below = cumulated(bars);
  const shown = (['p50', 'p95', 'p99'] as const).flatMap((key) => {
    const ms = latency[key];
    return ms === null ? [] : [{ key, at: Math.min(1, Math.max(0, scale.place(ms))) }];
  });
  return renderChart({
    id: 'distribution',
    title: settings.loop === 'open' ? 'Distribution of latencies from due' : 'Distribution of service times',
    note: 'deliveries by how long they took, on a log scale',
    axis: 'latency',
    spans,
    xTicks: scale.ticks,
    yTicks: most.ticks,
    series: [
      {
        key: 'deliveries',
        name: 'deliveries',
        form: 'area',
        path: barsPath(spans, bars, most),
        values: bars.map(
          (bar, i) =>
            `${count(bar.count)} (${shareOf(bar.count, total)}); so long or less: ${shareOf(below[i] ?? 0, total)}`,
        ),
        whole: count(total),
      },
    ],
    over: markup`${shown.map(({ key, at }) => markup`<path class="line" data-key="${key}" d="M${Math.round(at * width)} 0V${height}" />`)}`,
    // Each on a line of its own: they may be close to each other.
    notes: shown.map(
      ({ key, at }, i) =>
        markup`<text class="percentile" x="${percent(at)}" y="${i + 1}.1em" dx="${at > 0.9 ? '-.4em' : '.4em'}" text-anchor="${at > 0.9 ? 'end' : 'start'}">${key}</text>`,
    ),
  });
}

/** A scale up to this has no fractions of deliveries. */
const fewest = 4;

/** A bar of a single delivery among millions is still to be seen. */
const lowestBar = 0.02;

function barsPath(spans: readonly Span[], bars: readonly LatencyBucket[], scale: Scale): string {
  return stepArea(
    spans,
    bars.map((bar) => Math.max(lowestBar, scale.place(bar.count))),
  );
}

function cumulated(bars: readonly LatencyBucket[]): readonly number[] {
  let sum = 0;
  return bars.map((bar) => {
    sum += bar.count;
    return sum;
  });
}
