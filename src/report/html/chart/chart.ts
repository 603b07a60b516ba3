import { say } from '../../../language.ts';
import { type Markup, markup } from '../markup.ts';
import type { AxisTick } from './scale.ts';
import { type ChartSpan, height, stepArea, stepLine, width } from './steps.ts';

/** One line or area of a chart. */
export interface ChartSeries {
  /** Its name in the style sheet: `failed`, `p99`. */
  readonly key: string;
  /** Its name for people, if that is another. */
  readonly name?: string;
  readonly form: 'line' | 'area';
  /** Its value in each span, from 0 to 1; `null` if there is none. */
  readonly heights: readonly (number | null)[];
  /** Its value in each span, as text. */
  readonly values: readonly string[];
  /** Its value in the whole run, as text. */
  readonly whole: string;
}

/** A chart that is complete without a script; a script adds reading values and zooming. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** Charts over time share the position of the cursor, and the section that is shown. */
  readonly axis: 'time' | 'latency';
  readonly spans: readonly ChartSpan[];
  readonly series: readonly ChartSeries[];
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  /** Drawn over the series, in the drawing's units. */
  readonly over: Markup;
  /** Text beside it. */
  readonly notes?: readonly Markup[];
}

/**
 * Three drawings side by side: the axes, whose labels keep their size, and the field, which is stretched. So a chart fills
 * any width without a script, and without inline styles, which the page's policy forbids.
 */
export function renderChart(chart: Chart): Markup {
  const { id, title, note, axis, spans, series, xTicks, yTicks, over, notes = [] } = chart;
  const list = (of: (span: ChartSpan) => string | number): string => spans.map(of).join('|');
  const values = series.map(({ key, name = key, whole }) => `${name} ${whole}`);
  const summary = say({ zh: `${title}：${values.join('，')}`, en: `${title}: ${values.join(', ')}` });
  const wholeRun = say({ zh: '全程', en: 'whole run' });
  return markup`<figure class="chart" data-axis="${axis}" data-starts="${list(({ from }) => from)}" data-ends="${list(({ to }) => to)}" data-labels="${list(({ label }) => label)}">
    <figcaption>
      <h3 id="${id}">${title}</h3> <span class="note">${note}</span>
      <button type="button" class="whole" hidden>${say({ zh: '显示全部', en: 'Show all' })}</button>
    </figcaption>
    <p class="legend"><b class="at" data-whole="${wholeRun}">${wholeRun}</b>${series.map(renderKey)}</p>
    <div class="plot">
      <svg class="ys" aria-hidden="true">${yTicks.map(({ at, label }) => markup`<text x="100%" y="${percent(1 - at)}" dy=".35em">${label}</text>`)}</svg>
      <svg class="field" role="img" aria-label="${summary}">
        ${yTicks.map(({ at }) => markup`<line class="grid" x2="100%" y1="${percent(1 - at)}" y2="${percent(1 - at)}" />`)}
        <svg class="curves" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">
          ${series.map(({ key, form, heights }) => markup`<path class="${form}" data-key="${key}" d="${(form === 'line' ? stepLine : stepArea)(spans, heights)}" />`)}
          ${over}
        </svg>
        ${notes}
        <rect class="cursor" height="100%" hidden="" /><rect class="selection" height="100%" hidden="" />
      </svg>
      <svg class="xs" aria-hidden="true">${xTicks.map(({ at, label }) => markup`<text x="${percent(at)}" y="1.5em">${label}</text>`)}</svg>
    </div>
  </figure>`;
}

/** The legend of a series, with its value in the whole run or at the cursor. */
function renderKey({ key, name = key, form, whole, values }: ChartSeries): Markup {
  const sample = form === 'line' ? 'M0 6H16' : 'M0 1H16V11H0Z';
  return markup`<span class="key" data-values="${values.join('|')}"><svg class="swatch" viewBox="0 0 16 12" aria-hidden="true"><path class="${form}" data-key="${key}" d="${sample}" /></svg> ${name} <span class="value" data-whole="${whole}">${whole}</span></span>`;
}

/** A share of a side, for an SVG attribute. */
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;
