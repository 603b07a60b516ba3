import { type Markup, markup } from '../markup.ts';
import type { Tick } from './scale.ts';
import { height, type Span, width } from './steps.ts';

export interface Series {
  /** What the style sheet knows it by: `failed`, `p99`. */
  readonly key: string;
  readonly name: string;
  readonly form: 'line' | 'area';
  readonly path: string;
  /** What it was in each span, in words. */
  readonly values: readonly string[];
  /** What it was in the whole run, in words. */
  readonly whole: string;
}

/** A chart: complete without a script, which adds reading at the pointer and zooming in. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** Charts over time share the place that is read, and the stretch that is shown. */
  readonly axis: 'time' | 'latency';
  readonly spans: readonly Span[];
  readonly series: readonly Series[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Drawn over the series, in the drawing's units. */
  readonly over: Markup;
  readonly notes?: readonly Markup[];
}

/**
 * Three drawings side by side: the axes, whose labels keep their size, and the field, which is stretched to fit. So it
 * fills any width without a script and without a style of its own, which the policy forbids.
 */
export function renderChart(chart: Chart): Markup {
  const { id, title, note, axis, spans, series, xTicks, yTicks, over, notes = [] } = chart;
  const list = (of: (span: Span) => string | number): string => spans.map(of).join('|');
  const summary = series.map(({ name, whole }) => `${name} ${whole}`).join(', ');
  return markup`<figure class="chart" data-axis="${axis}" data-starts="${list(({ from }) => from)}" data-ends="${list(({ to }) => to)}" data-labels="${list(({ label }) => label)}">
    <figcaption>
      <h3 id="${id}">${title}</h3> <span class="note">${note}</span>
      <button type="button" class="whole" hidden>Show all</button>
    </figcaption>
    <p class="legend"><b class="at" data-whole="whole run">whole run</b>${series.map(renderKey)}</p>
    <div class="plot">
      <svg class="ys" aria-hidden="true">${yTicks.map(({ at, label }) => markup`<text x="100%" y="${percent(1 - at)}" dy=".35em">${label}</text>`)}</svg>
      <svg class="field" role="img" aria-label="${title}: ${summary}">
        ${yTicks.map(({ at }) => markup`<line class="grid" x2="100%" y1="${percent(1 - at)}" y2="${percent(1 - at)}" />`)}
        <svg class="curves" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">
          ${series.map(({ key, form, path }) => markup`<path class="${form}" data-key="${key}" d="${path}" />`)}
          ${over}
        </svg>
        ${notes}
        <rect class="cursor" height="100%" hidden="" /><rect class="selection" height="100%" hidden="" />
      </svg>
      <svg class="xs" aria-hidden="true">${xTicks.map(({ at, label }) => markup`<text x="${percent(at)}" y="1.5em">${label}</text>`)}</svg>
    </div>
  </figure>`;
}

/** What a line or area is, and its value: of the whole run, or of where the pointer is. */
function renderKey({ key, name, form, whole, values }: Series): Markup {
  const sample = form === 'line' ? 'M0 6H16' : 'M0 1H16V11H0Z';
  return markup`<span class="key" data-values="${values.join('|')}"><svg class="swatch" viewBox="0 0 16 12" aria-hidden="true"><path class="${form}" data-key="${key}" d="${sample}" /></svg> ${name} <span class="value" data-whole="${whole}">${whole}</span></span>`;
}

/** A share of a side, for an SVG attribute. */
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;
