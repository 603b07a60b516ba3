import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

export interface Assertion {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** How a vitest of its own ended. */
export interface VitestRun {
  readonly code: number | null;
  /** The tests of each file, by its name. */
  readonly files: ReadonlyMap<string, { readonly message: string; readonly tests: readonly Assertion[] }>;
  /** What the fixture appended to the file that the variable `LOG` names. */
  readonly log: readonly string[];
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly Assertion[];
  }[];
}

/** Runs the test files of a folder of fixtures in a vitest of their own, which is ended if it does not end. */
export async function runVitest(fixtures: string, env: Readonly<Record<string, string>>): Promise<VitestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'run-vitest-'));
  const report = join(folder, 'report.json');
  const log = join(folder, 'log');
  const bin = join(root, 'node_modules/vitest/vitest.mjs');
  const words = ['run', '--root', `test/fixtures/${fixtures}`, '--reporter=json', `--outputFile=${report}`];
  const child = spawn(process.execPath, [bin, ...words], {
    cwd: root,
    stdio: 'ignore',
    timeout: 90_000,
    killSignal: 'SIGKILL',
    // The one that runs this test must not tell the other one that it is a worker.
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !/VITEST|NODE_ENV/.test(key))),
      LOG: log,
      ...env,
    },
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    return {
      code,
      files: new Map(
        testResults.map(({ name, message, assertionResults: tests }) => [basename(name), { message, tests }]),
      ),
      log: existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
