import type { BurstResult, ValueCount } from '../../../load/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, counted } from '../../text/numbers.ts';
import { shareOf } from '../text/figures.ts';
import { renderShare, renderTable } from './table.ts';

interface Row extends ValueCount {
  readonly event: string;
  readonly dimension: string;
  readonly value: string;
}

/** Every value of every event's dimensions: those that failed, the worst first; the others can be opened. */
export function renderValues({ byEvent }: BurstResult): Markup | false {
  const rows = Object.entries(byEvent).flatMap(([event, { byValue }]) =>
    Object.entries(byValue).flatMap(([dimension, values]) =>
      Object.entries(values).map(([value, counts]): Row => ({ event, dimension, value, ...counts })),
    ),
  );
  if (rows.length === 0) return false;
  const failing = rows
    .filter(({ failed }) => failed > 0)
    .sort((a, b) => b.failed / b.started - a.failed / a.started || b.failed - a.failed);
  const others = rows.filter(({ failed }) => failed === 0);
  return markup`<section aria-labelledby="values">
    <h2 id="values">Values</h2>
    ${failing.length > 0 ? renderRows('Values with failures', failing) : markup`<p class="note">No value of any dimension met a failure.</p>`}
    ${
      others.length > 0 &&
      markup`<details class="more"${failing.length === 0 && others.length <= few && markup` open`}><summary>${counted(others.length, 'value')} without a failure</summary>${renderRows('Values without a failure', others)}</details>`
    }
  </section>`;
}

/** As many rows do not push the rest of the page away. */
const few = 24;

function renderRows(label: string, rows: readonly Row[]): Markup {
  return renderTable(
    label,
    markup`<tr><th scope="col">Value</th><th scope="col">Started</th><th scope="col">Failed</th><th scope="col" colspan="2" class="text">Share</th><th scope="col" class="text">Event</th></tr>`,
    rows.map(
      ({ event, dimension, value, started, failed }) =>
        markup`<tr><th scope="row"><span class="dimension">${dimension}=</span>${value}</th><td>${count(started)}</td><td${failed > 0 && markup` class="wrong"`}>${count(failed)}</td><td>${shareOf(failed, started)}</td><td class="drawn">${renderShare(started === 0 ? 0 : failed / started)}</td><td class="text"><code>${event}</code></td></tr>`,
    ),
  );
}
