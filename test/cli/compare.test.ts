import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compare } from '../../src/cli/commands/compare.ts';
import { ExitCode } from '../../src/cli/exit-code.ts';
import type { FlagsOf } from '../../src/cli/flags/resolve.ts';
import type { Io } from '../../src/cli/io/io.ts';
import { openOutput } from '../../src/cli/io/io.ts';
import { UsageError } from '../../src/errors.ts';
import { inLanguage } from '../../src/language.ts';
import type { BurstResult } from '../../src/load/result.ts';
import { json } from '../../src/report/load/json.ts';
import { noPaint } from '../../src/report/text/paint.ts';
import { version } from '../../src/version.ts';
import { hostile, runs } from '../report/load/runs.ts';
import { sampleResult } from '../report/load/sample.ts';
import { unshowable } from '../report/suite/told.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webhook-sim-compare-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

async function compared(
  a: BurstResult,
  b: BurstResult,
  flags: FlagsOf<'compare'> = {},
): Promise<{ readonly code: ExitCode; readonly stdout: string }> {
  writeFileSync(at('before.json'), json(a));
  writeFileSync(at('after.json'), json(b));
  // openOutput uses no property of a terminal.
  const out = openOutput(createWriteStream(at('stdout')) as unknown as NodeJS.WriteStream);
  const io: Io = { out, note: () => undefined, terminal: false, paint: async () => noPaint };
  const code = await compare(at('before.json'), at('after.json'), flags, io);
  const stdout = readFileSync(at('stdout'), 'utf8').replaceAll(`${folder}/`, '');
  return { code, stdout };
}

const sample = sampleResult();
const { settings, outcomes, latency } = sample;

/** A later run: longer, at a higher rate, with two workers and slower responses. */
const later = sampleResult({
  startedAt: '2026-11-22T09:30:00.000Z',
  settings: { ...settings, shape: '400/s for 1m', workers: 2, payloads: [] },
  rate: { target: 400, achieved: 391.4 },
  planned: 22_000,
  started: 21_400,
  dropped: 600,
  outcomes: { ...outcomes, accepted: 20_600, rejected: 610 },
  latency: { ...latency, p50: 2.2, p99: 513.2, max: 1201 },
  findings: [
    ...sample.findings.slice(1).map((finding) => ({ ...finding, count: finding.count * 2 })),
    ...sample.findings.slice(0, 1).map((finding) => ({ ...finding, code: 'errcode.nonzero' as const })),
  ],
});

const flags = {
  failOn: ['p99>+20%', 'p50>+20%', 'errors>+1pp', 'p95{juzi/*}>+10ms', 'rate<-5%'],
} satisfies FlagsOf<'compare'>;

describe('as text', () => {
  test.each([
    ['changed', sample, later, flags],
    ['same', sample, sample, { failOn: ['p99>+20%'] }],
    ['closed', runs.closed, sampleResult({ ...runs.closed, rate: { target: null, achieved: 5102.3 } }), {}],
    ['nothing', sample, runs['nothing ended'], { failOn: ['p99>+20%'] }],
  ])('the comparison %s', async (name, a, b, given) => {
    const { stdout } = await compared(a, b, given);
    await expect(stdout).toMatchFileSnapshot(`../golden/load/${name}.compare.txt`);
  });

  test.each([
    ['changed', sample, later, flags],
    ['closed', sample, runs.closed, {}],
  ])('the comparison %s in Chinese', async (name, a, b, given) => {
    const { stdout } = await inLanguage('zh', () => compared(a, b, given));
    await expect(stdout).toMatchFileSnapshot(`../golden/load/${name}.compare.zh.txt`);
  });

  test('control characters from a report are escaped', async () => {
    const { stdout } = await compared(
      runs.hostile,
      sampleResult({ ...runs.hostile, stopped: { reason: 'gone', at: 1, message: hostile } }),
      {
        failOn: ['p99>+1%'],
      },
    );
    expect(stdout).not.toMatch(unshowable);
    expect(stdout).toContain('owned');
  });
});

test('as one JSON object', async () => {
  const { stdout, code } = await compared(sample, later, { ...flags, json: true });
  expect(code).toBe(ExitCode.failed);
  const { tool, a, b, ok, failOn, figures, findings, ...rest } = JSON.parse(stdout);
  expect(stdout.trimEnd()).not.toContain('\n');
  expect({ tool, version: rest.version, ok }).toEqual({ tool: 'webhook-sim', version, ok: false });
  expect([a.file, b.file]).toEqual(['before.json', 'after.json']);
  expect(b.settings).toEqual(later.settings);
  expect(rest.settings).toEqual([
    { name: 'shape', a: '200/s for 1m', b: '400/s for 1m' },
    { name: 'payloads', a: ['--coverage pairwise'], b: [] },
    { name: 'workers', a: 1, b: 2 },
  ]);
  expect(failOn.map((limit: { expr: string; ok: boolean }) => [limit.expr, limit.ok])).toEqual([
    ['p99>+20%', false],
    ['p50>+20%', true],
    ['errors>+1pp', false],
    ['p95{juzi/*}>+10ms', true],
    ['rate<-5%', true],
  ]);
  expect(figures).toContainEqual({
    metric: 'p99',
    event: null,
    unit: 'ms',
    a: 412.6,
    b: 513.2,
    change: 100.6,
    relative: 0.243819680078,
    verdict: 'worse',
  });
  expect(findings[0]).toMatchObject({ code: 'errcode.nonzero', a: 0, b: 132, verdict: 'new' });
});

test('JSON escapes control characters', async () => {
  const { stdout } = await compared(runs.hostile, runs.hostile, { json: true });
  expect(stdout).not.toMatch(unshowable);
  expect(JSON.parse(stdout).a.settings.shape).toBe(hostile);
});

describe('the exit code', () => {
  test.each([
    [undefined, ExitCode.ok],
    [['p99>+50%'], ExitCode.ok],
    [['p99>+50%', 'p99>+20%'], ExitCode.failed],
    [['p99.9{yuju/*}>+1ms'], ExitCode.ok],
  ])('of --fail-on %j is %i', async (failOn, expected) => {
    const { code } = await compared(sample, later, failOn === undefined ? {} : { failOn });
    expect(code).toBe(expected);
  });

  test('is 1 if there was nothing to measure', async () => {
    expect((await compared(sample, runs['nothing ended'], { failOn: ['p99>+20%'] })).code).toBe(1);
    expect((await compared(sample, runs['nothing ended'])).code).toBe(0);
  });
});

test.each([
  ['a file that is missing', 'missing.json', /missing\.json: no such file or folder$/],
  ['a folder', 'folder', /folder: this is a folder, not a file$/],
  ['something else', 'other.json', /other\.json: this is not a whole JSON document: /],
])('%s is an error, as first and as second report', async (_, name, words) => {
  mkdirSync(at('folder'));
  writeFileSync(at('other.json'), 'rate: 5');
  writeFileSync(at('A.json'), json(sample));
  const out = openOutput(createWriteStream(at('stdout')) as unknown as NodeJS.WriteStream);
  const io: Io = { out, note: () => undefined, terminal: false, paint: async () => noPaint };
  for (const [a, b] of [
    [name, 'A.json'],
    ['A.json', name],
  ] as const) {
    const run = compare(at(a), at(b), {}, io);
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(words);
  }
});

test('an invalid limit is an error before anything is printed', async () => {
  await expect(compared(sample, later, { failOn: ['p99>+20%', 'p98>+5%'] })).rejects.toThrow(
    /a report holds p50, p90/,
  );
  expect(readFileSync(at('stdout'), 'utf8')).toBe('');
});
