import type { CaseResult } from '../../suite/run/result.ts';
import { noPaint } from '../text/paint.ts';
import { renderFailure } from './text/failure.ts';

/** A case as plain text: what was sent, what came back, what was found, and the commands that reproduce it. */
export function caseReport(result: CaseResult): string {
  return renderFailure(result, noPaint).trimEnd();
}

/** A case that did not pass, for a test runner to show. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly result: CaseResult;

  /** @param hint is added below the report */
  constructor(result: CaseResult, hint?: string) {
    super(hint === undefined ? caseReport(result) : `${caseReport(result)}\n\n${hint}`);
    this.result = result;
  }
}

/**
 * Throws unless a case passed, so a skipped case throws as well: where the test runner can skip, skip it first.
 * @throws ContractError whose message is {@link caseReport}
 */
export function assertCase(result: CaseResult): void {
  if (result.outcome !== 'passed') throw new ContractError(result);
}
