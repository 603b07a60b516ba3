import { type InLanguage, inLanguage, say } from '../../language.ts';
import type { CaseResult } from '../../suite/run/result.ts';
import { printable } from '../text/escape.ts';
import { reproduceWith } from '../text/layout.ts';
import { noPaint } from '../text/paint.ts';
import { renderFailure } from './text/failure.ts';

/** A case as plain text: what was sent, what came back, what was found, and the commands that reproduce it. */
export function caseReport(result: CaseResult, { lang }: InLanguage = {}): string {
  return inLanguage(lang, () => renderFailure(result, noPaint).trimEnd());
}

/** How to repeat a case other than with the commands of its record. */
export interface Reproduction {
  readonly command: string;
  /** Why it is another one. */
  readonly note?: string;
}

/** A case that did not pass, for a test runner to show: first of all how to repeat it, then its report. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly result: CaseResult;

  /** @param reproduction how to repeat the case, where the commands of its record cannot */
  constructor(result: CaseResult, reproduction?: Reproduction) {
    const { command, note } = reproduction ?? { command: result.repro };
    const report = renderFailure(result, noPaint, { commands: reproduction === undefined }).trimEnd();
    const lines = [`${say(reproduceWith)} ${printable(command)}`, ...(note === undefined ? [] : [note])];
    super(`${lines.join('\n')}\n\n${report}`);
    this.result = result;
  }
}

/**
 * Throws unless a case passed, so a skipped case throws as well: where the test runner can skip, skip it first.
 * @throws ContractError whose message is the command that repeats the case, and {@link caseReport}
 */
export function assertCase(result: CaseResult, { lang }: InLanguage = {}): void {
  if (result.outcome !== 'passed') throw inLanguage(lang, () => new ContractError(result));
}
