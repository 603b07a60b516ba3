import { groupNames } from '../../../suite/plan/groups.ts';
import type { SuiteSummary } from '../../../suite/run/summary.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, counted } from '../../text/numbers.ts';
import { outcomeNames, outcomeWords, totalOf } from '../text/outcome-words.ts';

/** What stands above the cases: their heading, and the search and filters, which only a script can make work. */
export function renderTools({ counts, byGroup }: SuiteSummary): Markup {
  const outcomeChips = outcomeNames
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) =>
      chip(
        'outcome',
        outcome,
        counts[outcome],
        markup`<span class="mark" aria-hidden="true">${outcomeWords[outcome].mark}</span> `,
      ),
    );
  const groupChips = groupNames.flatMap((group) => {
    const own = byGroup[group];
    return own === undefined ? [] : [chip('group', group, totalOf(own))];
  });
  return markup`<h2 slot="tools" id="cases">Cases</h2>
  <div slot="tools" role="search" class="tools js" aria-label="Cases">
    <div class="row">
      <input type="search" id="query" placeholder="Search ids, bodies, headers" aria-label="Search the cases" autocomplete="off" spellcheck="false">
      <button type="button" id="expand" aria-pressed="false">Expand all</button>
      <button type="button" id="clear" hidden>Clear filters</button>
    </div>
    <div class="row chips">
      <div role="group" aria-label="Outcome">${outcomeChips}</div>
      <div role="group" aria-label="Group">${groupChips}</div>
    </div>
    <p class="row"><output id="shown" aria-live="polite">${counted(totalOf(counts), 'case')}</output> <span class="keys"><kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> next, previous failure <kbd>Esc</kbd> clear</span></p>
  </div>
  <p slot="end" id="none" class="nothing" hidden>No case matches.</p>`;
}

function chip(facet: string, value: string, cases: number, mark?: Markup): Markup {
  return markup`<button type="button" class="facet chip" data-facet="${facet}" data-value="${value}" data-label="${value}" aria-pressed="false">${mark}${value} <span class="number">${count(cases)}</span></button>`;
}
