import type { BurstResult, Latency, LatencyBucket } from '../../../load/result.ts';
import { bins } from '../../html/chart/bins.ts';
import { percent, renderChart } from '../../html/chart/chart.ts';
import { linearScale, logScale } from '../../html/chart/scale.ts';
import { type ChartSpan, height, width } from '../../html/chart/steps.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, latencyWords, shareOf } from '../../text/numbers.ts';
import { latencyColumns } from '../text/words.ts';
import { figures, renderTable } from './tables.ts';

/** How long deliveries took: from due, and from sent. */
export function renderLatencies(result: BurstResult): Markup {
  const { settings, latency, service } = result;
  const open = settings.loop === 'open';
  const rows = [...(open ? [latencyRow('from due', latency)] : []), latencyRow('from sent', service)];
  return markup`<section aria-labelledby="latency">
    <h2 id="latency">${open ? 'Latency' : 'Service time'}</h2>
    ${open ? openNote : closedNote}
    ${renderTable(
      open ? 'Latency' : 'Service time',
      markup`<tr><th scope="col">Counted</th>${latencyColumns.map(([name]) => markup`<th scope="col">${name}</th>`)}</tr>`,
      rows,
    )}
    ${renderDistribution(result)}
  </section>`;
}

const openNote = markup`<p class="note">From due: from when a delivery was to start, including the time that it waited for a busy receiver. From sent: from when it did start.</p>`;

const closedNote = markup`<p class="stopped closed"><b>These are service times</b>, from when each delivery was sent. In a closed loop a slow receiver slows the load, and so they leave out the waiting that real callers would do. With <code>--rate</code>, latency counts from when each delivery is due.</p>`;

function latencyRow(name: string, latency: Latency): Markup {
  return markup`<tr><th scope="row">${name}</th>${figures(latencyColumns.map(([, key]) => latencyWords(latency[key])))}</tr>`;
}

/** A round latency, for an axis: `0.5 ms`, `200 ms`, `1 s`. */
export function axisLatency(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}

/** How many deliveries took how long, with the percentiles. */
function renderDistribution({ distribution, latency, settings }: BurstResult): Markup | undefined {
  const bars = bins(distribution);
  const [first] = bars;
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const scale = logScale(first.from, last.to, axisLatency);
  const place = (ms: number): number => Math.round(width * scale.place(ms));
  const spans = bars.map(
    ({ from, to }): ChartSpan => ({
      from: place(from),
      to: place(to),
      label: `${latencyWords(from)} to ${latencyWords(to)}`,
    }),
  );
  const counts = linearScale(Math.max(lowestScale, ...bars.map((bar) => bar.count)), count);
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const below = cumulative(bars);
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
    yTicks: counts.ticks,
    series: [
      {
        key: 'deliveries',
        form: 'area',
        heights: bars.map((bar) => Math.max(lowestBar, counts.place(bar.count))),
        values: bars.map(
          (bar, i) =>
            `${count(bar.count)} (${shareOf(bar.count, total)}); up to this: ${shareOf(below[i] ?? 0, total)}`,
        ),
        whole: count(total),
      },
    ],
    over: markup`${shown.map(({ key, at }) => markup`<path class="line" data-key="${key}" d="M${Math.round(at * width)} 0V${height}" />`)}`,
    // On separate lines, because they may be close together.
    notes: shown.map(
      ({ key, at }, i) =>
        markup`<text class="percentile" x="${percent(at)}" y="${i + 1}.1em" dx="${at > 0.9 ? '-.4em' : '.4em'}" text-anchor="${at > 0.9 ? 'end' : 'start'}">${key}</text>`,
    ),
  });
}

/** A lower scale would have fractions of deliveries. */
const lowestScale = 4;

/** So that a single delivery among millions is visible. */
const lowestBar = 0.02;

function cumulative(bars: readonly LatencyBucket[]): readonly number[] {
  let sum = 0;
  return bars.map((bar) => {
    sum += bar.count;
    return sum;
  });
}
