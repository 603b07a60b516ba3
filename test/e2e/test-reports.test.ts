import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const welcome = answersWith(200, '{"errcode":0,"errmsg":"ok","errCode":0}');
const controls = /[\u0000-\u0009\u000b-\u001f\u007f]/;

describe('test', () => {
  test.concurrent('writes several reports of one run, which agree', async () => {
    await using receiver = await record((request, response, nth) =>
      (nth === 3 ? answersWith(500, '') : welcome)(request, response, nth),
    );
    const file = (name: string): string => `${bench.folder}/${name}`;
    const reports = ['json', 'junit', 'tap', 'html', 'ndjson', 'github'].flatMap((name) => [
      '--reporter',
      `${name}=${file(name)}`,
    ]);
    const args = [
      'test',
      'room.left',
      '--to',
      receiver.url,
      '--concurrency',
      '1',
      ...reports,
      '--reporter',
      'pretty',
    ];
    const { code, stdout } = await runCli(args);
    expect(code).toBe(1);
    const read = (name: string): string => readFileSync(file(name), 'utf8');
    const { counts, cases } = JSON.parse(read('json')) as {
      counts: Record<string, number>;
      cases: { id: string; outcome: string }[];
    };
    const failed = cases.find(({ outcome }) => outcome === 'failed')?.id ?? 'none';
    expect(counts).toMatchObject({ failed: 1, error: 0, skipped: 0 });
    expect(read('junit').match(/<testcase /g)).toHaveLength(cases.length);
    expect(read('junit').match(/<failure /g)).toHaveLength(1);
    expect(read('tap').match(/^not ok /gm)).toHaveLength(1);
    expect(read('ndjson').match(/"outcome":"failed"/g)).toHaveLength(1);
    expect(read('github').match(/^::error /gm)).toHaveLength(1);
    for (const text of [stdout, read('html'), read('tap')]) expect(text).toContain(failed.split(' › ')[1]);
  });

  test.concurrent('without a terminal, writes plain lines: no colours, no cursor movements', async () => {
    await using receiver = await record(answersWith(500, '\u001b[31mred\u001b[2J'));
    const { stdout, stderr } = await runCli(['test', 'room.left', '--to', receiver.url]);
    expect(`${stdout}${stderr}`).not.toMatch(controls);
    expect(lines(stdout).length).toBeGreaterThan(10);
  });

  test.concurrent('on a terminal with NO_COLOR, no colours either', async () => {
    await using receiver = await record(welcome);
    const command = `NO_COLOR=1 webhook-sim test room.left --to ${receiver.url}`;
    const { stdout } = await bench.sh(`script -qec '${command}' /dev/null`);
    expect(stdout).toContain('passed');
    expect(stdout).not.toMatch(/\u001b\[[0-9;]*m/);
  });

  test.concurrent('says what --max-cases cut, wherever it tells of the run', async () => {
    await using receiver = await record(welcome);
    const args = [
      'test',
      '--to',
      receiver.url,
      '--max-cases',
      '30',
      '--reporter',
      'json',
      '--reporter',
      `pretty=${bench.folder}/cut.txt`,
    ];
    const { code, stdout } = await runCli(args);
    expect(code).toBe(0);
    const pretty = readFileSync(`${bench.folder}/cut.txt`, 'utf8');
    const { cut, cases } = JSON.parse(stdout) as {
      cut: { group: string; cases: number }[];
      cases: unknown[];
    };
    expect(cases.length).toBeLessThanOrEqual(30);
    expect(cut.find(({ group }) => group === 'variants')?.cases).toBeGreaterThan(150);
    for (const { group, cases: left } of cut) expect(pretty).toContain(`${left} cases of ${group} left out`);
  });
});
