import type { CaseOutcome } from '../../../suite/run/result.ts';
import type { CaseCounts } from '../../../suite/run/summary.ts';
import { count, counted } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';

/** How each outcome of a case is shown. */
export const outcomeWords: Readonly<
  Record<CaseOutcome, { readonly mark: string; paint(paint: Paint): (text: string) => string }>
> = {
  passed: { mark: '✓', paint: (paint) => paint.good },
  failed: { mark: '✗', paint: (paint) => paint.bad },
  error: { mark: '✗', paint: (paint) => paint.bad },
  skipped: { mark: '–', paint: (paint) => paint.warn },
};

export const outcomeNames = Object.keys(outcomeWords) as readonly CaseOutcome[];

/** What several cases came to, as one: never `passed` when some of them were not run. */
export function worst(counts: CaseCounts): CaseOutcome {
  return (['failed', 'error', 'skipped'] as const).find((outcome) => counts[outcome] > 0) ?? 'passed';
}

export const totalOf = (counts: CaseCounts): number =>
  outcomeNames.reduce((sum, outcome) => sum + counts[outcome], 0);

/** `400 passed, 10 failed, 2 errors`: what there is none of goes without saying. */
export function countsWords(counts: CaseCounts, paint: Paint): string {
  const parts = outcomeNames.flatMap((outcome) => {
    const n = counts[outcome];
    if (n === 0) return [];
    return [
      outcomeWords[outcome].paint(paint)(
        outcome === 'error' ? counted(n, 'error') : `${count(n)} ${outcome}`,
      ),
    ];
  });
  return parts.join(', ') || 'nothing was run';
}
