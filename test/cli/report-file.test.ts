import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFile } from '../../src/cli/io/kept-file.ts';
import { identityOf } from '../../src/cli/io/output-file.ts';
import { openReportFile } from '../../src/cli/io/report-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webhook-sim-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const modeOf = (name: string): string => (statSync(at(name)).mode & 0o777).toString(8);

async function writeReport(name: string, text = 'whole'): Promise<string | undefined> {
  const file = await openReportFile(at(name));
  await file.write(text);
  await file.finish();
  return file.problem?.message;
}

describe('a report', () => {
  test('makes its folder', async () => {
    expect(await writeReport('a/b/report')).toBeUndefined();
    expect(read('a/b/report')).toBe('whole');
  });

  test.each(['600', '640', '666', '755'])('keeps the mode %s', async (mode) => {
    writeFileSync(at('report'), 'before, and longer than what comes');
    chmodSync(at('report'), Number.parseInt(mode, 8));
    expect(await writeReport('report')).toBeUndefined();
    expect([read('report'), modeOf('report')]).toEqual(['whole', mode]);
    expect(readdirSync(folder)).toEqual(['report']);
  });

  test('gets the mode of any new file', async () => {
    writeFileSync(at('other'), '');
    await writeReport('report');
    expect(modeOf('report')).toBe(modeOf('other'));
  });

  test('stays one file under all its names', async () => {
    writeFileSync(at('report'), 'before, and longer than what comes');
    linkSync(at('report'), at('other'));
    expect(await writeReport('report')).toBeUndefined();
    expect([read('report'), read('other')]).toEqual(['whole', 'whole']);
    expect(statSync(at('report')).ino).toBe(statSync(at('other')).ino);
  });

  test('goes through a link that leads to no file yet, and leaves the link', async () => {
    symlinkSync(at('later/real'), at('link'));
    expect(await writeReport('link')).toBeUndefined();
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(read('later/real')).toBe('whole');
  });

  test('is written aside under a name that nobody can guess, readable to nobody else where it was so', async () => {
    writeFileSync(at('report'), 'before', { mode: 0o600 });
    const files = await Promise.all([openReportFile(at('report')), openReportFile(at('report'))]);
    const aside = readdirSync(folder).filter((name) => name !== 'report');
    expect(aside).toHaveLength(2);
    for (const name of aside) {
      expect(name).toMatch(/^\.webhook-sim\.[0-9a-f]{16}\.tmp$/);
      expect(modeOf(name)).toBe('600');
    }
    for (const file of files) await file.abandon();
    expect(readdirSync(folder)).toEqual(['report']);
    expect(read('report')).toBe('before');
  });
});

test('a link that leads to itself is an error, and no search without end', async () => {
  symlinkSync('loop', at('loop'));
  await expect(openReportFile(at('loop'))).rejects.toThrow(/cannot be written: ELOOP/);
  await expect(openFile('--log', at('loop'), 'a')).rejects.toThrow(/^--log .*: ELOOP/);
  expect(await identityOf(at('loop'))).toBe(at('loop'));
});

describe('a pipe', () => {
  test('without a reader is an error after a while, and not a wait without end', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const began = performance.now();
    await expect(openFile('--log', at('pipe'), 'a')).rejects.toThrow(
      /^--log .*pipe: it is a pipe that nobody reads$/,
    );
    expect(performance.now() - began).toBeLessThan(15_000);
  }, 20_000);

  test('is written once its reader is there', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const opening = openReportFile(at('pipe'));
    const reader = spawn('cat', [at('pipe')]);
    let text = '';
    reader.stdout.on('data', (chunk) => {
      text += chunk;
    });
    const closed = new Promise((done) => reader.once('close', done));
    const file = await opening;
    await file.write('through ');
    await file.write('the pipe');
    await file.finish();
    expect(file.problem).toBeUndefined();
    await closed;
    expect(text).toBe('through the pipe');
  });
});
