import type { CaseCounts } from '../../../suite/run/summary.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, counted } from '../../text/numbers.ts';
import { outcomeNames, outcomeWords } from '../text/outcome-words.ts';

/** `✓ 37 passed ✗ 2 failed`, leaving out what did not happen. */
export function renderCounts(counts: CaseCounts): Markup {
  const parts = outcomeNames
    .filter((outcome) => counts[outcome] > 0)
    .map(
      (outcome) =>
        markup`<span class="count" data-outcome="${outcome}"><span class="mark" aria-hidden="true">${outcomeWords[outcome].mark}</span> ${outcome === 'error' ? counted(counts.error, 'error') : `${count(counts[outcome])} ${outcome}`}</span>`,
    );
  return markup`<span class="counts">${parts}</span>`;
}
