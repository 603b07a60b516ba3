import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Answer, ok, receiver, says } from '../fixtures/hostile/receiver.ts';
import { lines, runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const good = ok('{"errcode":0,"errmsg":"ok"}');

/** Closes every connection when its second request comes: as if it had closed it while idle, without saying so. */
const closesUnsaid: Answer = (socket, _, nth) => {
  if (nth === 0) socket.write(good);
  else socket.destroy();
};

/** Part of a suite's report. */
interface Told {
  readonly requests: number;
  readonly reconnects: number;
  readonly warnings: readonly string[];
}

const cause = /the receiver closes idle connections without saying so: (\d+) requests? on a connection/gi;

function causes(text: string): number[] {
  return [...text.replace(/\s+/g, ' ').matchAll(cause)].map(([, count]) => Number(count));
}

async function withUnsaid(use: (to: string, opened: Awaited<ReturnType<typeof receiver>>) => Promise<void>) {
  const opened = await receiver(closesUnsaid);
  try {
    await use(opened.url.href, opened);
  } finally {
    await opened.close();
  }
}

describe.concurrent('a receiver that closes connections without saying so', () => {
  test('send: sent again, in the record and in one warning', async () => {
    await withUnsaid(async (to, { requests }) => {
      const { code, stdout, stderr } = await runCli([
        'send',
        'juzi/message.received',
        '--count',
        '5',
        '--to',
        to,
        '--json',
      ]);
      expect(code).toBe(0);
      const records = lines(stdout).map(
        (line) => JSON.parse(line) as { attempts: { reconnects?: number }[] },
      );
      expect(records.map(({ attempts }) => attempts[0]?.reconnects)).toEqual([undefined, 1, 1, 1, 1]);
      expect(causes(stderr)).toEqual([4]);
      expect(requests).toHaveLength(9);
    });
  });

  test('test: every case passes, and the summary counts and warns', async () => {
    await withUnsaid(async (to) => {
      const file = join(bench.folder, 'suite.json');
      const flags = [
        '--only',
        'variants',
        '--max-cases',
        '12',
        '--reporter',
        'pretty',
        '--reporter',
        `json=${file}`,
      ];
      const { code, stdout } = await runCli(['test', 'juzi/message.received', '--to', to, ...flags]);
      expect(code).toBe(0);
      const summary = JSON.parse(readFileSync(join(bench.folder, 'suite.json'), 'utf8')) as Told;
      expect(summary.requests).toBe(12);
      expect(summary.reconnects).toBeGreaterThan(0);
      expect(causes(summary.warnings.join('\n'))).toEqual([summary.reconnects]);
      expect(causes(stdout)).toEqual([summary.reconnects]);
    });
  });

  test('burst: accounted for as if nothing had been, and counted', async () => {
    await withUnsaid(async (to, { requests }) => {
      const file = join(bench.folder, 'burst.json');
      const flags = ['--connections', '3', '--count', '60', '--duplicates', '20%', '--seed', '3'];
      const reports = ['--reporter', `json=${file}`];
      const words = ['burst', 'juzi/message.received', '--to', to, '--timeout', '30s', ...flags, ...reports];
      const { code, stdout, stderr } = await runCli(words);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const report = JSON.parse(readFileSync(join(bench.folder, 'burst.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      expect(report).toMatchObject({ planned: 60, started: 60, dropped: 0, outcomes: { accepted: 60 } });
      expect(report['reconnects']).toBe(57);
      expect(requests).toHaveLength(60 + 57);
      expect(causes((report['warnings'] as string[]).join('\n'))).toEqual([57]);
      expect(causes(stdout)).toEqual([57]);
    });
  });

  test.each(['send', 'test', 'burst'])(
    '%s --no-keep-alive: nothing has to be sent again',
    async (command) => {
      await withUnsaid(async (to, opened) => {
        const many = command === 'test' ? ['--only', 'variants', '--max-cases', '8'] : ['--count', '8'];
        const words = [command, 'juzi/message.received', ...many, '--to', to, '--no-keep-alive'];
        const { code, stdout, stderr } = await runCli(words);
        expect(code).toBe(0);
        expect(causes(stdout + stderr)).toEqual([]);
        expect(opened.connections).toBe(8);
        for (const request of opened.requests) expect(request).toMatch(/^connection: close\r$/m);
      });
    },
  );
});

test('a probe that is read again is told as well', async () => {
  const opened = await receiver(says(good));
  const probe = await receiver((socket, _, nth) => {
    if (nth === 0) socket.write(ok('{"count":1}'));
    else socket.destroy();
  });
  try {
    const file = join(bench.folder, 'probed.json');
    const flags = ['--only', 'redelivery', '--max-cases', '1', '--probe', probe.url.href];
    const words = ['test', 'juzi/message.received', '--to', opened.url.href, ...flags];
    await runCli([...words, '--reporter', `json=${file}`]);
    const summary = JSON.parse(readFileSync(join(bench.folder, 'probed.json'), 'utf8')) as Told;
    expect(summary.reconnects).toBeGreaterThan(0);
    expect(causes(summary.warnings.join('\n'))).toEqual([summary.reconnects]);
  } finally {
    await opened.close();
    await probe.close();
  }
});
