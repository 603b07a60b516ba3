import type { Expectation } from '../../../suite/plan/case.ts';
import type { CaseDelivery, CaseResult } from '../../../suite/run/result.ts';
import type { Finding } from '../../../verdict/verdict.ts';

/** A reason why a case did not pass: an error finding, or what stands in for one. */
export type Cause = Pick<Finding, 'path' | 'expected' | 'actual' | 'message'> & { readonly code: string };

/** What a delivery had to meet, to follow "expected". */
export const expectationText: Readonly<Record<Expectation, string>> = {
  accepted: 'a response that keeps the contract',
  answered: 'any response in time that is not a 5xx',
  refused: 'a refusal: a 4xx, or an errcode other than 0',
};

/** Why a case did not pass, what concerns the whole case first. None when it passed or never ran, else at least one. */
export function causesOf(result: CaseResult): readonly Cause[] {
  if (result.outcome !== 'failed' && result.outcome !== 'error') return [];
  const unmet = result.deliveries.filter(({ met }) => !met);
  const found = [result, ...unmet.map(({ delivery }) => delivery.verdict)].flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'error'),
  );
  return found.length > 0 ? found : [causeWithoutFinding(result, unmet[0])];
}

/** A delivery that should have been refused can be accepted without anything wrong about the response. */
function causeWithoutFinding({ outcome, reason }: CaseResult, unmet: CaseDelivery | undefined): Cause {
  if (unmet === undefined) {
    return { code: outcome, message: reason ?? 'The case did not pass, and no finding says why.' };
  }
  return {
    code: `not_${unmet.expected}`,
    expected: expectationText[unmet.expected],
    actual: unmet.delivery.verdict.outcome,
    message: `The delivery should have been ${unmet.expected}.`,
  };
}

/** A cause or a warning, with the number of cases that have it. */
export interface CodeCount {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly cases: number;
  readonly first: string;
}

/** Causes and warnings of a case, once for each code. */
export function codesOf(result: CaseResult): readonly Omit<CodeCount, 'cases' | 'first'>[] {
  const all = [result, ...result.deliveries.map(({ delivery }) => delivery.verdict)].flatMap(
    ({ findings }) => findings,
  );
  const warnings = all.filter(({ severity }) => severity === 'warning');
  const causes = causesOf(result).map((cause) => ({ ...cause, severity: 'error' as const }));
  const byCode = new Map([...warnings, ...causes].map((each) => [each.code, each]));
  return [...byCode.values()];
}

/** Counts in how many cases each code occurs. Grows with the number of codes, not with the number of cases. */
export class CodeCounter {
  readonly #counts = new Map<string, CodeCount>();

  /** @param first how to refer to the case, if it is the first one with a code */
  add(result: CaseResult, first: string = result.id): void {
    for (const { code, severity, message } of codesOf(result)) {
      const key = `${severity} ${code}`;
      const known = this.#counts.get(key) ?? { code, severity, message, cases: 0, first };
      this.#counts.set(key, { ...known, cases: known.cases + 1 });
    }
  }

  /** Errors first, and the most frequent first. */
  get counts(): readonly CodeCount[] {
    return [...this.#counts.values()].sort(
      (a, b) => a.severity.localeCompare(b.severity) || b.cases - a.cases,
    );
  }
}
