import { beforeAll, describe, expect, test } from 'vitest';
import { type Assertion, runVitest } from './support/run-vitest.ts';

interface Run {
  readonly code: number | null;
  readonly tests: readonly Assertion[];
  /** What the app has said of its life. */
  readonly life: readonly string[];
}

async function vitest(crashesOn: string): Promise<Run> {
  const { code, files, log } = await runVitest('vitest-entry', { CRASHES_ON: crashesOn });
  return { code, tests: files.get('contract.test.mjs')?.tests ?? [], life: log };
}

describe('contractTests', () => {
  let passing: Run;
  let failing: Run;
  beforeAll(async () => {
    passing = await vitest('');
    failing = await vitest('/room/topic');
  }, 60_000);

  test('is a test for each case, by its id, under its event', () => {
    const names = passing.tests.map(({ fullName }) => fullName);
    expect(names).toContain('our receiver juzi/room.left usual');
    expect(names).toContain('our receiver juzi/room.renamed usual');
    expect(passing.tests.filter(({ status }) => status === 'passed')).toHaveLength(5);
    expect(passing.code).toBe(0);
  });

  test('shows what it left out as a skipped test', () => {
    const skipped = passing.tests.filter(({ status }) => status !== 'passed');
    expect(skipped.map(({ fullName }) => fullName)).toEqual([
      'our receiver 12 more of variants, left out by maxCases',
    ]);
  });

  test('starts the app once, and closes it', () => {
    expect(passing.life).toEqual(['started', 'closed']);
    expect(failing.life).toEqual(['started', 'closed']);
  });

  test('fails with what was found and how to repeat it', () => {
    const failed = failing.tests.filter(({ status }) => status === 'failed');
    expect(failed.map(({ fullName }) => fullName)).toEqual(['our receiver juzi/room.renamed usual']);
    const [message = ''] = failed[0]?.failureMessages ?? [];
    for (const word of ['status.error', '500', "was the app's own address"]) {
      expect(message).toContain(word);
    }
    expect(message).toContain(
      'Reproduce with: contractTests({ …, filter: "juzi/room.renamed › usual", seed: "1"',
    );
    // The port is gone when this is read.
    expect(message).not.toMatch(/webhook-sim (?:send|test)|curl/);
    expect(failing.code).toBe(1);
  });
});
