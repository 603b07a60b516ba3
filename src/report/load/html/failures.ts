import type { Delivery } from '../../../delivery/delivery.ts';
import type { BurstResult } from '../../../load/result.ts';
import { outcomeMeaning } from '../../delivery/verdict-text.ts';
import { renderCommand } from '../../html/command.ts';
import { renderExchange, renderFindings } from '../../html/exchange.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, duration } from '../../text/numbers.ts';
import { failedOf } from '../text/outcome-counts.ts';
import { variantWords } from '../text/words.ts';

/** The id of the element of a kept failure, by its place among them. */
export const failureId = (at: number): string => `failure-${at + 1}`;

/** Deliveries that failed, each with its request and its response. */
export function renderFailures(result: BurstResult): Markup | false {
  const { failures } = result;
  const failed = failedOf(result);
  if (failures.length === 0 && failed === 0) return false;
  return markup`<section aria-labelledby="failures">
    <h2 id="failures">Kept failures</h2>
    <p class="note">${count(failures.length)} of ${count(failed)}${failures.length > 0 && ': the first of each event and finding, and a sample of the others'}. <button type="button" id="expand" class="js" aria-pressed="false">Expand all</button></p>
    ${failures.map(renderFailure)}
  </section>`;
}

function renderFailure(delivery: Delivery, at: number): Markup {
  const { event, variant, index, verdict, attempts, repro } = delivery;
  const [finding] = verdict.findings;
  const total = attempts.at(-1)?.timings.total;
  return markup`<details class="failure" id="${failureId(at)}">
    <summary><span class="outcome" data-fate="${verdict.outcome}"><span class="mark" aria-hidden="true">${verdict.outcome === 'aborted' ? '–' : '✗'}</span> ${verdict.outcome}</span>
      <span class="about"><span class="id">${event}</span> <span class="words">${variantWords(variant)}</span>${finding !== undefined && markup` <span class="cause"><code class="code">${finding.code}</code> ${finding.message}</span>`}</span>
      <span class="took">${total !== undefined && duration(total)}</span>
    </summary>
    <div class="inside">
      <p class="note">Delivery ${count(index)}: ${outcomeMeaning(verdict)}.</p>
      ${renderFindings(verdict.findings)}
      ${renderExchange(delivery)}
      <h4>Reproduce this delivery with</h4>
      <dl class="commands">${renderCommand('webhook-sim', repro)}</dl>
    </div>
  </details>`;
}
