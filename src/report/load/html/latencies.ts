import { say } from '../../../language.ts';
import type { BurstResult, Latency, LatencyBucket } from '../../../load/result.ts';
import { bins } from '../../html/chart/bins.ts';
import { percent, renderChart } from '../../html/chart/chart.ts';
import { linearScale, logScale } from '../../html/chart/scale.ts';
import { type ChartSpan, height, width } from '../../html/chart/steps.ts';
import { type Markup, markup, sayMarkup } from '../../html/markup.ts';
import { count, latencyWords, shareOf } from '../../text/numbers.ts';
import { fromDue, fromSent, latencyColumns, serviceTime } from '../text/words.ts';
import { figures, renderTable } from './tables.ts';

/** How long deliveries took: from due, and from sent. */
export function renderLatencies(result: BurstResult): Markup {
  const { settings, latency, service } = result;
  const open = settings.loop === 'open';
  const rows = [...(open ? [latencyRow(say(fromDue), latency)] : []), latencyRow(say(fromSent), service)];
  const title = open ? say({ zh: '延迟', en: 'Latency' }) : say(serviceTime);
  return markup`<section aria-labelledby="latency">
    <h2 id="latency">${title}</h2>
    ${open ? openNote() : closedNote()}
    ${renderTable(
      title,
      markup`<tr><th scope="col">${say({ zh: '起算', en: 'Counted' })}</th>${latencyColumns.map(([name]) => markup`<th scope="col">${name}</th>`)}</tr>`,
      rows,
    )}
    ${renderDistribution(result)}
  </section>`;
}

const openNote = (): Markup =>
  markup`<p class="note">${say({
    zh: '自计划时间：从投递该发出的时刻算起，包含因接收端繁忙而等待的时间。自发出时间：从实际发出的时刻算起。',
    en: 'From due: from when a delivery was to start, including the time that it waited for a busy receiver. From sent: from when it did start.',
  })}</p>`;

const closedNote = (): Markup =>
  sayMarkup({
    zh: markup`<p class="stopped closed"><b>这是服务时间</b>，从每次投递发出时算起。闭环中接收端一慢，发送速率也随之下降，因此不含真实调用方的等待时间。给出 <code>--rate</code> 后，延迟从计划时间算起。</p>`,
    en: markup`<p class="stopped closed"><b>These are service times</b>, from when each delivery was sent. In a closed loop a slow receiver slows the load, and so they leave out the waiting that real callers would do. With <code>--rate</code>, latency counts from when each delivery is due.</p>`,
  });

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
      label: say({
        zh: `${latencyWords(from)} 至 ${latencyWords(to)}`,
        en: `${latencyWords(from)} to ${latencyWords(to)}`,
      }),
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
    title:
      settings.loop === 'open'
        ? say({ zh: '延迟分布（自计划时间）', en: 'Distribution of latencies from due' })
        : say({ zh: '服务时间分布', en: 'Distribution of service times' }),
    note: say({
      zh: '按耗时统计的投递次数，对数坐标',
      en: 'deliveries by how long they took, on a log scale',
    }),
    axis: 'latency',
    spans,
    xTicks: scale.ticks,
    yTicks: counts.ticks,
    series: [
      {
        key: 'deliveries',
        name: say({ zh: '投递', en: 'deliveries' }),
        form: 'area',
        heights: bars.map((bar) => Math.max(lowestBar, counts.place(bar.count))),
        values: bars.map((bar, i) => {
          const [n, share] = [count(bar.count), shareOf(bar.count, total)];
          const upTo = shareOf(below[i] ?? 0, total);
          return say({
            zh: `${n}（${share}）；累计 ${upTo}`,
            en: `${n} (${share}); up to this: ${upTo}`,
          });
        }),
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
