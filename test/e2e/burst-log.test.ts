import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { exceptWhen, idsOf, runBurst, welcome } from './run-burst.ts';
import { lines, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

interface Line {
  readonly n: number;
  readonly event: string;
  readonly variant: string;
  readonly index: number;
  readonly now?: string;
  readonly warmup?: true;
  readonly latency: number;
  readonly service: number;
  readonly status: number | null;
  readonly outcome: string;
  readonly codes?: readonly string[];
}

const read = (name: string): string => {
  const path = `${bench.folder}/${name}`;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
const parsed = (text: string): Line[] => lines(text).map((line) => JSON.parse(line) as Line);
const numbers = (logged: readonly Line[]): number[] => logged.map(({ n }) => n).sort((a, b) => a - b);

describe.each([1, 2])('with --workers %d', (workers) => {
  test.concurrent('every delivery has its line, the warm-up and what was repeated as well', async () => {
    await using receiver = await record(exceptWhen((nth) => nth % 20 === 3, answersWith(500, '')));
    const name = `all-${workers}.ndjson`;
    const shape = ['--rate', '400/s', '--duration', '1s', '--warmup', '300ms', '--duplicates', '10%'];
    const args = ['contact.*', '--to', receiver.url, ...shape, '--workers', `${workers}`];
    const { report } = await runBurst([...args, '--log', `${bench.folder}/${name}`]);
    const logged = parsed(read(name));
    expect(numbers(logged)).toEqual(Array.from({ length: 400 }, (_, n) => n));
    const measured = logged.filter(({ warmup }) => warmup !== true);
    expect(measured).toHaveLength(report.planned);
    for (const outcome of ['accepted', 'violation'] as const) {
      expect(measured.filter((line) => line.outcome === outcome)).toHaveLength(report.outcomes[outcome]);
    }
    expect(measured.filter(({ n, index }) => n !== index)).toHaveLength(report.duplicates);
    const failed = logged.filter(({ outcome }) => outcome !== 'accepted');
    expect(failed.map(({ status, codes }) => [status, codes])).toEqual(
      failed.map(() => [500, ['status.error']]),
    );
    expect(failed).toHaveLength(20);
  });

  test.concurrent('two runs append, and the first stays as it was', async () => {
    await using receiver = await record(welcome);
    const name = `twice-${workers}.ndjson`;
    const args = ['contact.*', '--to', receiver.url, '--count', '60', '--workers', `${workers}`];
    await runBurst([...args, '--log', `${bench.folder}/${name}`]);
    const before = read(name);
    await runBurst([...args, '--log', `${bench.folder}/${name}`]);
    const after = read(name);
    expect(after.startsWith(before)).toBe(true);
    expect(numbers(parsed(before))).toEqual(numbers(parsed(after.slice(before.length))));
    expect(parsed(after)).toHaveLength(120);
  });

  test.concurrent('kill -9 in the middle: it can be read up to the last whole line', async () => {
    await using receiver = await record(welcome);
    const name = `killed-${workers}.ndjson`;
    const flags = ['--rate', '400/s', '--duration', '60s', '--workers', `${workers}`];
    const log = ['--log', `${bench.folder}/${name}`];
    const running = startCli(['burst', 'contact.*', '--to', receiver.url, ...flags, ...log]);
    while (lines(read(name)).length < 500) await pause(20);
    process.kill(running.pid, 'SIGKILL');
    expect((await running.ended).signal).toBe('SIGKILL');
    const whole = read(name).replace(/[^\n]+$/, '');
    const logged = parsed(whole);
    expect(logged.length).toBeGreaterThanOrEqual(500);
    expect(logged.length).toBeLessThanOrEqual(receiver.requests.length);
    expect(new Set(numbers(logged)).size).toBe(logged.length);
  });
});

test.concurrent('a line says which payload it was', async () => {
  await using receiver = await record(welcome);
  const flags = [
    '--seed',
    'it is',
    '--now',
    'real',
    '--connections',
    '1',
    '--count',
    '12',
    '--contacts',
    '7',
  ];
  const args = ['juzi/message.received', '--to', receiver.url, ...flags];
  await runBurst([...args, '--log', `${bench.folder}/which.ndjson`]);
  const logged = parsed(read('which.ndjson'));
  expect(logged).toHaveLength(12);
  const again = logged
    .slice(-3)
    .map(
      ({ event, variant, index, now }) =>
        `webhook-sim generate ${event} --seed 'it is' --contacts 7 --index ${index} --now ${now} --variant ${variant}`,
    );
  const { stdout, stderr } = await bench.sh(again.join(' && '));
  const sent = receiver.requests.map(({ body }) => body.toString());
  expect(lines(stdout), stderr).toEqual(sent.slice(-3));
  expect(new Set(idsOf(receiver.requests)).size).toBe(12);
});
