import { groupNames, groups } from '../../../suite/plan/groups.ts';
import type { CaseCounts, SuiteSummary } from '../../../suite/run/summary.ts';
import { renderBox } from '../../html/exchange.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, counted, duration } from '../../text/numbers.ts';
import { outcomeCount, outcomeMarks, outcomeNames, runOutcome, totalOf } from '../text/outcomes.ts';
import { leniencyText, stopText } from '../text/totals.ts';

/** The beginning of the page: how the run went, in a sentence, a bar and numbers; then what was run. */
export function renderVerdict(summary: SuiteSummary): Markup {
  const { counts, warnings, cut } = summary;
  const lenient = leniencyText(summary);
  const stopped = stopText(summary);
  const outcome = runOutcome(summary);
  return markup`<section slot="summary" class="totals" aria-labelledby="verdict">
    <h1 id="verdict" data-verdict="${outcome}"><span class="mark" aria-hidden="true">${outcomeMarks[outcome]}</span><span id="headline">${headlineOf(counts)}</span></h1>
    ${totalOf(counts) > 0 && markup`${renderBar(counts)}<p class="tally">${renderCounts(counts)}</p>`}
    ${lenient !== null && markup`<p class="lenient">${lenient}</p>`}
    ${stopped !== null && markup`<p class="stopped"><b>Stopped early.</b> ${stopped}${counts.skipped > 0 && ' Cases that had not run are skipped.'}</p>`}
    ${warnings.length > 0 && markup`<ul class="warnings">${warnings.map((warning) => markup`<li><b>Warning.</b> ${warning}</li>`)}</ul>`}
    ${cut.length > 0 && markup`<p class="cut"><b>Left out because of a limit:</b> ${cut.map(({ group, cases }) => `${count(cases)} of ${group}`).join(', ')}.</p>`}
    <dl class="facts">${facts(summary).map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
  </section>`;
}

/** `✓ 37 passed ✗ 2 failed`, without the outcomes that did not occur. */
export function renderCounts(counts: CaseCounts): Markup {
  const parts = outcomeNames
    .filter((outcome) => counts[outcome] > 0)
    .map(
      (outcome) =>
        markup`<span class="count" data-outcome="${outcome}"><span class="mark" aria-hidden="true">${outcomeMarks[outcome]}</span> ${outcomeCount(outcome, counts[outcome])}</span>`,
    );
  return markup`<span class="counts">${parts}</span>`;
}

/** The groups, the slowest responses, and the last output of the receiver. */
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
      ${receiverOutput === '' ? markup`<p class="nothing">It printed nothing.</p>` : renderBox(receiverOutput, 'Last lines from the receiver')}
    </section>`
    }`;
}

function headlineOf(counts: CaseCounts): string {
  const total = totalOf(counts);
  const wrong = counts.failed + counts.error;
  if (wrong > 0) return `${count(wrong)} of ${counted(total, 'case')} went wrong`;
  if (counts.passed === 0) return 'No case was run';
  if (counts.skipped > 0)
    return `${count(counts.passed)} of ${count(total)} cases passed, the rest never ran`;
  return total === 1 ? 'The one case passed' : `All ${count(total)} cases passed`;
}

/** An SVG, whose widths are attributes: the page's policy forbids the styles that HTML would need. */
function renderBar(counts: CaseCounts): Markup {
  let x = 0;
  const parts = outcomeNames.map((outcome) => {
    const width = (1000 * counts[outcome]) / totalOf(counts);
    const part = markup`<rect data-outcome="${outcome}" x="${x}" width="${width}" height="8" />`;
    x += width;
    return part;
  });
  return markup`<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

function facts(summary: SuiteSummary): [string, Markup | string][] {
  const { coverage, targets, requests, answered, ms, seed, now, startedAt } = summary;
  const { timeout, missed } = summary.deadline;
  const misses = missed === 0 ? 'kept by all' : `missed ${missed === 1 ? 'once' : `${count(missed)} times`}`;
  const values = `${count(coverage.covered)} of ${count(coverage.values)}`;
  return [
    ['To', markup`${targets.map((target) => markup`<code>${target}</code>`)}`],
    ['Requests', `${count(requests)}, ${count(answered)} answered, in ${duration(ms)}`],
    ['Values sent', `${values}, in ${counted(coverage.dimensions, 'dimension')}`],
    ['Deadline', `${duration(timeout)}, ${misses}`],
    ['Seed', markup`<code>${seed}</code>`],
    ['Clock', now === 'real' ? 'real time' : markup`<code>${now}</code>`],
    ['Started', markup`<code>${startedAt}</code>`],
  ];
}
