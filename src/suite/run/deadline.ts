import type { Case } from '../plan/case.ts';
import type { CaseResult } from './result.ts';
import { type Punctuality, skipped } from './tally.ts';

/** How the deliveries of an event kept to the deadline, as the result of a case that sends nothing itself. */
export function deadlineResult(
  one: Case,
  { deliveries, missed, first }: Punctuality,
  timeout: number,
  repro: string,
): CaseResult {
  if (deliveries === 0) return skipped(one, 'no delivery of this event was sent', repro);
  const result = { ...skipped(one, '', repro), outcome: missed === 0 ? 'passed' : 'failed' } as const;
  const { reason: _, ...passed } = result;
  if (missed === 0) return passed;
  return {
    ...passed,
    findings: [
      {
        check: 'deadline',
        code: 'deadline.missed',
        severity: 'error',
        expected: `all ${deliveries} deliveries answered within ${timeout} ms`,
        actual: `${missed} ${missed === 1 ? 'was' : 'were'} not: ${first.join('; ')}${missed > first.length ? '; …' : ''}`,
        message: 'Not every delivery was answered in time.',
      },
    ],
  };
}
