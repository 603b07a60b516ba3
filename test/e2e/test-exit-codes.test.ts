import { afterAll, describe, expect, test } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const welcome = answersWith(200, '{"errcode":0,"errmsg":"ok"}');

describe('how it ends', () => {
  test.concurrent('0 when every case passed', async () => {
    await using receiver = await record(welcome);
    const { code, stderr } = await runCli(['test', 'room.*', '--to', receiver.url]);
    expect([code, stderr]).toEqual([0, '']);
    expect(receiver.requests.length).toBeGreaterThan(20);
  });

  test.concurrent.each([
    ['a response outside of the contract', answersWith(200, '[]')],
    ['a refusal', answersWith(404, '{}')],
    [
      'one bad answer among many',
      ((request, response, nth) =>
        (nth === 7 ? answersWith(500, '') : welcome)(request, response, nth)) as typeof welcome,
    ],
  ])('1 after %s', async (_, answer) => {
    await using receiver = await record(answer);
    const { code } = await runCli(['test', 'room.left', '--to', receiver.url]);
    expect(code).toBe(1);
  });

  test.concurrent('1 when cases were skipped: what was not run has not passed', async () => {
    await using receiver = await record((request, response, nth) =>
      (nth === 2 ? answersWith(500, '') : welcome)(request, response, nth),
    );
    const flags = ['--bail', '1', '--concurrency', '1', '--json'];
    const { code, stdout } = await runCli(['test', 'room.left', '--to', receiver.url, ...flags]);
    expect(code).toBe(1);
    expect(receiver.requests).toHaveLength(3);
    const summary = JSON.parse(lines(stdout).at(-1) ?? '') as { counts: object; stopped: string };
    expect(summary).toMatchObject({ counts: { passed: 2, failed: 1 }, stopped: 'bail' });
  });

  test.concurrent('3 when nobody is there, soon, and with the reports that were asked for', async () => {
    const port = await freePort();
    const report = `${bench.folder}/unreachable.xml`;
    const began = performance.now();
    const to = ['--to', `http://127.0.0.1:${port}`];
    const { code, stdout } = await runCli([
      'test',
      ...to,
      '--reporter',
      'pretty',
      '--reporter',
      `junit=${report}`,
    ]);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(code).toBe(3);
    expect(stdout).toMatch(/could not be reached|refused/);
    const { stdout: xml } = await bench.sh('cat unreachable.xml');
    expect(xml).toMatch(/<\/testsuites>\s*$/);
    expect(xml.match(/<skipped message="the receiver could not be reached"/g)?.length).toBeGreaterThan(300);
  });

  test.concurrent('1 when the receiver dies half-way: it was there', async () => {
    const receiver = await record((request, response, nth) => {
      if (nth < 30) welcome(request, response, nth);
      else void receiver[Symbol.asyncDispose]();
    });
    const report = `${bench.folder}/dies.json`;
    const { code } = await runCli(['test', '--to', receiver.url, '--reporter', `json=${report}`]);
    expect(code).toBe(1);
    const { stdout } = await bench.sh('cat dies.json');
    const { counts, stopped, cases } = JSON.parse(stdout) as {
      counts: Record<string, number>;
      stopped: string;
      cases: { outcome: string }[];
    };
    expect(stopped).toBe('unreachable');
    expect(counts['passed']).toBeGreaterThan(20);
    expect(counts['skipped']).toBe(cases.filter(({ outcome }) => outcome === 'skipped').length);
    expect(counts['skipped']).toBeGreaterThan(300);
  });
});

describe('2, one line, and nothing sent', () => {
  const to = '--to TARGET';
  test.concurrent.each([
    [to, '--only variants,foo', /^error: --only 'foo': write one of variants, lifecycle, .*deadline$/],
    [to, '--skip everything', /^error: --skip 'everything': write one of /],
    [to, '--only deadline', /the group deadline watches what the other groups send/],
    [to, '--skip variants,lifecycle,redelivery,disorder,forward', /the group deadline watches/],
    [to, '--reporter jnit', /^error: --reporter 'jnit' \(did you mean junit\?\)/],
    [
      to,
      '--reporter junit=/dev/null/x.xml',
      /the report file \/dev\/null\/x\.xml cannot be written: ENOTDIR/,
    ],
    [to, '--reporter tap --reporter json', /cannot both write to stdout/],
    [to, '--reporter tap --json', / exclude each other: /],
    [to, '--shard 5/4', /^error: --shard '5\/4': write a part and the number of parts, such as 2\/4$/],
    [to, '--shard 0/4', /--shard/],
    [to, '--shard 9999/9999', /no case falls into this shard/],
    [
      to,
      '--filter type=imgae',
      /^error: no case matches --filter type=imgae; `webhook-sim test --list` shows/,
    ],
    [to, '--coverage some', /--coverage 'some': write one of each, pairwise, full$/],
    [to, '--max-cases 0', /--max-cases/],
    [to, '--repeat 1.5', /--repeat/],
    [to, '--concurrency none', /--concurrency/],
    [to, '--concurrency 100000000', /--concurrency '100000000': write a whole number, from 1 to 10000$/],
    [to, '--bail -1', /--bail/],
    [to, '--timeout 5', /write a duration with its unit/],
    [to, '--now yesterday', /is not an instant/],
    [to, '--negative-expect wrong-tken', /\(did you mean wrong-token\?\)/],
    [to, '--probe state', /^error: --probe state: write http:\/\/state$/],
    [to, '--probe http://127.0.0.1 --probe-command true', / exclude each other: /],
    [to, '--base http://127.0.0.1', /^error: --to and --base exclude each other: /],
    [to, 'room.let', /no event 'room\.let' \(did you mean room\.left/],
    [to, 'contact-life', /contact-life is a story/],
    ['', '', /^error: test needs a receiver: set --to or --base/],
    ['--to ftp://127.0.0.1', '', /only http and https/],
  ])('test %s %s', async (address, flags, message) => {
    await using receiver = await record(welcome);
    const words = `${address.replace('TARGET', receiver.url)} ${flags}`.split(' ').filter(Boolean);
    const { code, stdout, stderr } = await runCli(['test', ...words], { cwd: bench.folder });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr.trimEnd()).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
    expect(receiver.requests).toEqual([]);
  });
});
