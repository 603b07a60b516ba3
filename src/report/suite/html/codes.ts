import { type Markup, markup, token } from '../../html/markup.ts';
import { counted } from '../../text/numbers.ts';
import type { CodeCount } from '../text/causes.ts';

/** Causes and warnings, with a button that shows the cases that have them. */
export function renderCodes(counts: readonly CodeCount[]): Markup | undefined {
  if (counts.length === 0) return undefined;
  return markup`<section slot="summary" aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <ul class="found">${counts.map(renderCode)}</ul>
    </section>`;
}

function renderCode({ code, severity, message, first, cases }: CodeCount): Markup {
  const many = counted(cases, 'case');
  return markup`<li data-severity="${severity}">
    <code class="code">${code}</code>
    <span class="message"><span class="severity">${severity}</span> ${message}</span>
    <button type="button" class="facet js" data-facet="code" data-value="${token(code)}" data-label="${code}" aria-pressed="false">${many}<span class="unseen"> with ${code}</span></button>
    <span class="no-js">${many}</span>
    <a href="#${first}">first<span class="unseen"> case with ${code}</span></a>
  </li>`;
}
