import type { Delivery } from '../../../delivery/delivery.ts';
import type { FindingSummary } from '../../../load/result.ts';
import { renderCommand } from '../../html/command.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count } from '../../text/numbers.ts';
import { clock } from '../text/figures.ts';
import { capital, commonWords, variantWords } from '../text/words.ts';
import { failureId } from './failures.ts';

/** What was found in the responses, errors and the commonest first: how often, at what, and how to repeat the first. */
export function renderFindings(
  findings: readonly FindingSummary[],
  failures: readonly Delivery[],
): Markup | false {
  const sorted = [...findings].sort((a, b) => a.severity.localeCompare(b.severity) || b.count - a.count);
  return (
    sorted.length > 0 &&
    markup`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    <ul class="found">${sorted.map((finding) => renderFinding(finding, keptAs(finding, failures)))}</ul>
  </section>`
  );
}

/** Where the page has a delivery with the finding; -1 where none was kept. */
function keptAs({ code, event }: FindingSummary, failures: readonly Delivery[]): number {
  return failures.findIndex(
    (delivery) =>
      delivery.event === event && delivery.verdict.findings.some((finding) => finding.code === code),
  );
}

function renderFinding(finding: FindingSummary, kept: number): Markup {
  const { code, severity, event, first } = finding;
  return markup`<li data-severity="${severity}">
    <p><code class="code">${code}</code> <span class="severity">${severity}</span> <b class="times">× ${count(finding.count)}</b> <code>${event}</code></p>
    <p class="common">${capital(commonWords(finding))}${kept >= 0 && markup` · <a href="#${failureId(kept)}">request and response</a>`}</p>
    <p class="first">First at ${clock(first.at)}, delivery ${count(first.n)}${Object.keys(first.variant).length > 0 && ` with ${variantWords(first.variant)}`}: ${first.message}</p>
    <dl class="commands">${renderCommand('repeat', first.repro)}</dl>
  </li>`;
}
