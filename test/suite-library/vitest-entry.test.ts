import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Assertion {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

interface Run {
  readonly code: number | null;
  readonly tests: readonly Assertion[];
  /** What the app has said of its life. */
  readonly life: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), 'vitest-entry-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the fixture in a vitest of its own, which is ended if it does not end. */
function vitest(name: string, crashesOn: string): Promise<Run> {
  const report = join(folder, `${name}.json`);
  const log = join(folder, `${name}.log`);
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--root',
      'test/fixtures/vitest-entry',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    {
      cwd: root,
      stdio: 'ignore',
      timeout: 25_000,
      killSignal: 'SIGKILL',
      // The one that runs this test must not tell the other one that it is a worker.
      env: {
        ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !/VITEST|NODE_ENV/.test(key))),
        LOG: log,
        CRASHES_ON: crashesOn,
      },
    },
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
        testResults: { assertionResults: Assertion[] }[];
      };
      const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
      resolve({ code, tests, life: readFileSync(log, 'utf8').trim().split('\n') });
    });
  });
}

describe('contractTests', () => {
  let passing: Run;
  let failing: Run;
  beforeAll(async () => {
    passing = await vitest('passing', '');
    failing = await vitest('failing', '/room/topic');
  }, 60_000);

  test('is a test for each case, by its id, under its event', () => {
    const names = passing.tests.map(({ fullName }) => fullName);
    expect(names).toContain('our receiver juzi/room.left juzi/room.left › usual');
    expect(names).toContain('our receiver juzi/room.renamed juzi/room.renamed › usual');
    expect(passing.tests.filter(({ status }) => status === 'passed')).toHaveLength(5);
    expect(passing.code).toBe(0);
  });

  test('says what it left out as a skipped test', () => {
    const skipped = passing.tests.filter(({ status }) => status !== 'passed');
    expect(skipped.map(({ fullName }) => fullName)).toEqual([
      'our receiver 4 more of variants, left out by maxCases',
    ]);
  });

  test('starts the app once, and closes it', () => {
    expect(passing.life).toEqual(['started', 'closed']);
    expect(failing.life).toEqual(['started', 'closed']);
  });

  test('fails with what was found and how to repeat it', () => {
    const failed = failing.tests.filter(({ status }) => status === 'failed');
    expect(failed.map(({ fullName }) => fullName)).toEqual([
      'our receiver juzi/room.renamed juzi/room.renamed › usual',
    ]);
    const [message = ''] = failed[0]?.failureMessages ?? [];
    for (const word of ['status.error', '500', 'Reproduce with:', 'webhook-sim send juzi/room.renamed']) {
      expect(message).toContain(word);
    }
    expect(message).toContain('contractTests({ …, filter: "juzi/room.renamed › usual", seed: "1"');
    expect(failing.code).toBe(1);
  });
});
