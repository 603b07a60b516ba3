import type { CaseResult } from '../../../suite/run/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { token } from '../../html/token.ts';
import { counted } from '../../text/numbers.ts';
import { causesOf } from '../text/causes.ts';

type Severity = 'error' | 'warning';

interface Noticed {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** Why a case did not pass, and what else is to be known of it: once a code. */
export function noticedIn(result: CaseResult): readonly Noticed[] {
  const all = [...result.findings, ...result.deliveries.flatMap(({ delivery }) => delivery.verdict.findings)];
  const noticed: Noticed[] = [
    ...all.filter(({ severity }) => severity === 'warning'),
    ...causesOf(result).map(({ code, message }) => ({ code, message, severity: 'error' as const })),
  ];
  return [...new Map(noticed.map((one) => [one.code, one])).values()];
}

interface Found extends Noticed {
  /** The first case that has it. */
  readonly anchor: string;
  cases: number;
}

/** What was noticed, and in how many cases. Grows with the number of codes, not with that of cases. */
export class Discoveries {
  readonly #byCode = new Map<string, Found>();

  add(result: CaseResult, anchor: string): void {
    for (const noticed of noticedIn(result)) {
      const found = this.#byCode.get(noticed.code) ?? { ...noticed, anchor, cases: 0 };
      found.cases += 1;
      this.#byCode.set(noticed.code, found);
    }
  }

  /** Errors first, and the commonest first. */
  render(): Markup | undefined {
    if (this.#byCode.size === 0) return undefined;
    const all = [...this.#byCode.values()].sort(
      (a, b) => a.severity.localeCompare(b.severity) || b.cases - a.cases,
    );
    return markup`<section slot="summary" aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <ul class="found">${all.map(renderFound)}</ul>
    </section>`;
  }
}

function renderFound({ code, severity, message, anchor, cases }: Found): Markup {
  const many = counted(cases, 'case');
  return markup`<li data-severity="${severity}">
    <code class="code">${code}</code>
    <span class="message"><span class="severity">${severity}</span> ${message}</span>
    <button type="button" class="facet js" data-facet="code" data-value="${token(code)}" data-label="${code}" aria-pressed="false">${many}<span class="unseen"> with ${code}</span></button>
    <span class="no-js">${many}</span>
    <a href="#${anchor}">first<span class="unseen"> case with ${code}</span></a>
  </li>`;
}
