import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Screen } from '../fixtures/reports/screen.ts';
import { lines, root, start, workshop } from './run-cli.ts';

const fixture = (name: string): string => join(root, 'test/fixtures/reports', name);

describe('a report of a process that ends', () => {
  const bench = workshop();
  afterAll(() => bench[Symbol.dispose]());
  const files = (): string[] => readdirSync(bench.folder).filter((name) => name.includes('json'));

  test('at its end is whole: what was never run is skipped', async () => {
    const path = join(bench.folder, 'whole.json');
    const { code } = await start(process.execPath, [fixture('report-run.js'), 'end', `json=${path}`]).ended;
    expect(code).toBe(0);
    const { cases, stopped } = JSON.parse(readFileSync(path, 'utf8'));
    expect(cases.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'skipped',
      'skipped',
      'skipped',
    ]);
    expect(stopped).toBe('interrupted');
  });

  test('at once leaves what was there, and nothing beside it', async () => {
    const path = bench.file('leave.json', 'before');
    const { code } = await start(process.execPath, [fixture('report-run.js'), 'leave', `json=${path}`]).ended;
    expect(code).toBe(130);
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(files().filter((name) => name.includes('leave'))).toEqual(['leave.json']);
  });

  test('by kill -9 leaves what was there', async () => {
    const path = bench.file('killed.json', 'before');
    const run = start(process.execPath, [fixture('report-run.js'), 'wait', `json=${path}`]);
    await run.says(/ready/);
    run.child.kill('SIGKILL');
    await once(run.child, 'close');
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  test('with its stdout on a full disk exits non-zero, and tells the totals', async () => {
    const { stdout, stderr } = await bench.sh(
      `'${process.execPath}' '${fixture('report-run.js')}' end > /dev/full; echo "exit $?"`,
    );
    expect(stdout).toBe('exit 1\n');
    expect(stderr).toMatch(
      /^error: the results could not be written: ENOSPC.*\n– 3 cases in 1\.00 ms: 3 skipped\n/,
    );
  });
});

const hasScript = spawnSync('script', ['--version']).error === undefined;

describe.skipIf(!hasScript)('the live view', () => {
  /** All that a terminal of 60 columns was given. */
  async function onTerminal(how: string, env: Record<string, string> = {}): Promise<string> {
    const command = `stty cols 60; exec '${process.execPath}' '${fixture('live-run.js')}' ${how}`;
    const { stdout } = await start('script', ['-qefc', command, '/dev/null'], { env: { CI: '', ...env } })
      .ended;
    return stdout;
  }

  let drawn = '';
  let took = 0;
  beforeAll(async () => {
    const began = performance.now();
    drawn = await onTerminal('end');
    took = performance.now() - began;
  });

  test('is gone at the end: what was printed is all that stands', () => {
    const screen = new Screen(60);
    screen.write(drawn);
    expect(screen.lines).toEqual(['a note', 'a result', 'the end']);
  });

  test('shows two lines, whatever is printed between', () => {
    const screen = new Screen(60);
    let most = 0;
    // Each drawing is one write, and begins a line anew.
    for (const piece of drawn.split(/(?=\r?\u001b\[(?:1A\u001b\[)?K)/)) {
      screen.write(piece);
      const below = screen.lines.filter((line) => !['a note', 'a result', 'the end', ''].includes(line));
      most = Math.max(most, below.length);
    }
    expect(most).toBe(2);
    expect(drawn).toMatch(/of 30/);
    expect(drawn).toMatch(/1 failed/);
  });

  test('is redrawn ten times a second at most', () => {
    const drawings = drawn.match(/ of 30/g) ?? [];
    expect(drawings.length).toBeGreaterThan(3);
    expect(drawings.length).toBeLessThanOrEqual(took / 100 + 1);
  });

  test('is gone when the process leaves at once', async () => {
    const screen = new Screen(60);
    screen.write(await onTerminal('leave'));
    expect(screen.lines).toEqual(['a note', 'a result']);
  });

  test('has no colours against NO_COLOR', async () => {
    expect(drawn).toMatch(/\u001b\[\d+m/);
    expect(await onTerminal('end', { NO_COLOR: '1' })).not.toMatch(/\u001b\[\d+m/);
  });

  test.each([{ TERM: 'dumb' }, { CI: 'true' }])('moves no cursor with %j', async (env) => {
    expect(lines((await onTerminal('end', env)).replaceAll('\r\n', '\n'))).toEqual([
      'a note',
      'a result',
      'the end',
    ]);
  });
});

test('without a terminal there is no live view', async () => {
  const { stdout, stderr } = await start(process.execPath, [fixture('live-run.js'), 'end']).ended;
  expect({ stdout, stderr }).toEqual({ stdout: 'a result\nthe end\n', stderr: 'a note\n' });
});
