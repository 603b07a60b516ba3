import { basisWords } from '../../../define/basis.ts';
import { say } from '../../../language.ts';
import { type CaseDelivery, type CaseResult, caseOutcomeWords } from '../../../suite/run/result.ts';
import { outcomeMeaning } from '../../delivery/verdict-text.ts';
import { renderCommand } from '../../html/command.ts';
import { renderExchange, renderFindings } from '../../html/exchange.ts';
import { type Markup, markup, token } from '../../html/markup.ts';
import type { SeenBodies } from '../../html/seen-bodies.ts';
import { duration } from '../../text/numbers.ts';
import { causesOf, expectationText, warningsOf } from '../text/causes.ts';
import { outcomeMarks } from '../text/outcomes.ts';

/** A case, collapsed to the line that says how it ended. The filters use its attributes. */
export function renderCase(
  result: CaseResult,
  anchor: string,
  clusters: readonly number[],
  bodies: SeenBodies,
): Markup {
  const { id, group, subject, outcome, words, deliveries, ms } = result;
  const basis = basisWords[result.basis];
  const codes = warningsOf(result).map(({ code }) => token(code));
  return markup`<details class="case" id="${anchor}" data-outcome="${outcome}" data-group="${group}" data-subject="${token(subject)}" data-code="${codes.join(' ')}" data-cluster="${clusters.join(' ')}" data-sent="${sentBy(result).join(' ')}">
    <summary>
      <span class="outcome"><span class="mark" aria-hidden="true">${outcomeMarks[outcome]}</span> ${say(caseOutcomeWords[outcome])}</span>
      <span class="about"><span class="id">${id}</span> <span class="words">${words}</span>${firstCause(result)}</span>
      <span class="group">${group}</span>
      <span class="took">${deliveries.length > 0 && duration(ms)}</span>
    </summary>
    <div class="inside">
      <p class="basis"><a href="#${anchor}">${say({ zh: '本用例的链接', en: 'Link to this case' })}</a> <span>${say({ zh: `依据：${basis.zh}`, en: `basis: ${basis.en}` })}</span> <span>${say({ zh: `用例组：${group}`, en: `group: ${group}` })}</span></p>
      ${renderFindings(result.findings)}
      ${deliveries.map((one, i) => renderCaseDelivery(one, i + 1, deliveries.length, (body) => bodies.note(body, anchor)))}
      <h3>${say({ zh: '复现整个用例', en: 'Reproduce the whole case with' })}</h3>
      <dl class="commands">${renderCommand('test', result.repro)}</dl>
    </div>
  </details>`;
}

function firstCause(result: CaseResult): Markup | false {
  if (result.outcome === 'skipped') {
    return result.reason !== undefined && markup` <span class="cause">${result.reason}</span>`;
  }
  const [first] = causesOf(result);
  return (
    first !== undefined &&
    markup` <span class="cause"><code class="code">${first.code}</code> ${first.message}</span>`
  );
}

function sentBy({ deliveries }: CaseResult): string[] {
  const sent = deliveries.flatMap(({ delivery: { event, variant } }) =>
    Object.entries(variant).map(([dimension, member]) => token(event, dimension, member)),
  );
  return [...new Set(sent)];
}

/** A delivery of a case: what was expected, what was sent, what came back, and how to reproduce it. */
function renderCaseDelivery(
  one: CaseDelivery,
  number: number,
  of: number,
  shownBefore: (body: string) => string | undefined,
): Markup {
  const { delivery, words, expected, met, curl } = one;
  const { verdict } = delivery;
  const { zh, en } = expectationText[expected];
  const owed = say({
    zh: `${met ? '符合' : '不符合'}预期：应为${zh}；${outcomeMeaning(verdict)}。`,
    en: `${met ? 'Met' : 'Not met'}: expected ${en}; ${outcomeMeaning(verdict)}.`,
  });
  return markup`<section class="delivery" data-met="${met ? 'yes' : 'no'}">
    <h3>${of > 1 ? markup`<span class="number">${say({ zh: `${number}/${of}`, en: `${number} of ${of}` })}</span> ${words}` : say({ zh: '投递', en: 'Delivery' })}</h3>
    <p class="owed"><span class="mark" aria-hidden="true">${met ? '✓' : '✗'}</span> ${owed}</p>
    ${renderFindings(verdict.findings)}
    ${renderExchange(delivery, shownBefore)}
    <h4>${say({ zh: '复现这次投递', en: 'Reproduce this delivery with' })}</h4>
    <dl class="commands">
      ${renderCommand('webhook-sim', delivery.repro)}
      ${curl !== undefined && renderCommand('curl', curl)}
    </dl>
  </section>`;
}
