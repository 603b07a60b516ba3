import { say } from '../../../language.ts';
import { type CaseOutcome, caseOutcomeWords } from '../../../suite/run/result.ts';
import type { CaseCounts, SuiteSummary } from '../../../suite/run/summary.ts';
import { count, counted } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';

export const outcomeMarks: Readonly<Record<CaseOutcome, string>> = {
  passed: '✓',
  failed: '✗',
  error: '✗',
  skipped: '–',
};

export const outcomeNames = Object.keys(outcomeMarks) as readonly CaseOutcome[];

const colors = { passed: 'good', failed: 'bad', error: 'bad', skipped: 'warn' } as const;

/** `✓`, in the outcome's colour. */
export const caseMark = (outcome: CaseOutcome, paint: Paint): string =>
  paint[colors[outcome]](outcomeMarks[outcome]);

/** Several cases as one outcome: never `passed` when some of them were not run. */
export const worstOutcome = (counts: CaseCounts): CaseOutcome =>
  (['failed', 'error', 'skipped'] as const).find((outcome) => counts[outcome] > 0) ?? 'passed';

/** A run as one outcome: never `passed` when it was stopped, or ran no case. */
export function runOutcome({ counts, stopped }: SuiteSummary): CaseOutcome {
  const worst = worstOutcome(counts);
  return worst === 'passed' && (stopped !== null || totalOf(counts) === 0) ? 'skipped' : worst;
}

export const totalOf = (counts: CaseCounts): number =>
  outcomeNames.reduce((sum, outcome) => sum + counts[outcome], 0);

/** `10 failed`, `2 errors` */
export function outcomeCount(outcome: CaseOutcome, n: number): string {
  const { zh, en } = caseOutcomeWords[outcome];
  return say({ zh: `${count(n)} 个${zh}`, en: outcome === 'error' ? counted(n, en) : `${count(n)} ${en}` });
}

/** What stands between the counts. */
export const betweenCounts = (): string => say({ zh: '，', en: ', ' });

/** `400 passed, 10 failed, 2 errors`, without the outcomes that did not occur. */
export function outcomeCounts(counts: CaseCounts, paint: Paint): string {
  const occurring = outcomeNames.filter((outcome) => counts[outcome] > 0);
  const parts = occurring.map((outcome) => paint[colors[outcome]](outcomeCount(outcome, counts[outcome])));
  return parts.join(betweenCounts()) || say({ zh: '没有运行任何用例', en: 'nothing was run' });
}
