import type { CaseDelivery, CaseResult, Expectation } from '../../suite/result.ts';
import type { Finding } from '../../verdict/verdict.ts';

/** One reason why a case did not pass: an error finding, or what stands in for one. */
export type Cause = Pick<Finding, 'path' | 'expected' | 'actual' | 'message'> & { readonly code: string };

/** What a delivery had to meet, as the rest of "expected …". */
export const expectationWords: Readonly<Record<Expectation, string>> = {
  accepted: 'a response that keeps the contract',
  answered: 'any answer in time that is no 5xx',
  refused: 'a refusal: a 4xx, or an errcode other than 0',
};

/** The reasons why a case failed, in the order in which they were found; none when it passed or was never run. */
export function causesOf(result: CaseResult): readonly Cause[] {
  if (result.outcome !== 'failed' && result.outcome !== 'error') return [];
  const causes = [...result.deliveries.filter(({ met }) => !met).flatMap(causesOfDelivery), ...errors(result)];
  if (causes.length > 0) return causes;
  return [{ code: result.outcome, message: result.reason ?? 'The case did not pass, and no finding says why.' }];
}

/** Why a delivery did not meet what was expected: its error findings, or that it was accepted all the same. */
function causesOfDelivery({ delivery, expected }: CaseDelivery): readonly Cause[] {
  const found = errors(delivery.verdict);
  if (found.length > 0) return found;
  return [
    {
      code: `not_${expected}`,
      expected: expectationWords[expected],
      actual: delivery.verdict.outcome,
      message: `The delivery should have been ${expected}.`,
    },
  ];
}

const errors = ({ findings }: { readonly findings: readonly Finding[] }): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error');
