import { createServer } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { planSuite, startApp } from '../../../src/index.ts';
import { type Assertion, runVitest, type VitestRun } from './support/run-vitest.ts';

const statuses = (tests: readonly Assertion[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status } of tests) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('contractTests in less simple setups', () => {
  let run: VitestRun;
  const testsOf = (file: string): readonly Assertion[] => run.files.get(file)?.tests ?? [];
  beforeAll(async () => {
    const gone = await startApp(createServer());
    await gone.close();
    run = await runVitest('vitest-modes', { GONE: gone.url });
  }, 60_000);

  test('fails on a receiver that is not there, and skips the rest', async () => {
    const { cases } = await planSuite({ events: 'contact.updated', only: ['variants'] });
    expect(statuses(testsOf('gone.test.mjs'))).toEqual({ failed: 10, skipped: cases.length - 10 });
    expect(testsOf('gone.test.mjs')[0]?.failureMessages[0]).toContain('transport.refused');
  });

  test('passes nothing when the app does not start', () => {
    const { passed = 0 } = statuses(testsOf('broken-app.test.mjs'));
    expect(testsOf('broken-app.test.mjs').length).toBeGreaterThan(0);
    expect(passed).toBe(0);
    expect(run.code).toBe(1);
  });

  test('fails the file on a wrong option, in a line that says what to type', () => {
    expect(run.files.get('wrong-option.test.mjs')?.message).toContain(
      'to localhost:3000: write http://localhost:3000',
    );
    expect(testsOf('wrong-option.test.mjs')).toEqual([]);
  });

  test('runs cases concurrently on request, and those that read the state alone', () => {
    const { passed = 0, ...others } = statuses(testsOf('concurrent.test.mjs'));
    expect(passed).toBeGreaterThan(20);
    expect(others).toEqual({});
    expect(run.log).toContain('3 at once');
    const reads = new Set(run.log.filter((line) => line.startsWith('read')));
    expect(reads).toEqual(new Set(['read with 0 under way']));
  });
});
