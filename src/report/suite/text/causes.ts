import { type LocalizedText, say } from '../../../language.ts';
import type { Expectation } from '../../../suite/plan/case.ts';
import type { CaseDelivery, CaseResult } from '../../../suite/run/result.ts';
import { outcomeWords } from '../../../verdict/outcome-words.ts';
import type { Finding } from '../../../verdict/verdict.ts';

/** A reason why a case did not pass: an error finding, or what stands in for one. */
export type Cause = Pick<Finding, 'path' | 'expected' | 'actual' | 'message'> & { readonly code: string };

/** What a delivery had to meet, to follow "expected". */
export const expectationText: Readonly<Record<Expectation, LocalizedText>> = {
  accepted: { zh: '符合契约的响应', en: 'a response that keeps the contract' },
  answered: { zh: '时限内 5xx 以外的任何响应', en: 'any response in time that is not a 5xx' },
  refused: { zh: '拒绝：4xx，或非 0 的 errcode', en: 'a refusal: a 4xx, or an errcode other than 0' },
};

const owedText: Readonly<Record<Expectation, LocalizedText>> = {
  accepted: { zh: '接收端应当接受这次投递。', en: 'The delivery should have been accepted.' },
  answered: { zh: '接收端应当响应这次投递。', en: 'The delivery should have been answered.' },
  refused: { zh: '接收端应当拒绝这次投递。', en: 'The delivery should have been refused.' },
};

const noReason: LocalizedText = {
  zh: '用例没有通过，但没有记录能说明原因的问题。',
  en: 'The case did not pass, and no finding says why.',
};

/** Why a case did not pass, what concerns the whole case first. None when it passed or never ran, else at least one. */
export function causesOf(result: CaseResult): readonly Cause[] {
  if (result.outcome !== 'failed' && result.outcome !== 'error') return [];
  const ofDeliveries = unmetOf(result).flatMap(({ delivery }) => errorsOf(delivery.verdict.findings));
  const found = [...errorsOf(result.findings), ...ofDeliveries];
  if (found.length > 0) return found;
  const [unmet] = unmetOf(result);
  return unmet === undefined ? wholeCaseCauses(result) : [deliveryCause(unmet)];
}

/** Why the case as a whole did not pass: at least one cause where every delivery met what was expected. */
export function wholeCaseCauses(result: CaseResult): readonly Cause[] {
  const { outcome, reason, findings } = result;
  if (outcome !== 'failed' && outcome !== 'error') return [];
  const errors = errorsOf(findings);
  if (errors.length > 0 || unmetOf(result).length > 0) return errors;
  return [{ code: outcome, message: reason ?? say(noReason) }];
}

/** The first reason why a delivery did not meet what was expected, with the status of the response. */
export function deliveryCause({
  delivery,
  expected,
}: CaseDelivery): Cause & { readonly status?: number | null } {
  const { verdict, attempts } = delivery;
  const [error] = errorsOf(verdict.findings);
  // A delivery that should have been refused can be accepted without anything wrong about the response.
  const cause = error ?? {
    code: `not_${expected}`,
    expected: say(expectationText[expected]),
    actual: say(outcomeWords[verdict.outcome]),
    message: say(owedText[expected]),
  };
  return { ...cause, status: attempts.at(-1)?.status ?? null };
}

const unmetOf = ({ deliveries }: CaseResult): readonly CaseDelivery[] => deliveries.filter(({ met }) => !met);

const errorsOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error');

/** Warnings of a case, once for each code. */
export function warningsOf(result: CaseResult): readonly Finding[] {
  const all = [result, ...result.deliveries.map(({ delivery }) => delivery.verdict)].flatMap(
    ({ findings }) => findings,
  );
  const warnings = all.filter(({ severity }) => severity === 'warning');
  return [...new Map(warnings.map((each) => [each.code, each])).values()];
}

/** A warning, with the number of cases that have it. */
export interface WarningCount extends Pick<Finding, 'code' | 'message'> {
  readonly cases: number;
  readonly first: string;
}

/** Counts in how many cases each warning occurs. Grows with the number of codes, not with the number of cases. */
export class WarningCounter {
  readonly #counts = new Map<string, WarningCount>();

  /** @param first how to refer to the case, if it is the first one with a code */
  add(result: CaseResult, first: string): void {
    for (const { code, message } of warningsOf(result)) {
      const known = this.#counts.get(code) ?? { code, message, cases: 0, first };
      this.#counts.set(code, { ...known, cases: known.cases + 1 });
    }
  }

  /** The most frequent first. */
  get counts(): readonly WarningCount[] {
    return [...this.#counts.values()].sort((a, b) => b.cases - a.cases);
  }
}
