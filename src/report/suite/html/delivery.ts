import type { CaseDelivery } from '../../../suite/run/result.ts';
import { outcomeMeaning } from '../../delivery/verdict-words.ts';
import { renderCommand } from '../../html/command.ts';
import { renderExchange } from '../../html/exchange.ts';
import { renderFindings } from '../../html/finding.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { expectationWords } from '../text/causes.ts';

/** One delivery of a case: what was expected of it, what went out, what came back, how to do it again. */
export function renderDelivery(one: CaseDelivery, number: number, of: number): Markup {
  const { delivery, words, expected, met, curl } = one;
  const { verdict } = delivery;
  return markup`<section class="delivery" data-met="${met ? 'yes' : 'no'}">
    <h3>${of > 1 ? markup`<span class="number">${number} of ${of}</span> ${words}` : 'Delivery'}</h3>
    <p class="owed"><span class="mark" aria-hidden="true">${met ? '✓' : '✗'}</span> ${met ? 'Met' : 'Not met'}: expected ${expectationWords[expected]}; ${outcomeMeaning(verdict)}.</p>
    ${renderFindings(verdict.findings)}
    ${renderExchange(delivery)}
    <h4>Reproduce this delivery with</h4>
    <dl class="commands">
      ${renderCommand('webhook-sim', delivery.repro)}
      ${curl !== undefined && renderCommand('curl', curl)}
    </dl>
  </section>`;
}
