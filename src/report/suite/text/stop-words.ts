import type { SuiteSummary } from '../../../suite/run/summary.ts';

/** Why a run ended before its time, as a sentence; `null` where it did not. */
export function stopWords({ stopped }: SuiteSummary): string | null {
  return stopped === null ? null : reasons[stopped];
}

const reasons: Readonly<Record<NonNullable<SuiteSummary['stopped']>, string>> = {
  interrupted: 'The run was interrupted.',
  bail: 'The run stopped at the number of failures that --bail allows.',
  unreachable: 'The receiver could not be reached.',
  receiver_exited: 'The receiver ended while the run was under way.',
};
