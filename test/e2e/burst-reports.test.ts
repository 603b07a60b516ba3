import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import type { BurstReport } from '../../src/report/load/json.ts';
import { answersWith, held, record } from '../fixtures/receivers/recorder.ts';
import { burstWords, exceptWhen, runBurst, welcome } from './run-burst.ts';
import { bin, lines, root, runCli, spawnCli, start, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const schema = readFileSync(join(root, 'dist/schemas/burst-report.schema.json'), 'utf8');
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(JSON.parse(schema));
const mistakes = (report: unknown): unknown => (validate(report) ? [] : validate.errors);

const read = (name: string): string => readFileSync(`${bench.folder}/${name}`, 'utf8');
const few = ['contact.*', '--count', '40', '--connections', '4'];
const controls = /[\u0000-\u0009\u000b-\u001f\u007f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/;

function mayMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'mount', '--bind', bench.folder, bench.folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.concurrent('--json', () => {
  test.concurrent.each([
    ['a closed loop', ['--count', '40']],
    ['a rate, with everything', ['--rate', '200/s', '--duration', '1s', '--warmup', '200ms', '--poisson']],
    ['spikes', ['--burst', '20', '--every', '200ms', '--count', '60', '--duplicates', '5%', '-w', '2']],
  ])('is all of stdout, and as its schema says: %s', async (_, flags) => {
    await using receiver = await record(exceptWhen((nth) => nth % 9 === 1, answersWith(500, '{"a":1}')));
    const limits = [
      '--threshold',
      'p99<20s',
      '--threshold',
      'errors<1%',
      '--threshold',
      'p95{contact.*}<20s',
    ];
    const args = ['juzi/message.received', 'contact.*', '--to', receiver.url, ...flags, ...limits];
    const { code, stderr, report } = await runBurst(args);
    expect(code).toBe(1);
    expect(mistakes(report)).toEqual([]);
    expect(report.failures.length).toBeGreaterThan(3);
    // The totals are for whoever has the report elsewhere.
    expect(stderr).toMatch(/^✗ \d+ deliveries in [^\n]+\n$/);
  });
});

describe.concurrent('--reporter', () => {
  test.concurrent('writes files, which agree, and people have their text on stdout', async () => {
    await using receiver = await record(exceptWhen((nth) => nth === 11, answersWith(500, '')));
    const reports = ['json', 'html', 'prom'].flatMap((name) => [
      '--reporter',
      `${name}=${bench.folder}/agree.${name}`,
    ]);
    const { code, stdout, stderr } = await runCli(burstWords([...few, '--to', receiver.url, ...reports]));
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/1 of 40 deliveries in .* not accepted\n$/);
    const report = JSON.parse(read('agree.json')) as BurstReport;
    expect(mistakes(report)).toEqual([]);
    expect(report).toMatchObject({ started: 40, outcomes: { accepted: 39, violation: 1 } });
    expect(read('agree.prom')).toMatch(/outcome="accepted"[^\n]*\} \d+\n/);
    expect(read('agree.prom')).toContain('status.error');
    expect(read('agree.html')).toMatch(/^<!doctype html>[\s\S]*status\.error[\s\S]*<\/html>\s*$/i);
    for (const { first } of report.findings) expect(stdout).toContain(first.repro);
  });

  test.concurrent.each(['prom', 'html'])('%s without a file takes the place of the text', async (name) => {
    await using receiver = await record(welcome);
    const { code, stdout, stderr } = await runCli([
      'burst',
      ...few,
      '--to',
      receiver.url,
      '--reporter',
      name,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(name === 'prom' ? /^# (HELP|TYPE) / : /^<!doctype html>/i);
    expect(stderr).toMatch(/^✓ 40 deliveries in [^\n]+ 40 accepted[^\n]*\n$/);
  });

  test.concurrent('is written aside and renamed: what was there before stays until the end', async () => {
    const { answer, release } = held();
    await using receiver = await record(answer);
    bench.file('aside.json', 'before\n');
    const report = ['--reporter', `json=${bench.folder}/aside.json`];
    const running = startCli(burstWords([...few, '--to', receiver.url, ...report]));
    await receiver.arrived(4);
    expect(read('aside.json')).toBe('before\n');
    expect(readdirSync(bench.folder)).toContainEqual(
      expect.stringMatching(/^\.webhook-sim\.[0-9a-f]{16}\.tmp$/),
    );
    release();
    expect((await running.ended).code).toBe(0);
    expect(mistakes(JSON.parse(read('aside.json')))).toEqual([]);
    expect(readdirSync(bench.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  // A mount of one's own needs rights that not every machine gives.
  test.skipIf(!mayMount()).each([
    ['a file that is mounted cannot be renamed', ''],
    ['a folder in which nothing can be made', 'mount -o remount,ro,bind .'],
  ])('%s: the report is written in place, and its mode stays', async (_, more) => {
    await using receiver = await record();
    const inside = mkdtempSync(`${bench.folder}/mounts-`);
    const outside = `${inside}.json`;
    writeFileSync(outside, 'before, and longer than nothing\n');
    chmodSync(outside, 0o640);
    writeFileSync(`${inside}/report`, '');
    const words = burstWords([...few, '--to', receiver.url, '--reporter', 'json=report']);
    const script = `cd / && mount --bind ${inside} ${inside} && cd ${inside} && ${more || ':'} &&
      mount --bind ${outside} report && exec node ${bin} "$@"`;
    const { code } = await start('unshare', ['-rm', 'sh', '-c', script, 'sh', ...words]).ended;
    expect(code).toBe(0);
    expect(mistakes(JSON.parse(readFileSync(outside, 'utf8')))).toEqual([]);
    expect((statSync(outside).mode & 0o777).toString(8)).toBe('640');
    expect(readdirSync(inside)).toEqual(['report']);
  });
});

describe.concurrent('without a terminal', () => {
  test.concurrent('plain lines: no colours, no cursor movements, nothing of what the receiver plays', async () => {
    const hostile = '\u001b[31mred\u001b[2J\u202e\u0007';
    await using receiver = await record(
      answersWith(200, JSON.stringify({ [hostile]: hostile, errcode: 'x\u009b' })),
    );
    const strict = ['--contract', 'strict', '--to', receiver.url];
    const { stdout, stderr } = await runCli(
      burstWords(['juzi/message.received', '--count', '40', ...strict]),
    );
    expect(`${stdout}${stderr}`).not.toMatch(controls);
    expect(stdout).toContain('errcode.wrong_type');
  });

  test.concurrent('a line every ten seconds says how it goes', async () => {
    await using receiver = await record(welcome);
    const load = ['--rate', '5/s', '--duration', '60s', '--to', receiver.url];
    const running = startCli(burstWords(['contact.updated', ...load]));
    await running.says(/ in flight.*\n/);
    process.kill(running.pid, 'SIGINT');
    const [line] = lines((await running.ended).stderr);
    expect(line).toMatch(/^0:1\d of 1:00, \S+\/s of 5\/s, \d\d started, 0 failed, 0 dropped, .*in flight/);
  });

  test.concurrent('warnings are no results', async () => {
    await using receiver = await record(welcome);
    const { stderr, report } = await runBurst([...few, '--to', receiver.url, '--insecure']);
    expect(report.passed).toBe(true);
    expect(lines(stderr)[0]).toBe('warning: --insecure: certificates are not checked');
  });
});

describe.concurrent('a reader that leaves', () => {
  test.concurrent.each(['', '--json', '--reporter prom'])(
    'burst %s | head -1 ends, quietly',
    async (flags) => {
      await using receiver = await record(
        exceptWhen((nth) => nth % 2 === 0, answersWith(500, 'x'.repeat(4000))),
      );
      const { stdout, stderr } = await bench.sh(
        `{ webhook-sim burst 'contact.*' --count 200 --to ${receiver.url} ${flags}; echo "exit $?" >&2; } | head -1`,
      );
      expect(lines(stdout)).toHaveLength(1);
      expect(receiver.requests).toHaveLength(200);
      expect(stderr).toMatch(/exit 1\n$/);
      expect(stderr).not.toMatch(/^\s+at |EPIPE|error/m);
    },
  );
});

describe.concurrent('a full disk', () => {
  test.concurrent.each(['', '--json', '--reporter prom'])('as stdout: burst %s', async (words) => {
    const flags = words.split(' ').filter(Boolean);
    await using receiver = await record(welcome);
    const fd = openSync('/dev/full', 'w');
    const { code, stderr } = await spawnCli(burstWords([...few, '--to', receiver.url, ...flags]), {
      stdout: fd,
    });
    closeSync(fd);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: the results could not be written: ENOSPC[^\n]*\n✓ 40 deliveries in [^\n]+\n$/,
    );
  });

  test.concurrent('for one report of two: the other one is whole', async () => {
    await using receiver = await record(welcome);
    const reports = ['--reporter', 'html=/dev/full', '--reporter', `json=${bench.folder}/whole.json`];
    const { code, stdout, stderr } = await runCli(burstWords([...few, '--to', receiver.url, ...reports]));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: the report \/dev\/full could not be written: ENOSPC[^\n]*\n$/);
    expect(stdout).toMatch(/✓ 40 deliveries in .*, all accepted\n$/);
    expect(mistakes(JSON.parse(read('whole.json')))).toEqual([]);
  });

  test.concurrent('for --failures: the run goes on', async () => {
    await using receiver = await record(exceptWhen((nth) => nth === 3, answersWith(500, '')));
    const limit = ['--threshold', 'errors<50%', '--failures', '/dev/full'];
    const { code, stderr, report } = await runBurst([...few, '--to', receiver.url, ...limit]);
    expect(report.started).toBe(40);
    expect(stderr).toMatch(/^error: --failures \/dev\/full: ENOSPC[^\n]*$/m);
    expect([code, report.passed]).toEqual([1, true]);
  });

  test.concurrent.each(['1', '2'])('for --log, with %s workers: the run goes on', async (workers) => {
    await using receiver = await record(welcome);
    const log = ['--log', '/dev/full', '--workers', workers];
    const { code, stderr, report } = await runBurst([...few, '--to', receiver.url, ...log]);
    expect(report.outcomes.accepted).toBe(40);
    expect(stderr).toMatch(/^error: --log \/dev\/full: ENOSPC[^\n]*$/m);
    expect(code).toBe(1);
  });
});
