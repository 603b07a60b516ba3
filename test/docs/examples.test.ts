import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, runCli } from '../e2e/run-cli.ts';
import { blocksOf, readText, root, withoutRemarks } from './support/markdown.ts';

const cwd = fileURLToPath(root);
const files = readdirSync(new URL('examples/', root), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => `examples/${name}`);

interface Ran {
  readonly code: number;
  readonly stdout: string;
}

// A nested vitest must not take itself for a worker of the vitest that runs this file.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => !/VITEST|NODE_ENV|NODE_TEST/.test(key)),
);

const run = (...argv: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26, timeout: 110_000 } as const;
    const child = execFile(process.execPath, argv, { ...options, killSignal: 'SIGKILL' }, (_, stdout) =>
      resolve({ code: child.exitCode ?? -1, stdout }),
    );
    child.stdin?.end();
  });
const simulate = (...argv: string[]): Promise<Ended> => runCli(argv);

let receiver: ChildProcess;
let base = '';
let worked = '';

beforeAll(async () => {
  receiver = spawn(process.execPath, ['examples/receiver/server.mjs'], {
    cwd,
    env: { ...process.env, PORT: '0', TOKEN: 'a-token-of-ours' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  base = await new Promise((resolve, reject) => {
    receiver.once('exit', () => reject(new Error('the receiver ended')));
    receiver.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      worked += chunk;
      const address = /receiving on (\S+)/.exec(worked)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
});
afterAll(() => receiver.kill());

/** The commands of examples that are not run with plain `node`. */
const howToRun: Readonly<Record<string, RegExp>> = {
  'my-events': /--event-files examples\/my-events|See parcel\.moved\.mjs/,
  vitest: /npx vitest run --root examples\/vitest/,
  'node-test': /node --test examples\/node-test\/\w+\.test\.mjs/,
};

test.each(files.filter((file) => !/\/_/.test(file)))('%s says how to run it', (file) => {
  const folder = file.split('/')[1] ?? '';
  expect(readText(file).split(/\n(?:import|export)/)[0]).toMatch(howToRun[folder] ?? `node ${file}`);
});

// The slowest tests. Each runs the suite against its own app, in its own process.
describe.concurrent('the suite inside other test runners', () => {
  const vitest = [
    ['express', 400],
    ['fastify', 100],
  ] as const;
  test.each(vitest)('examples/vitest/%s.test.mjs', async (name, least) => {
    const { code, stdout } = await run(
      'node_modules/vitest/vitest.mjs',
      ...['run', '--root', 'examples/vitest', '--reporter=json', name],
    );
    const { numPassedTests, numTotalTests } = JSON.parse(stdout) as Record<string, number>;
    expect(numTotalTests).toBeGreaterThan(least);
    expect(numPassedTests).toBe(numTotalTests);
    expect(code).toBe(0);
  });

  const nodeTest = [
    ['express', 200],
    ['fastify', 100],
  ] as const;
  test.each(nodeTest)('examples/node-test/%s.test.mjs', async (name, least) => {
    const { code, stdout } = await run(
      '--test',
      '--test-reporter=tap',
      `examples/node-test/${name}.test.mjs`,
    );
    const count = (word: string): number => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(stdout)?.[1]);
    expect(count('pass')).toBeGreaterThan(least);
    expect(count('fail') + count('skipped') + count('cancelled')).toBe(0);
    expect(code).toBe(0);
  });

  describe('docs/library.md', () => {
    const shown = blocksOf(readText('docs/library.md')).filter(({ lang }) => lang === 'js');
    const code = (text: string): string => text.slice(text.indexOf('import'));

    test('shows the examples', () => {
      const examples = ['examples/vitest/express.test.mjs', 'examples/node-test/express.test.mjs'];
      expect(shown.slice(0, 2).map(({ text }) => code(text))).toEqual(
        examples.map((path) => code(readText(path))),
      );
      expect(shown).toHaveLength(3);
    });

    test('has the programs of the Chinese page', () => {
      const programs = (page: string): string[] =>
        blocksOf(readText(page))
          .filter(({ lang }) => lang === 'js' || lang === 'ts')
          .map(({ text }) => withoutRemarks(text));
      expect(programs('docs/library.zh-CN.md')).toEqual(programs('docs/library.md'));
    });

    // vitest has the same names for the functions of Jest that the page uses.
    test('has a test file for Jest that passes', async () => {
      const folder = mkdtempSync(fileURLToPath(new URL('examples/.jest-', root)));
      try {
        writeFileSync(join(folder, 'contract.test.mjs'), shown[2]?.text ?? '');
        writeFileSync(join(folder, 'vitest.config.mjs'), 'export default {};\n');
        const words = ['run', '--globals', '--reporter=json', '--root', folder];
        const { code, stdout } = await run('node_modules/vitest/vitest.mjs', ...words);
        const { numPassedTests, numTotalTests } = JSON.parse(stdout) as Record<string, number>;
        expect(numTotalTests).toBeGreaterThan(100);
        expect(numPassedTests).toBe(numTotalTests);
        expect(code).toBe(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
});

describe.concurrent('examples/receiver', () => {
  test('keeps every contract without warnings', async () => {
    const { code, stdout } = await simulate(
      'send',
      '*',
      '--contract',
      'strict',
      '--base',
      base,
      '--token',
      'a-token-of-ours',
    );
    expect(stdout).toMatch(/^26 deliveries in .*: 26 accepted$/m);
    expect(code).toBe(0);
  });

  test('processes a repeated event once', async () => {
    const again = [
      'send',
      'message.received',
      '--seed',
      'twice',
      '--set',
      'data.payload.text=only once',
      '--base',
      base,
    ];
    await simulate(...again);
    await simulate(...again);
    await simulate('send', 'message.received', '--set', 'data.payload.text=the end', '--base', base);
    await expect.poll(() => worked, { timeout: 10_000 }).toContain('the end');
    expect(worked.match(/only once/g)).toHaveLength(1);
  });

  test('refuses a signature made with another token', async () => {
    const { code, stdout } = await simulate(
      'send',
      'enterprise.message.received',
      '--base',
      base,
      '--token',
      'another',
    );
    expect(stdout).toContain('401');
    expect(code).toBe(1);
  });
});

describe.concurrent('examples/library', () => {
  const printed: Readonly<Record<string, RegExp>> = {
    'burst.mjs': /^1 s: \d+ ended, .*\n400 of 400 accepted\n$/s,
    'generate.mjs': /^text 群聊 .*测试客户 2\n$/s,
    'judge.mjs':
      /^accepted\nviolation errcode\.wrong_type .*\nrejected errcode\.nonzero .*\naccepted violation\n$/,
    'list.mjs': /^juzi\/room\.joined .* visits 20 message types: text, /s,
    'send.mjs': /^every delivery was accepted\n$/,
    'suite.mjs': /^\d{3} passed, 0 failed, 0 without an answer, 0 skipped\n$/,
  };

  test('every example is run here', () => {
    const library = files.filter((file) => file.startsWith('examples/library/'));
    expect(library.map((file) => file.split('/').at(-1)).sort()).toEqual(Object.keys(printed));
  });

  test.each(Object.entries(printed))('%s', async (name, expected) => {
    const address = ['burst.mjs', 'send.mjs', 'suite.mjs'].includes(name) ? [base] : [];
    const { code, stdout } = await run(`examples/library/${name}`, ...address);
    expect(stdout).toMatch(expected);
    expect(code).toBe(0);
  });

  test('send.mjs fails if a delivery fails', async () => {
    const { code, stdout } = await run('examples/library/send.mjs', 'http://localhost:1');
    expect(stdout).toContain('transport.refused');
    expect(code).toBe(1);
  });
});

describe.concurrent('examples/receivers', () => {
  test.each(['express', 'fastify'])('%s.mjs passes the whole suite', async (name) => {
    const own = spawn(process.execPath, [`examples/receivers/${name}.mjs`], {
      cwd,
      env: { ...env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const address = await new Promise<string>((resolve, reject) => {
        own.once('exit', () => reject(new Error('the receiver ended')));
        own.stdout.setEncoding('utf8').on('data', (chunk: string) => {
          const url = /receiving on (\S+)/.exec(chunk)?.[1];
          if (url !== undefined) resolve(url);
        });
      });
      const all = [
        '--negative',
        '--contract',
        'strict',
        '--negative-expect',
        'malformed-json,truncated-json',
      ];
      const { code, stdout } = await simulate('test', '--base', address, ...all);
      expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' });
    } finally {
      own.kill();
    }
  });
});

describe.concurrent('examples/my-events', () => {
  const pack = ['--event-files', 'examples/my-events'];

  test('are sent and accepted in every variant', async () => {
    const { code, stdout } = await simulate(
      'send',
      'bluebird/*',
      ...pack,
      '--coverage',
      'full',
      '--contract',
      'strict',
    );
    expect(stdout).toMatch(/^9 deliveries in .*: 9 accepted$/m);
    expect(code).toBe(0);
  });

  test('are about the same parcels', async () => {
    const numbers = async (event: string): Promise<Set<unknown>> => {
      const { stdout } = await simulate('generate', event, ...pack, '--seed', '1', '-n', '300');
      const payloads = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { tracking_no: string });
      return new Set(payloads.map(({ tracking_no }) => tracking_no));
    };
    expect(await numbers('parcel.moved')).toEqual(await numbers('parcel.signed'));
  });

  test('have a scenario about one parcel', async () => {
    const { stdout, code } = await simulate('generate', 'parcel-life', ...pack, '--seed', '1');
    const steps = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(steps.map(({ status }) => status)).toEqual([10, 20, 30, undefined]);
    expect(new Set(steps.map(({ tracking_no }) => tracking_no)).size).toBe(1);
    const times = steps.map(({ updated_at, signed_at }) => String(updated_at ?? signed_at));
    expect([...times].sort()).toEqual(times);
    expect(new Set(times).size).toBe(4);
  });

  test('have a rule that takes effect', async () => {
    const { code } = await simulate(
      'generate',
      'parcel.moved',
      ...pack,
      '--variant',
      'cold=yes,status=in_locker',
    );
    expect(code).toBe(2);
  });
});
