import {
  createWriteStream,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io/io.ts';
import { openOutput } from '../../src/cli/io/io.ts';
import { openSuiteReports } from '../../src/cli/io/suite-reports.ts';
import { UsageError } from '../../src/errors.ts';
import { reporters } from '../../src/report/suite/reporters.ts';
import { noPaint } from '../../src/report/text/paint.ts';
import type { SuiteEvent } from '../../src/suite/run/events.ts';
import { stories } from '../report/suite/stories.ts';
import { reportOf } from '../report/suite/told.ts';

// If these tests run in GitHub Actions, they must not write to the summary of their own step.
const stepSummary = process.env['GITHUB_STEP_SUMMARY'];

let folder: string;
beforeEach(() => {
  delete process.env['GITHUB_STEP_SUMMARY'];
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'webhook-sim-reports-')));
});
afterEach(() => {
  if (stepSummary === undefined) delete process.env['GITHUB_STEP_SUMMARY'];
  else process.env['GITHUB_STEP_SUMMARY'] = stepSummary;
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');

interface Outside {
  readonly io: Io;
  readonly notes: string[];
}

/** An `Io` whose stdout is a file. */
function outside(stdout = at('.stdout')): Outside {
  const notes: string[] = [];
  // openOutput uses no property of a terminal.
  const out = openOutput(createWriteStream(stdout) as unknown as NodeJS.WriteStream);
  return {
    io: { out, note: (text) => void notes.push(text), terminal: false, paint: async () => noPaint },
    notes,
  };
}

async function report(
  specs: readonly string[],
  { io }: Outside,
  events: readonly SuiteEvent[] = stories.mixed,
): Promise<readonly string[]> {
  const reports = await openSuiteReports(specs, io);
  for (const event of events) await reports.add(event);
  return reports.finish();
}

const files = (): string[] => readdirSync(folder).filter((name) => name !== '.stdout');

describe('every report', () => {
  test('is the whole content of its file', async () => {
    const names = ['pretty', 'json', 'ndjson', 'junit', 'tap', 'github'] as const;
    const { io, notes } = outside();
    expect(
      await report(
        names.map((name) => `${name}=${at(name)}`),
        { io, notes },
      ),
    ).toEqual([]);
    expect(files().sort()).toEqual([...names].sort());
    for (const name of names) expect(read(name)).toBe(reportOf(await reporters[name].load(), stories.mixed));
    expect(read('.stdout')).toBe('');
    expect(notes).toEqual([
      '✗ 49 cases in 2.41 s: 40 passed, 6 failed, 1 error, 2 skipped\nThe run was interrupted.',
    ]);
  });

  test('is by default the pretty one on stdout', async () => {
    const world = outside();
    expect(await report([], world)).toEqual([]);
    expect(read('.stdout')).toBe(reportOf(await reporters.pretty.load(), stories.mixed));
    expect(world.notes).toEqual([]);
  });

  test('replaces its file only when complete', async () => {
    writeFileSync(at('a.json'), 'before');
    const reports = await openSuiteReports([`json=${at('a.json')}`], outside().io);
    for (const event of stories.mixed) await reports.add(event);
    expect(read('a.json')).toBe('before');
    expect(files()).toContainEqual(expect.stringMatching(/^\.webhook-sim\.[0-9a-f]{16}\.tmp$/));
    await reports.finish();
    expect(JSON.parse(read('a.json')).cases).toHaveLength(49);
    expect(files()).toEqual(['a.json']);
  });

  test('of a run that never began leaves files unchanged', async () => {
    writeFileSync(at('a.json'), 'before');
    const reports = await openSuiteReports([`json=${at('a.json')}`, `tap=${at('b')}`], outside().io);
    await reports.abandon();
    expect(files()).toEqual(['a.json']);
    expect(read('a.json')).toBe('before');
  });

  test('of a run that ended early is an error, and leaves files unchanged', async () => {
    writeFileSync(at('a.json'), 'before');
    const world = outside();
    expect(await report([`json=${at('a.json')}`], world, stories.mixed.slice(0, -1))).toEqual([
      `the report ${at('a.json')} could not be written: the run ended early`,
    ]);
    expect(read('a.json')).toBe('before');
    expect(files()).toEqual(['a.json']);
  });

  test('follows a link', async () => {
    writeFileSync(at('real.json'), 'before');
    symlinkSync(at('real.json'), at('link.json'));
    await report([`json=${at('link.json')}`], outside());
    expect(lstatSync(at('link.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(read('real.json')).cases).toHaveLength(49);
  });

  test('is written to a device directly', async () => {
    expect(await report(['json=/dev/null'], outside())).toEqual([]);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

describe('before anything is sent', () => {
  test.each<[string, string, RegExp]>([
    [
      'a folder that is a file',
      'json=FOLDER/file/a.json',
      /^the report file .*a\.json cannot be written: ENOTDIR/,
    ],
    ['a folder in place of a file', 'html=FOLDER/sub', /^the report file .*sub is a folder: name a file$/],
    ['an unknown reporter', 'jnit=FOLDER/a.xml', /did you mean junit/],
    [
      'a name that is too long',
      `json=FOLDER/${'x'.repeat(300)}`,
      /^the report file .* cannot be written: ENAMETOOLONG/,
    ],
  ])('%s is an error, and no file changes', async (_, spec, message) => {
    writeFileSync(at('file'), 'before');
    mkdirSync(at('sub'));
    const wanted = [`tap=${at('good.tap')}`, spec.replace('FOLDER', folder)];
    const opening = openSuiteReports(wanted, outside().io);
    await expect(opening).rejects.toThrow(UsageError);
    await expect(opening).rejects.toThrow(message);
    expect(files().sort()).toEqual(['file', 'sub']);
  });

  test('two reports in one file are an error, also under different names', async () => {
    writeFileSync(at('a'), '');
    symlinkSync(at('a'), at('b'));
    for (const other of [at('a'), join(folder, 'x', '..', 'a'), at('b')]) {
      const opening = openSuiteReports([`json=${at('a')}`, `tap=${other}`], outside().io);
      await expect(opening).rejects.toThrow(/^--reporter json and --reporter tap would both write /);
    }
  });
});

describe('a full disk', () => {
  test('under a report is an error, and the totals are printed', async () => {
    const world = outside();
    const problems = await report(['pretty', 'json=/dev/full', `tap=${at('a.tap')}`], world);
    expect(problems).toEqual([expect.stringMatching(/^the report \/dev\/full could not be written: ENOSPC/)]);
    expect(world.notes).toEqual([
      expect.stringMatching(/^error: the report \/dev\/full could not be written: ENOSPC/),
      expect.stringMatching(/^✗ 49 cases in 2\.41 s: /),
    ]);
    // The other reports are complete.
    expect(read('a.tap')).toBe(reportOf(await reporters.tap.load(), stories.mixed));
  });

  test('under stdout as well', async () => {
    const world = outside('/dev/full');
    expect(await report([], world)).toEqual([
      expect.stringMatching(/^the results could not be written: ENOSPC/),
    ]);
    expect(world.notes.at(-1)).toMatch(/^✗ 49 cases in 2\.41 s: /);
  });
});

describe('the step summary', () => {
  test('is appended to the existing summary', async () => {
    writeFileSync(at('summary.md'), '# before\n');
    process.env['GITHUB_STEP_SUMMARY'] = at('summary.md');
    await report(['github'], outside());
    expect(read('summary.md')).toMatch(/^# before\n### webhook-sim\n/);
  });

  test('is an error if it cannot be written', async () => {
    process.env['GITHUB_STEP_SUMMARY'] = join(folder, 'none', 'summary.md');
    expect(await report(['github'], outside())).toEqual([
      expect.stringMatching(/^the step summary could not be written: ENOENT/),
    ]);
  });

  test('is written by the github reporter only', async () => {
    process.env['GITHUB_STEP_SUMMARY'] = at('summary.md');
    await report(['tap'], outside());
    expect(files()).toEqual([]);
  });
});
