import type { BurstResult, EventFigures, Latency, ValueCount } from '../../../load/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, counted } from '../../text/numbers.ts';
import { latencyWords, shareOf } from '../text/figures.ts';
import { failedOf, fates } from '../text/outcome-counts.ts';
import { figures, renderShare, renderTable } from './table.ts';

const percentiles = ['p50', 'p95', 'p99', 'max'] as const satisfies readonly (keyof Latency)[];

/** Each event with what became of its deliveries and how long they took; those that failed most come first. */
export function renderEvents({ byEvent, settings }: BurstResult): Markup | false {
  const events = Object.entries(byEvent).sort(
    ([, a], [, b]) => failedOf(b) - failedOf(a) || b.started - a.started,
  );
  if (events.length === 0) return false;
  const open = settings.loop === 'open';
  const groups = open ? ['From due', 'From sent'] : ['From sent'];
  return markup`<section aria-labelledby="events">
    <h2 id="events">Events</h2>
    ${renderTable(
      'Events',
      markup`<tr><th scope="col" rowspan="2">Event</th><th scope="col" rowspan="2">Started</th><th scope="col" rowspan="2">Dropped</th><th scope="col" rowspan="2">Accepted</th><th scope="col" rowspan="2">Not accepted</th>${groups.map((group) => markup`<th scope="colgroup" colspan="${percentiles.length}">${group}</th>`)}</tr>
      <tr>${groups.map(() => markup`${percentiles.map((key) => markup`<th scope="col">${key}</th>`)}`)}</tr>`,
      events.map(([name, event]) => renderRow(name, event, open)),
    )}
  </section>`;
}

function renderRow(name: string, event: EventFigures, open: boolean): Markup {
  const { started, dropped, outcomes } = event;
  const failed = failedOf(event);
  const ways = fates(event).filter((fate) => fate.name !== 'accepted' && fate.name !== 'dropped');
  const latencies = open ? [event.latency, event.service] : [event.service];
  return markup`<tr>
    <th scope="row"><code>${name}</code></th>
    ${figures([started, dropped, outcomes.accepted].map(count))}
    <td${failed > 0 && markup` class="wrong"`}>${count(failed)}${failed > 0 && markup` <span class="number">${shareOf(failed, started)}</span>`}${ways.map((way) => markup`<span class="way">${count(way.n)} ${way.name}</span>`)}</td>
    ${latencies.map((latency) => figures(percentiles.map((key) => latencyWords(latency[key]))))}
  </tr>`;
}

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
