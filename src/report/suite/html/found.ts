import type { CaseResult } from '../../../suite/result.ts';
import type { Finding } from '../../../verdict/verdict.ts';
import { count } from '../../event-list.ts';
import { type Markup, markup } from './markup.ts';
import { token } from './token.ts';

/** What counts against a case, or is to be known of it, once a code. What a met delivery was to provoke does not. */
export function codesOf({ findings, deliveries }: CaseResult): Finding[] {
  const counted = deliveries.flatMap(({ met, delivery }) =>
    delivery.verdict.findings.filter(({ severity }) => !met || severity === 'warning'),
  );
  return [...new Map([...findings, ...counted].map((finding) => [finding.code, finding])).values()];
}

interface Found {
  readonly finding: Finding;
  readonly anchor: string;
  cases: number;
}

/** Which findings there were, and in how many cases. Grows with the number of codes, not with that of cases. */
export class Discoveries {
  readonly #byCode = new Map<string, Found>();

  add(result: CaseResult, anchor: string): void {
    for (const finding of codesOf(result)) {
      const found = this.#byCode.get(finding.code) ?? { finding, anchor, cases: 0 };
      found.cases += 1;
      this.#byCode.set(finding.code, found);
    }
  }

  /** Errors first, and the commonest first. */
  render(): Markup | undefined {
    if (this.#byCode.size === 0) return undefined;
    const all = [...this.#byCode.values()].sort(
      (a, b) => a.finding.severity.localeCompare(b.finding.severity) || b.cases - a.cases,
    );
    return markup`<section slot="summary" aria-labelledby="found">
      <h2 id="found">Findings</h2>
      <ul class="found">${all.map(renderFound)}</ul>
    </section>`;
  }
}

function renderFound({ finding: { code, severity, message }, anchor, cases }: Found): Markup {
  const many = `${count(cases)} ${cases === 1 ? 'case' : 'cases'}`;
  return markup`<li data-severity="${severity}">
    <code class="code">${code}</code>
    <span class="message"><span class="severity">${severity}</span> ${message}</span>
    <button type="button" class="facet js" data-facet="code" data-value="${token(code)}" data-label="${code}" aria-pressed="false">${many}</button>
    <span class="no-js">${many}</span>
    <a href="#${anchor}">first<span class="unseen"> case with ${code}</span></a>
  </li>`;
}
