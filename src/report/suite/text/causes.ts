import type { Expectation } from '../../../suite/plan/case.ts';
import type { CaseDelivery, CaseResult } from '../../../suite/run/result.ts';
import type { Finding } from '../../../verdict/verdict.ts';

/** One reason why a case did not pass: an error finding, or what stands in for one. */
export type Cause = Pick<Finding, 'path' | 'expected' | 'actual' | 'message'> & { readonly code: string };

/** What a delivery had to meet, as the rest of "expected …". */
export const expectationWords: Readonly<Record<Expectation, string>> = {
  accepted: 'a response that keeps the contract',
  answered: 'any answer in time that is no 5xx',
  refused: 'a refusal: a 4xx, or an errcode other than 0',
};

/**
 * The reasons why a case failed, what the case noticed as a whole before what its deliveries met; none when it passed
 * or was never run, and at least one otherwise.
 */
export function causesOf(result: CaseResult): readonly Cause[] {
  if (result.outcome !== 'failed' && result.outcome !== 'error') return [];
  const unmet = result.deliveries.filter(({ met }) => !met);
  const found = [...errors(result), ...unmet.flatMap(({ delivery }) => errors(delivery.verdict))];
  return found.length > 0 ? found : [withoutFinding(result, unmet[0])];
}

/** A delivery that should have been refused can be accepted without anything being wrong with the answer. */
function withoutFinding({ outcome, reason }: CaseResult, unmet: CaseDelivery | undefined): Cause {
  if (unmet === undefined) {
    return { code: outcome, message: reason ?? 'The case did not pass, and no finding says why.' };
  }
  return {
    code: `not_${unmet.expected}`,
    expected: expectationWords[unmet.expected],
    actual: unmet.delivery.verdict.outcome,
    message: `The delivery should have been ${unmet.expected}.`,
  };
}

const errors = ({ findings }: { readonly findings: readonly Finding[] }): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error');
