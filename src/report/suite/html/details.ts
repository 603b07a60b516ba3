import { groupNames, groups } from '../../../suite/plan/groups.ts';
import type { SuiteSummary } from '../../../suite/run/summary.ts';
import { box } from '../../html/body.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { duration } from '../../text/numbers.ts';
import { renderCounts } from './counts.ts';

/** What is worth a look once the failures are understood: the groups, the slowest, what the receiver printed. */
export function renderDetails({ byGroup, slowest, receiverOutput }: SuiteSummary): Markup {
  const rows = groupNames.flatMap((group) => {
    const counts = byGroup[group];
    return counts === undefined
      ? []
      : [markup`<li><b>${group}</b> <span>${groups[group].en}</span> ${renderCounts(counts)}</li>`];
  });
  return markup`${rows.length > 0 && markup`<section slot="summary" aria-labelledby="groups"><h2 id="groups">Groups</h2><ul class="groups">${rows}</ul></section>`}
    ${
      slowest.length > 0 &&
      markup`<section slot="summary" aria-labelledby="slowest">
      <h2 id="slowest">Slowest responses</h2>
      <ol class="slowest">${slowest.map(({ id, ms }) => markup`<li><span class="took">${duration(ms)}</span> ${id}</li>`)}</ol>
    </section>`
    }
    ${
      receiverOutput !== undefined &&
      markup`<section slot="summary" aria-labelledby="output">
      <h2 id="output">Last lines from the receiver</h2>
      ${receiverOutput === '' ? markup`<p class="nothing">It printed nothing.</p>` : box(receiverOutput, 'Last lines from the receiver')}
    </section>`
    }`;
}
