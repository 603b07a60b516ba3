import type { SuiteEvent } from '../../../src/suite/run/events.ts';
import type { CaseOutcome, CaseResult } from '../../../src/suite/run/result.ts';
import type { CaseCounts, SuiteSummary } from '../../../src/suite/run/summary.ts';

/** What a run over these cases tells. */
export function story(
  results: readonly CaseResult[],
  change: Partial<SuiteSummary> = {},
): readonly SuiteEvent[] {
  const summary = summaryOf(results, change);
  return [
    { type: 'planned', cases: results.length, requests: summary.requests },
    ...results.flatMap((result): SuiteEvent[] =>
      result.outcome === 'skipped'
        ? [{ type: 'finished', result }]
        : [
            { type: 'started', id: result.id },
            { type: 'finished', result },
          ],
    ),
    { type: 'ended', summary },
  ];
}

export function summaryOf(results: readonly CaseResult[], change: Partial<SuiteSummary> = {}): SuiteSummary {
  const deliveries = results.flatMap((result) => result.deliveries);
  return {
    seed: '42',
    now: '2025-01-01T00:00:00+08:00',
    targets: ['http://localhost:3000/hook'],
    counts: countsOf(results),
    tolerated: 0,
    byGroup: grouped(results, ({ group }) => group),
    bySubject: grouped(results, ({ subject }) => subject),
    requests: deliveries.reduce((sum, { delivery }) => sum + delivery.attempts.length, 0),
    reconnects: 0,
    answered: deliveries.reduce(
      (sum, { delivery }) => sum + delivery.attempts.filter(({ status }) => status !== null).length,
      0,
    ),
    coverage: { dimensions: 31, values: 118, covered: 118, missing: [], byValue: [] },
    slowest: results
      .filter(({ deliveries }) => deliveries.length > 0)
      .slice(0, 5)
      .map(({ id, subject, ms }) => ({ id, event: subject, ms })),
    deadline: { timeout: 5000, missed: 0 },
    cut: [],
    warnings: [],
    stopped: null,
    startedAt: '2025-06-01T02:00:00.000Z',
    ms: 2410,
    ...change,
  };
}

function countsOf(results: readonly CaseResult[]): CaseCounts {
  const counts: Record<CaseOutcome, number> = { passed: 0, failed: 0, error: 0, skipped: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}

function grouped(
  results: readonly CaseResult[],
  key: (result: CaseResult) => string,
): Record<string, CaseCounts> {
  const names = [...new Set(results.map(key))];
  return Object.fromEntries(
    names.map((name) => [name, countsOf(results.filter((result) => key(result) === name))]),
  );
}
