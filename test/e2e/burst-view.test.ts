import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Screen } from '../fixtures/reports/screen.ts';
import { snapshotAt } from '../report/load/sample.ts';
import { lines, root, start, workshop } from './run-cli.ts';

const fixture = join(root, 'test/fixtures/reports/live-burst.js');
const bench = workshop();
afterAll(() => bench[Symbol.dispose]());
/** The last one is of the run under way: the view stands when the process ends. */
const snapshots = Array.from({ length: 60 }, (_, second) => snapshotAt(second));
const path = bench.file('snapshots.json', JSON.stringify(snapshots));

const hasScript = spawnSync('script', ['--version']).error === undefined;

describe.skipIf(!hasScript)('the view of a burst on a terminal', () => {
  /** All that a terminal of 60 columns was given. */
  async function onTerminal(how: string, rows = 24, env: Record<string, string> = {}): Promise<string> {
    const command = `stty cols 60 rows ${rows}; exec '${process.execPath}' '${fixture}' '${path}' ${how}`;
    const { stdout } = await start('script', ['-qefc', command, '/dev/null'], { env: { CI: '', ...env } })
      .ended;
    return stdout;
  }

  /** How many lines stood at once, but for what was printed. */
  function mostLines(drawn: string): number {
    const screen = new Screen(60);
    let most = 0;
    // Each drawing is one write, and begins at the start of a line.
    for (const piece of drawn.split(/(?=\r\u001b\[)/)) {
      screen.write(piece);
      const below = screen.lines.filter((line) => !['a note', 'the end', ''].includes(line));
      most = Math.max(most, below.length);
    }
    return most;
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
    expect(screen.lines).toEqual(['a note', 'the end']);
  });

  test('has eight lines, whatever is printed between', () => expect(mostLines(drawn)).toBe(8));

  test('is redrawn four times a second at most', () => {
    const drawings = drawn.match(/overall/g) ?? [];
    expect(drawings.length).toBeGreaterThan(2);
    expect(drawings.length).toBeLessThanOrEqual(took / 250 + 1);
  });

  test('is gone when the process leaves at once', async () => {
    const screen = new Screen(60);
    screen.write(await onTerminal('leave'));
    expect(screen.lines).toEqual(['a note']);
  });

  test('is cut where there are fewer rows', async () => {
    const low = await onTerminal('end', 5);
    const screen = new Screen(60);
    screen.write(low);
    expect(screen.lines).toEqual(['a note', 'the end']);
    expect(mostLines(low)).toBe(5);
  });

  test('is whole again after the terminal has become narrower or wider', async () => {
    for (const [before, after] of [
      [60, 34],
      [40, 90],
    ] as const) {
      const command = `stty cols ${before} rows 40; '${process.execPath}' '${fixture}' '${path}' end & sleep 0.7; printf '\\001'; stty cols ${after}; wait`;
      const { stdout } = await start('script', ['-qefc', command, '/dev/null'], { env: { CI: '' } }).ended;
      const [atFirst = '', later = ''] = stdout.split('\u0001');
      const screen = new Screen(before);
      screen.write(atFirst);
      screen.resize(after);
      let most = 0;
      for (const [i, piece] of later.split(/(?=\r\u001b\[)/).entries()) {
        screen.write(piece);
        if (i > 0) most = Math.max(most, screen.lines.length);
      }
      expect(later.match(/overall/g)?.length).toBeGreaterThan(1);
      expect(most).toBeLessThanOrEqual(10);
      expect(screen.lines).toEqual(['a note', 'the end']);
    }
  });

  test('has no colours against NO_COLOR', async () => {
    expect(drawn).toMatch(/\u001b\[\d+m/);
    expect(await onTerminal('end', 24, { NO_COLOR: '1' })).not.toMatch(/\u001b\[\d+m/);
  });

  test.each([{ TERM: 'dumb' }, { CI: 'true' }])('moves no cursor with %j', async (env) => {
    const written = (await onTerminal('end', 24, env)).replaceAll('\r\n', '\n');
    expect(lines(written)).toEqual(['a note', 'the end']);
  });
});

test('a burst has no view without a terminal', async () => {
  const { stdout, stderr } = await start(process.execPath, [fixture, path, 'end']).ended;
  expect({ stdout, stderr }).toEqual({ stdout: 'the end\n', stderr: 'a note\n' });
});
