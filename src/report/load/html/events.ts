import type { BurstResult, EventFigures, Latency } from '../../../load/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count } from '../../text/numbers.ts';
import { latencyWords, shareOf } from '../text/figures.ts';
import { failedOf, fates } from '../text/outcome-counts.ts';
import { figures, renderTable } from './table.ts';

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
