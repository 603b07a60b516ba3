import type { BurstResult, Latency } from '../../../load/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { latencyWords } from '../text/figures.ts';
import { latencyColumns } from '../text/words.ts';
import { renderDistribution } from './distribution.ts';
import { figures, renderTable } from './table.ts';

/** How long deliveries took, from due and from sent. */
export function renderLatencies(result: BurstResult): Markup {
  const { settings, latency, service } = result;
  const open = settings.loop === 'open';
  const rows = [...(open ? [row('from due', latency)] : []), row('from sent', service)];
  return markup`<section aria-labelledby="latency">
    <h2 id="latency">${open ? 'Latency' : 'Service time'}</h2>
    ${open ? openWords : closedWords}
    ${renderTable(
      open ? 'Latency' : 'Service time',
      markup`<tr><th scope="col">Counted</th>${latencyColumns.map(([name]) => markup`<th scope="col">${name}</th>`)}</tr>`,
      rows,
    )}
    ${renderDistribution(result)}
  </section>`;
}

const openWords = markup`<p class="note">From due: from when a delivery had to start, so that what it waited for a busy receiver counts. From sent: from when it did.</p>`;

const closedWords = markup`<p class="stopped closed"><b>These are service times</b>, from when each delivery was sent. In a closed loop a slow receiver slows the load, and so they leave out the waiting that real callers would do. With <code>--rate</code>, latency counts from when each delivery is due.</p>`;

function row(name: string, latency: Latency): Markup {
  return markup`<tr><th scope="row">${name}</th>${figures(latencyColumns.map(([, key]) => latencyWords(latency[key])))}</tr>`;
}
