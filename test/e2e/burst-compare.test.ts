import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { burstWords, exceptWhen, welcome } from './run-burst.ts';
import { type Ended, lines, runCli, spawnCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const good = `${bench.folder}/good.json`;
const bad = `${bench.folder}/bad.json`;

beforeAll(async () => {
  await using quick = await record(welcome);
  await using slow = await record((request, response, nth) => {
    const answer = exceptWhen((at) => at % 10 < 3, answersWith(500, ''));
    void pause(1500).then(() => answer(request, response, nth));
  });
  const events = burstWords(['contact.*', 'juzi/message.received', '--rate', '50/s', '--seed', '1']);
  const run = (duration: string, to: string, file: string): Promise<Ended> =>
    runCli([...events, '--duration', duration, '--to', to, '--reporter', `json=${file}`]);
  // One after the other: they must not slow each other down.
  const ends = [await run('2s', quick.url, good), await run('1s', slow.url, bad)];
  expect(ends.map(({ code }) => code)).toEqual([0, 1]);
});

const compare = (a: string, b: string, ...limits: string[]): Promise<Ended> =>
  runCli(['compare', a, b, ...limits.flatMap((limit) => ['--fail-on', limit])]);

test.concurrent('shows two runs side by side, what got worse, and what was asked differently', async () => {
  const { code, stdout, stderr } = await compare(good, bad);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/shape +A +50\/s for 2s\n +B +50\/s for 1s\n/);
  expect(stdout).toMatch(/p99 .*worse/);
  expect(stdout).toMatch(/errors .*30(\.0+)?%.*worse/);
  expect(stdout).toContain('status.error');
  expect(stdout.indexOf('shape')).toBeLessThan(stdout.indexOf('p99'));
});

test.concurrent('a run beside itself is the same', async () => {
  const { code, stdout } = await compare(
    bad,
    bad,
    'p99>+20%',
    'errors>+0.5pp',
    'rate<-5%',
    'p95{juzi/*}>+10ms',
  );
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/worse|better/);
});

test.concurrent.each([
  ['p99>+20%'],
  ['p50>+100ms'],
  ['service.p50>+100ms'],
  ['errors>+0.5pp'],
  ['p95{juzi/*}>+10ms'],
  ['p95{contact.updated}>+10ms'],
  ['rate<-1%', 'violation>+5pp'],
])('--fail-on %s makes a change an exit code of 1', async (...limits) => {
  const worse = await compare(good, bad, ...limits);
  expect(worse.code, worse.stdout).toBe(1);
  expect(worse.stdout).toContain(limits.at(-1));
  expect((await compare(bad, good, ...limits)).code).toBe(0);
});

test.concurrent('--json is one object', async () => {
  const { code, stdout } = await runCli(['compare', good, bad, '--json', '--fail-on', 'errors>+0.5pp']);
  expect(code).toBe(1);
  const compared = JSON.parse(stdout) as {
    figures: { metric: string; verdict: string }[];
    failOn: object[];
    ok: boolean;
  };
  expect(compared.failOn).toMatchObject([{ expr: 'errors>+0.5pp', ok: false }]);
  expect(compared.figures).toContainEqual(expect.objectContaining({ metric: 'p99', verdict: 'worse' }));
});

test.concurrent.each([
  ['p98>+20%', /^error: --fail-on 'p98>\+20%': a report holds p50, p90/],
  ['p99>20%', /^error: --fail-on 'p99>20%': a change has a sign: write p99>\+20%$/],
  ['p99==+20%', /no comparison '=='/],
  ['p99>+20', /^error: --fail-on 'p99>\+20': write a share or a duration, such as p99>\+20% or p99>\+20ms$/],
  ['p99{contact.updatd}>+20%', /no event 'contact\.updatd' in this run \(did you mean contact\.updated/],
])('--fail-on %s is refused', async (limit, message) => {
  const { code, stdout, stderr } = await compare(good, bad, limit);
  expect([code, stdout, lines(stderr).length]).toEqual([2, '', 1]);
  expect(stderr.trimEnd()).toMatch(message);
});

test.concurrent('what is no report of a burst is refused, and why', async () => {
  const suite = `${bench.folder}/suite.json`;
  await using receiver = await record(welcome);
  await runCli([
    'test',
    'room.left',
    '--max-cases',
    '3',
    '--to',
    receiver.url,
    '--reporter',
    `json=${suite}`,
  ]);
  for (const file of [suite, bench.file('empty.json', ''), bench.file('list.json', '[]')]) {
    for (const pair of [
      [good, file],
      [file, good],
    ] as const) {
      const { code, stdout, stderr } = await compare(...pair);
      expect([code, stdout, lines(stderr).length]).toEqual([2, '', 1]);
      expect(stderr).toContain(file);
    }
  }
});

test.concurrent('a reader that leaves, and a full disk', async () => {
  const { stdout, stderr } = await bench.sh(`webhook-sim compare ${good} ${bad} | head -1`);
  expect([lines(stdout).length, stderr]).toEqual([1, '']);
  const fd = openSync('/dev/full', 'w');
  const full = await spawnCli(['compare', good, bad], { stdout: fd });
  closeSync(fd);
  expect(full).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: the results could not be written/),
  });
});
