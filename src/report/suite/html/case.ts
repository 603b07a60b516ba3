import type { CaseResult } from '../../../suite/run/result.ts';
import { renderCommand } from '../../html/command.ts';
import { renderFindings } from '../../html/finding.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { token } from '../../html/token.ts';
import { duration } from '../../text/numbers.ts';
import { causesOf } from '../text/causes.ts';
import { outcomeWords } from '../text/outcome-words.ts';
import { renderDelivery } from './delivery.ts';
import { noticedIn } from './found.ts';

/** A case, closed: the line that says how it went. Its attributes are what the filters go by. */
export function renderCase(result: CaseResult, anchor: string): Markup {
  const { id, group, subject, outcome, words, deliveries, ms } = result;
  const codes = noticedIn(result).map(({ code }) => token(code));
  return markup`<details class="case" id="${anchor}" data-outcome="${outcome}" data-group="${group}" data-subject="${token(subject)}" data-code="${codes.join(' ')}" data-sent="${sentBy(result).join(' ')}">
    <summary>
      <span class="outcome"><span class="mark" aria-hidden="true">${outcomeWords[outcome].mark}</span> ${outcome}</span>
      <span class="about"><span class="id">${id}</span> <span class="words">${words}</span>${firstCause(result)}</span>
      <span class="group">${group}</span>
      <span class="took">${deliveries.length > 0 && duration(ms)}</span>
    </summary>
    <div class="inside">
      <p class="basis"><a href="#${anchor}">Link to this case</a> <span>basis: ${result.basis}</span> <span>group: ${group}</span></p>
      ${renderFindings(result.findings)}
      ${deliveries.map((one, i) => renderDelivery(one, i + 1, deliveries.length))}
      <h3>Reproduce the whole case with</h3>
      <dl class="commands">${renderCommand('test', result.repro)}</dl>
    </div>
  </details>`;
}

/** Why it went as it did, in the closed line already. */
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

/** The values of dimensions that went out in it. */
function sentBy({ deliveries }: CaseResult): string[] {
  const sent = deliveries.flatMap(({ delivery: { event, variant } }) =>
    Object.entries(variant).map(([dimension, member]) => token(event, dimension, member)),
  );
  return [...new Set(sent)];
}
