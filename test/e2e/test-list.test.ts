import { closeSync, openSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli, spawnCli } from './run-cli.ts';

const list = async (...flags: string[]): Promise<{ cases: string[]; note: string }> => {
  const { code, stdout, stderr } = await runCli(['test', '--list', ...flags]);
  expect(code, stderr).toBe(0);
  return { cases: lines(stdout), note: stderr };
};

describe('test --list', () => {
  test.concurrent('prints a case a line, group and id, without any receiver', async () => {
    const { cases, note } = await list('juzi/room.renamed');
    for (const line of cases) {
      expect(line).toMatch(/^(variants|lifecycle|redelivery|disorder|forward|deadline) +\S+\/\S+ › \S/);
    }
    expect(note).toMatch(new RegExp(`^${cases.length} cases, \\d+ requests\\.\n$`));
  });

  test.concurrent('sends nothing where it could', async () => {
    await using receiver = await record();
    const flags = ['--to', receiver.url, '--exec', 'false', '--probe', `${receiver.url}/state`];
    const { cases } = await list(...flags);
    expect(cases.length).toBeGreaterThan(400);
    expect(receiver.requests).toEqual([]);
  });

  test.concurrent('--json tells of each case what it is about', async () => {
    const { cases } = await list('room.left', '--json');
    for (const line of cases) {
      expect(JSON.parse(line)).toEqual({
        id: expect.stringMatching(/^juzi\/room\.left › /),
        group: expect.any(String),
        subject: 'juzi/room.left',
        basis: expect.stringMatching(/^(documented|observed|inferred)$/),
        words: expect.any(String),
        requests: expect.any(Number),
      });
    }
  });

  test.concurrent('shows what the other flags select, and what a limit cut', async () => {
    const [whole, one, two, few] = await Promise.all([
      list('--skip', 'deadline'),
      list('--skip', 'deadline', '--shard', '1/2'),
      list('--skip', 'deadline', '--shard', '2/2'),
      list('--only', 'variants,forward', '--max-cases', '100'),
    ]);
    expect([...one.cases, ...two.cases].sort()).toEqual([...whole.cases].sort());
    expect(few.cases).toHaveLength(100);
    expect(few.note).toMatch(
      /^100 cases, 100 requests; --max-cases left out \d+ of variants, \d+ of forward\.\n$/,
    );
  });

  test.concurrent('an id from the list is a filter for this case alone', async () => {
    const { cases } = await list('room.left');
    const id = (line = ''): string => line.replace(/^\S+ +/, '');
    for (const line of [cases[0], cases[7]]) {
      expect((await list('--filter', id(line))).cases.map(id)).toEqual([id(line)]);
    }
  });

  test.concurrent('on a full disk ends with 1, and says so', async () => {
    const fd = openSync('/dev/full', 'w');
    const { code, stderr } = await spawnCli(['test', '--list'], { stdout: fd });
    closeSync(fd);
    expect(code).toBe(1);
    expect(stderr).toContain('error: the results could not be written: ENOSPC');
  });
});
