import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { answersWith, held, record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli, spawnCli, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const welcome = answersWith(200, '{"errcode":0,"errmsg":"ok"}');

interface Report {
  readonly counts: Record<string, number>;
  readonly stopped: string;
  readonly cases: readonly { readonly outcome: string; readonly deliveries: readonly unknown[] }[];
}

describe.concurrent('Ctrl-C', () => {
  test.concurrent.each(['SIGINT', 'SIGTERM'] as const)(
    '%s once: what is under way ends, the rest is skipped, the reports are written, 130',
    async (signal) => {
      const { answer, release } = held();
      await using receiver = await record((request, response, nth) =>
        nth < 10 ? welcome(request, response, nth) : answer(request, response, nth),
      );
      const report = `${bench.folder}/${signal}.json`;
      const flags = ['--reporter', `json=${report}`, '--reporter', 'tap'];
      const running = startCli(['test', 'hosted.*', '--to', receiver.url, '--concurrency', '2', ...flags]);
      await receiver.arrived(12);
      process.kill(running.pid, signal);
      await running.says(/Interrupted: no new cases; waiting for those in flight/);
      release();
      const { code, stdout } = await running.ended;
      expect(code).toBe(130);
      expect(receiver.requests).toHaveLength(12);
      const { counts, stopped, cases } = JSON.parse(readFileSync(report, 'utf8')) as Report;
      expect(stopped).toBe('interrupted');
      const { passed = 0, failed = 0, error = 0, skipped = 0 } = counts;
      expect(passed + failed + error + skipped).toBe(cases.length);
      expect(cases.filter(({ deliveries }) => deliveries.length > 0)).toHaveLength(passed + failed + error);
      expect(skipped).toBeGreaterThan(10);
      expect(stdout).toContain('# SKIP');
      expect(stdout).toMatch(new RegExp(`^1\\.\\.${cases.length}$`, 'm'));
    },
  );

  test.concurrent('during a story: the delivery under way ends, the next one is not sent', async () => {
    const { answer, release } = held();
    await using receiver = await record(answer);
    const report = `${bench.folder}/story.json`;
    const flags = ['--only', 'lifecycle', '--filter', 'contact-life', '--reporter', `json=${report}`];
    const running = startCli(['test', 'contact.*', '--to', receiver.url, ...flags]);
    await receiver.arrived(1);
    process.kill(running.pid, 'SIGINT');
    await running.says(/Interrupted/);
    release();
    expect((await running.ended).code).toBe(130);
    expect(receiver.requests).toHaveLength(1);
    const { cases } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    expect(cases).toMatchObject([
      { outcome: 'skipped', reason: 'interrupted before step 2 of 5', deliveries: [{ met: true }] },
    ]);
  });

  test.concurrent('while a state is awaited: nothing more is read or sent', async () => {
    await using receiver = await record((_, response, nth) =>
      response.end(nth === 0 ? String(nth) : '{"errcode":0,"errmsg":"ok"}'),
    );
    const flags = ['--only', 'redelivery', '--filter', 'room.left › delivered twice at once'];
    const running = startCli([
      ...['test', 'room.left', '--to', receiver.url, ...flags],
      ...['--probe-command', `date +%s%N | tee -a ${bench.folder}/awaited`],
    ]);
    while (!existsSync(`${bench.folder}/awaited`)) await pause(50);
    await pause(500);
    const began = performance.now();
    process.kill(running.pid, 'SIGINT');
    expect((await running.ended).code).toBe(130);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(receiver.requests).toEqual([]);
  });

  test.concurrent('twice: leaves at once, and leaves no half report', async () => {
    await using receiver = await record(() => undefined);
    const report = `${bench.folder}/twice.json`;
    const flags = ['--timeout', '60s', '--reporter', `json=${report}`];
    const running = startCli(['test', '--to', receiver.url, ...flags]);
    await receiver.arrived(4);
    process.kill(running.pid, 'SIGINT');
    await running.says(/Press again to exit immediately/);
    // One within a second is the same key press.
    await pause(1100);
    const began = performance.now();
    process.kill(running.pid, 'SIGINT');
    expect((await running.ended).code).toBe(130);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(existsSync(report)).toBe(false);
    expect((await bench.sh('ls -A | grep twice || true')).stdout).toBe('');
  });
});

describe.concurrent('a reader that leaves', () => {
  test.concurrent.each(['--json', '--reporter tap', '--reporter pretty'])(
    'test %s | head -1 ends, quietly',
    async (flags) => {
      await using receiver = await record(welcome);
      const { code, stdout, stderr } = await bench.sh(
        `{ webhook-sim test --to ${receiver.url} ${flags}; echo "exit $?" >&2; } | head -1`,
      );
      expect(code).toBe(0);
      expect(lines(stdout)).toHaveLength(1);
      expect(stderr).toMatch(/exit [01]\n$/);
      expect(stderr).not.toMatch(/^\s+at |EPIPE/m);
    },
  );
});

describe.concurrent('a full disk', () => {
  test.concurrent.each([['pretty'], ['ndjson'], ['tap'], ['junit']])(
    '--reporter %s: an error, 1, and the totals on stderr',
    async (reporter) => {
      await using receiver = await record(welcome);
      const fd = openSync('/dev/full', 'w');
      const args = ['test', 'room.left', '--to', receiver.url, '--reporter', reporter];
      const { code, stderr } = await spawnCli(args, { stdout: fd });
      closeSync(fd);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: the results could not be written: ENOSPC.*\n.*\d+ cases in /);
    },
  );

  test.concurrent('for one report of two: the other one is whole', async () => {
    await using receiver = await record(welcome);
    const good = `${bench.folder}/good.json`;
    const reports = ['--reporter', 'junit=/dev/full', '--reporter', `json=${good}`];
    const { code, stderr } = await runCli(['test', 'room.left', '--to', receiver.url, ...reports]);
    expect(code).toBe(1);
    expect(stderr).toContain('error: the report /dev/full could not be written: ENOSPC');
    const { counts } = JSON.parse(readFileSync(good, 'utf8')) as Report;
    expect(counts).toMatchObject({ failed: 0, error: 0, skipped: 0 });
  });
});
