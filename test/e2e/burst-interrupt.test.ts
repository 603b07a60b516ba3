import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { type Answering, record } from '../fixtures/receivers/recorder.ts';
import { burstWords, expectBalanced, idsOf, reported, welcome } from './run-burst.ts';
import { startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

/** Takes its time, so that something is under way at every moment. */
const slowly: Answering = (...request) => void pause(100).then(() => welcome(...request));

const loads = [
  ['at a rate', ['--rate', '200/s', '--duration', '60s']],
  ['in a closed loop', ['--connections', '20', '--duration', '60s']],
] as const;

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  describe.each([1, 2])('with --workers %d', (workers) => {
    test.concurrent.each(loads)('%s: what is under way ends, the rest never begins, 130', async (_, load) => {
      await using receiver = await record(slowly);
      const flags = ['--to', receiver.url, '--workers', `${workers}`, '--json', ...load];
      const running = startCli(burstWords(['contact.*', 'juzi/message.received', ...flags]));
      await receiver.arrived(150);
      process.kill(running.pid, signal);
      await running.says(/Interrupted: no new deliveries; waiting for those in flight\. Press again to exit/);
      const { code, report, stderr } = reported(await running.ended);
      expect(code).toBe(130);
      expect(report).toMatchObject({ interrupted: true, stopped: { reason: 'interrupted' } });
      expectBalanced(report);
      for (const figures of Object.values(report.byEvent)) expectBalanced(figures);
      // Nothing was lost, nothing came twice, and nothing that was under way was cut off.
      expect(report.started).toBe(receiver.requests.length);
      expect(report.outcomes.accepted).toBe(report.started);
      expect(new Set(idsOf(receiver.requests)).size).toBe(report.started);
      expect(report.elapsed).toBeLessThan(30_000);
      expect(stderr).toMatch(/It was interrupted\.\n$/);
    });
  });
});

test.concurrent('what cannot be started any more is dropped, and counted', async () => {
  await using receiver = await record(slowly);
  const slow = ['--rate', '200/s', '--duration', '60s', '--max-in-flight', '2', '--timeout', '20s'];
  const running = startCli(burstWords(['contact.updated', '--to', receiver.url, '--json', ...slow]));
  await receiver.arrived(20);
  process.kill(running.pid, 'SIGINT');
  const { code, report } = reported(await running.ended);
  expect(code).toBe(130);
  expectBalanced(report);
  expect(report.dropped).toBeGreaterThan(50);
  expect(report.started).toBe(receiver.requests.length);
});

test.concurrent('in the warm-up: those are counted apart, and nothing else is', async () => {
  await using receiver = await record(slowly);
  const flags = ['--rate', '100/s', '--duration', '60s', '--warmup', '50s', '--json'];
  const running = startCli(burstWords(['contact.updated', '--to', receiver.url, ...flags]));
  await receiver.arrived(20);
  process.kill(running.pid, 'SIGINT');
  const { code, report } = reported(await running.ended);
  expect(code).toBe(130);
  expect(report).toMatchObject({ planned: 0, started: 0, dropped: 0 });
  expect(report.warmup?.started).toBe(receiver.requests.length);
  if (report.warmup !== null) expectBalanced(report.warmup);
});

test.concurrent.each([1, 2])(
  'with %d workers, twice: leaves at once, and no half report',
  async (workers) => {
    await using receiver = await record(() => undefined);
    const report = `${bench.folder}/twice-${workers}.json`;
    const flags = ['--workers', `${workers}`, '--timeout', '60s', '--reporter', `json=${report}`];
    const running = startCli(burstWords(['contact.updated', '--to', receiver.url, ...flags]));
    await receiver.arrived(4);
    process.kill(running.pid, 'SIGINT');
    await running.says(/Press again to exit immediately/);
    // One within a second is the same key press.
    await pause(1100);
    const began = performance.now();
    process.kill(running.pid, 'SIGINT');
    expect(await running.ended).toMatchObject({ code: 130, stdout: '' });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(existsSync(report)).toBe(false);
    expect((await bench.sh(`ls -A | grep twice-${workers} || true`)).stdout).toBe('');
  },
);
