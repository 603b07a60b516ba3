import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { caseTimeout, planSuite, runSuite, send } from '../../src/index.ts';
import type { SuiteSummary } from '../../src/suite/run/summary.ts';
import { runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

describe('--rate', () => {
  const arrived: { readonly at: number; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    const at = performance.now();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrived.push({ at, body: Buffer.concat(chunks).toString() });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  let to: string[] = [];

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    to = ['--to', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, '--seed', '1'];
  });
  beforeEach(() => void arrived.splice(0));
  afterAll(() => void server.close());

  /** Runs a command, and measures how long it takes, ms: a slow machine only makes it longer. */
  const timed = async (args: readonly string[]) => {
    const began = performance.now();
    const ended = await runCli(args);
    return { ...ended, took: performance.now() - began };
  };

  test('spaces the deliveries of send, and the wait is in no timing', async () => {
    const { code, stdout, stderr, took } = await timed([
      'send',
      'contact.updated',
      '-n',
      '5',
      ...to,
      '--rate',
      '4/s',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(arrived).toHaveLength(5);
    expect(took).toBeGreaterThan(4 * 250);
    const deliveries = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Delivery);
    expect(stderr).toMatch(
      /^held to 4\/s: [1-4] requests? waited for (?:its|their) turn, [\d.]+ m?s in all$/m,
    );
    const [last] = deliveries.at(-1)?.attempts ?? [];
    expect(last?.timings.total).toBeLessThan(took - 500);
  });

  test('spaces the requests of test, whatever the concurrency, and changes none of them', async () => {
    const args = [
      'test',
      'contact.updated',
      '--only',
      'variants',
      '--max-cases',
      '6',
      '--now',
      '2025-01-01T00:00:00Z',
    ];
    expect((await runCli([...args, ...to])).code).toBe(0);
    const fast = arrived.splice(0).map(({ body }) => body);
    const rate = [
      '--rate',
      '4/s',
      '--concurrency',
      '6',
      '--reporter',
      'pretty',
      '--reporter',
      `json=${bench.folder}/rate.json`,
    ];
    const { code, stdout, took } = await timed([...args, ...to, ...rate]);
    expect(code).toBe(0);
    expect(took).toBeGreaterThan(5 * 250);
    expect(stdout).toMatch(
      /^ *rate +held to 4\/s: [1-5] requests? waited for (?:its|their) turn, [\d.]+ m?s in all$/m,
    );
    const report = JSON.parse(readFileSync(join(bench.folder, 'rate.json'), 'utf8')) as SuiteSummary;
    expect(report.throttle?.rate).toBe(4);
    // Fewer wait, and for less, where a slow machine asks for a turn late.
    expect(report.throttle?.held).toBeGreaterThan(0);
    expect(report.throttle?.waited).toBeGreaterThan(0);
    expect(arrived.map(({ body }) => body).sort()).toEqual(fast.sort());
  });

  test('the library takes it as a number or a text', async () => {
    const url = to[1] ?? '';
    const began = performance.now();
    for await (const { verdict } of send('yuju/contact.updated', { to: url, count: 3, rate: '4/s' }))
      expect(verdict.outcome).toBe('accepted');
    expect(performance.now() - began).toBeGreaterThan(2 * 245);
    const plan = await planSuite({ events: 'yuju/contact.updated', only: ['variants'], maxCases: 4 });
    for await (const event of runSuite(plan, { to: url, rate: 10 })) {
      if (event.type === 'ended') expect(event.summary.throttle).toMatchObject({ rate: 10 });
    }
    const [one] = plan.cases;
    if (one === undefined) throw new Error('no case');
    expect(caseTimeout(one, 1000, '1/m')).toBeGreaterThanOrEqual(caseTimeout(one, 1000) + 60_000);
    for await (const event of runSuite(plan, { to: url }))
      if (event.type === 'ended') expect(event.summary).not.toHaveProperty('throttle');
  });

  test('what a case sends at once is still sent at once, and counts', async () => {
    const args = [
      'test',
      'contact.updated',
      '--only',
      'redelivery',
      '--filter',
      '*at once*',
      '--repeat',
      '2',
    ];
    await runCli([...args, ...to, '--rate', '2/s', '--concurrency', '1']);
    expect(arrived.length).toBeGreaterThanOrEqual(4);
    const gaps = arrived.slice(1).map(({ at }, i) => at - (arrived[i]?.at ?? 0));
    expect(gaps[0]).toBeLessThan(450);
    expect(gaps[1]).toBeGreaterThan(500);
  });
});
