import type { SuiteSummary } from '../../../suite/run/summary.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, counted, duration } from '../../text/numbers.ts';
import { outcomeNames, outcomeWords, totalOf, worst } from '../text/outcome-words.ts';
import { stopWords } from '../text/stop-words.ts';
import { renderCounts } from './counts.ts';

/** The first thing to be read: how it went, in a sentence, a bar and numbers; then what was run. */
export function renderTotals(summary: SuiteSummary): Markup {
  const { counts } = summary;
  const total = totalOf(counts);
  const stopped = stopWords(summary);
  const verdict = total === 0 || (stopped !== null && worst(counts) === 'passed') ? 'skipped' : worst(counts);
  return markup`<section slot="summary" class="totals" aria-labelledby="verdict">
    <h1 id="verdict" data-verdict="${verdict}"><span class="mark" aria-hidden="true">${outcomeWords[verdict].mark}</span><span id="headline">${headline(summary)}</span></h1>
    ${total > 0 && markup`${renderBar(summary, total)}<p class="tally">${renderCounts(counts)}</p>`}
    ${stopped !== null && markup`<p class="stopped"><b>Stopped early.</b> ${stopped}${counts.skipped > 0 && ' Cases that had not run are skipped.'}</p>`}
    ${summary.warnings.length > 0 && markup`<ul class="warnings">${summary.warnings.map((warning) => markup`<li><b>Warning.</b> ${warning}</li>`)}</ul>`}
    ${summary.cut.length > 0 && markup`<p class="cut"><b>Left out because of a limit:</b> ${summary.cut.map(({ group, cases }) => `${count(cases)} of ${group}`).join(', ')}.</p>`}
    <dl class="facts">${facts(summary).map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
  </section>`;
}

function headline({ counts }: SuiteSummary): string {
  const total = totalOf(counts);
  const wrong = counts.failed + counts.error;
  if (wrong > 0) return `${count(wrong)} of ${counted(total, 'case')} went wrong`;
  if (counts.passed === 0) return 'No case was run';
  if (counts.skipped > 0)
    return `${count(counts.passed)} of ${count(total)} cases passed, the rest never ran`;
  return total === 1 ? 'The one case passed' : `All ${count(total)} cases passed`;
}

/** An SVG: its widths are attributes, where HTML would need a style that the policy forbids. */
function renderBar({ counts }: SuiteSummary, total: number): Markup {
  let x = 0;
  const parts = outcomeNames.map((outcome) => {
    const width = (1000 * counts[outcome]) / total;
    const part = markup`<rect data-outcome="${outcome}" x="${x}" width="${width}" height="8" />`;
    x += width;
    return part;
  });
  return markup`<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

function facts(summary: SuiteSummary): [string, Markup | string][] {
  const { coverage, deadline } = summary;
  const missed =
    deadline.missed === 0
      ? 'kept by all'
      : `missed ${deadline.missed === 1 ? 'once' : `${count(deadline.missed)} times`}`;
  return [
    ['To', markup`${summary.targets.map((target) => markup`<code>${target}</code>`)}`],
    [
      'Requests',
      `${count(summary.requests)}, ${count(summary.answered)} answered, in ${duration(summary.ms)}`,
    ],
    [
      'Values sent',
      `${count(coverage.covered)} of ${count(coverage.values)}, in ${count(coverage.dimensions)} dimensions`,
    ],
    ['Deadline', `${duration(deadline.timeout)}, ${missed}`],
    ['Seed', markup`<code>${summary.seed}</code>`],
    ['Clock', summary.now === 'real' ? 'real time' : markup`<code>${summary.now}</code>`],
    ['Started', markup`<code>${summary.startedAt}</code>`],
  ];
}
