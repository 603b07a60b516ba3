import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { BurstResult } from '../../src/load/result.ts';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { burstWords, exceptWhen, expectBalanced, idsOf, reported, runBurst, welcome } from './run-burst.ts';
import { lines, runCli, start, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const wrongType = answersWith(200, '{"errcode":"0","errmsg":"ok"}');
const broken: readonly [string, string[]][] = [
  ['by one worker', ['--count', '400']],
  ['by two workers, at a rate', ['--rate', '200/s', '--duration', '2s', '--workers', '2']],
];

describe.concurrent('a receiver that breaks the contract', () => {
  test.concurrent.each(broken)('for one value of one enum: exactly that is named, %s', async (_, flags) => {
    let images = 0;
    await using receiver = await record((request, response, nth) => {
      const isImage = /"type":6[,}]/.test(request.body.toString());
      if (isImage) images += 1;
      (isImage ? wrongType : welcome)(request, response, nth);
    });
    const { code, report } = await runBurst(['juzi/message.received', '--to', receiver.url, ...flags]);
    expect(code).toBe(1);
    expect(images).toBeGreaterThan(5);
    const found = report.findings.filter(({ severity }) => severity === 'error');
    expect(found).toMatchObject([
      { code: 'errcode.wrong_type', count: images, of: images, only: { type: 'image' } },
    ]);
    expect(Object.keys(found[0]?.only ?? {})).toEqual(['type']);
    expect(report.byValue['type']?.['image']).toMatchObject({ started: images, failed: images });
    for (const [value, { failed }] of Object.entries(report.byValue['type'] ?? {})) {
      expect(failed, value).toBe(value === 'image' ? images : 0);
    }
    const again = await bench.paste(`${found[0]?.first.repro} --json`);
    expect(JSON.parse(again.stdout)).toMatchObject({
      verdict: { findings: [{ code: 'errcode.wrong_type' }] },
    });
  });

  test.concurrent('for one value of one enum: the text names it', async () => {
    await using receiver = await record((request, response, nth) =>
      (/"type":6[,}]/.test(request.body.toString()) ? wrongType : welcome)(request, response, nth),
    );
    const load = ['--count', '300', '--seed', '7', '--to', receiver.url];
    const { stdout } = await runCli(burstWords(['juzi/message.received', 'contact.*', ...load]));
    expect(stdout).toMatch(
      /✗ errcode\.wrong_type × \d+ {2}juzi\/message\.received\n {4}in all \d+ deliveries with type=image, and in no others\n/,
    );
  });

  test.concurrent.each(broken)(
    'for one delivery in a thousand: every one of them is found, %s',
    async (_, flags) => {
      const bad: string[] = [];
      await using receiver = await record((request, response, nth) => {
        const isBad = nth % 1000 === 500;
        if (isBad) bad.push(...idsOf([request]));
        (isBad ? wrongType : welcome)(request, response, nth);
      });
      const size = flags.includes('--count')
        ? ['--count', '1600']
        : ['--rate', '400/s', '--duration', '4s', '-w', '2'];
      const { code, report } = await runBurst(['juzi/message.received', '--to', receiver.url, ...size]);
      expect(code).toBe(1);
      expectBalanced(report);
      expect(report.outcomes.violation).toBe(bad.length);
      expect(report.findings).toMatchObject([{ code: 'errcode.wrong_type', count: bad.length }]);
      const kept = report.failures.map(
        ({ request }) => /"messageId":"([^"]*)"/.exec(request.body)?.[1] ?? '',
      );
      expect(kept.sort()).toEqual(bad.sort());
      expect(new Set(idsOf(receiver.requests)).size).toBe(report.started);
    },
  );
});

describe.concurrent('a receiver that is in trouble', () => {
  test.concurrent.each(['1', '2'])(
    'is killed in the middle: the run goes on, %s workers',
    async (workers) => {
      // It does so itself: to hear of it and then kill it takes too long on a busy machine.
      const source = `let n = 0; require('node:http').createServer((q, r) => q.resume().on('end', () => r.end('{}', () => {
      require('node:fs').writeSync(2, ++n + '\\n'); if (n === 150) process.kill(process.pid, 'SIGKILL'); }))).listen(0, '127.0.0.1', function () { console.error('port ' + this.address().port); })`;
      const receiver = start(process.execPath, ['-e', source]);
      let said = '';
      receiver.child.stderr?.on('data', (chunk: Buffer) => (said += chunk));
      await receiver.says(/port \d+\n/);
      const port = /port (\d+)/.exec(said)?.[1];
      const flags = ['--rate', '200/s', '--duration', '3s', '--workers', workers, '--json'];
      const running = startCli(burstWords(['contact.*', '--to', `http://127.0.0.1:${port}/`, ...flags]));
      const { code, report } = reported(await running.ended);
      const answered = Math.max(...lines(said).slice(1).map(Number));
      expect(code).toBe(1);
      expect(report.planned).toBe(600);
      expectBalanced(report);
      const { accepted, transport } = report.outcomes;
      expect(accepted + transport).toBe(report.started);
      expect(answered).toBe(150);
      expect(accepted).toBeLessThanOrEqual(answered);
      expect(transport).toBeGreaterThan(100);
      const codes = report.findings.filter(({ severity }) => severity === 'error').map((found) => found.code);
      expect(codes).toContain('transport.refused');
      for (const found of codes) expect(found).toMatch(/^transport\.(refused|reset|truncated)$/);
    },
  );

  test.concurrent.each(['1', '2'])(
    'resets some connections: none is sent again untold, %s workers',
    async (workers) => {
      await using receiver = await record(
        exceptWhen(
          (nth) => nth % 7 === 3,
          (_, response) => void response.socket?.resetAndDestroy(),
        ),
      );
      const args = ['juzi/message.received', '--to', receiver.url, '--count', '210', '--workers', workers];
      const { code, report } = await runBurst(args);
      expect(code).toBe(1);
      expectBalanced(report);
      const { accepted, transport } = report.outcomes;
      expect(accepted + transport).toBe(210);
      expect(transport).toBeGreaterThan(0);
      expect(receiver.requests).toHaveLength(210 + report.reconnects);
      expect(new Set(idsOf(receiver.requests)).size).toBe(210);
      expect(report.findings.map(({ code: found, count }) => [found, count])).toEqual([
        ['transport.reset', transport],
      ]);
    },
  );

  test.concurrent.each(['1', '2'])(
    'does not answer some: they time out on time, %s workers',
    async (workers) => {
      await using receiver = await record(
        exceptWhen(
          (nth) => nth % 10 === 3,
          () => undefined,
        ),
      );
      const log = `${bench.folder}/timeouts-${workers}.ndjson`;
      const load = ['--rate', '60/s', '--duration', '1500ms', '--timeout', '2s', '--workers', workers];
      const args = ['juzi/message.received', '--to', receiver.url, ...load, '--log', log];
      const { code, report } = await runBurst(args);
      expect(code).toBe(1);
      expectBalanced(report);
      const { accepted, timeout } = report.outcomes;
      expect([report.planned, accepted + timeout]).toEqual([90, 90]);
      expect(timeout).toBeGreaterThanOrEqual(9);
      const took = lines(readFileSync(log, 'utf8'))
        .map((line) => JSON.parse(line) as { outcome: string; latency: number })
        .filter(({ outcome }) => outcome === 'timeout')
        .map(({ latency }) => latency)
        .sort((a, b) => a - b);
      expect(took).toHaveLength(timeout);
      expect(took[0]).toBeGreaterThanOrEqual(2000);
      // Most of them: a busy machine may let one of them wait.
      expect(took[Math.floor(took.length / 2)]).toBeLessThan(2300);
      const codes = report.findings.map(({ code: found }) => found);
      for (const found of codes) expect(found).toMatch(/^timeout\./);
    },
  );

  test.concurrent('is overloaded: it is told so, and nothing is repeated', async () => {
    const overloaded = answersWith(503, '', { 'retry-after': '1' });
    await using receiver = await record(exceptWhen((nth) => nth % 3 === 0, overloaded));
    const { code, report } = await runBurst([
      'juzi/message.received',
      '--to',
      receiver.url,
      '--count',
      '150',
    ]);
    expect(code).toBe(1);
    expect(report.outcomes).toMatchObject({ accepted: 100, violation: 50 });
    expect(report.findings).toMatchObject([{ code: 'status.throttled', count: 50 }]);
    expect(receiver.requests).toHaveLength(150);
  });

  test.concurrent('stalls: everybody who had to wait is counted, not just the few that had been sent', async () => {
    let began: number | undefined;
    await using receiver = await record((request, response, nth) => {
      const now = performance.now();
      began ??= now;
      const phase = (now - began) % 1500;
      // Half a second of every one and a half.
      void pause(phase > 1000 ? 1500 - phase : 0).then(() => welcome(request, response, nth));
    });
    const load = ['--rate', '100/s', '--duration', '3s', '--max-in-flight', '5', '--timeout', '10s'];
    const { code, report } = await runBurst(['juzi/message.received', '--to', receiver.url, ...load]);
    expect(code).toBe(0);
    expect([report.planned, report.started]).toEqual([300, 300]);
    expect(report.latency.p90).toBeGreaterThan(200);
    expect(report.service.p50).toBeLessThan(report.latency.p90 ?? 0);
  });
});

test('a machine that is out of file handles: transport.exhausted, and a warning of the generator', async () => {
  const waiting: (() => void)[] = [];
  await using receiver = await record((request, response, nth) => {
    waiting.push(() => welcome(request, response, nth));
    setTimeout(() => {
      for (const answer of waiting.splice(0)) answer();
    }, 500);
  });
  const report = `${bench.folder}/exhausted.json`;
  const words = `burst juzi/message.received --to ${receiver.url} --connections 200 --count 200 --timeout 20s`;
  const { code } = await bench.sh(`ulimit -n 100 && webhook-sim ${words} --reporter json='${report}'`);
  expect(code).toBe(1);
  const { outcomes, findings, generator } = JSON.parse(readFileSync(report, 'utf8')) as BurstResult;
  expect(outcomes.transport).toBeGreaterThan(50);
  expect(findings.map((each) => each.code)).toEqual(['transport.exhausted']);
  expect(generator.warnings.join('\n')).toContain(
    `no more sockets, local ports or file handles for ${outcomes.transport} deliveries`,
  );
});
