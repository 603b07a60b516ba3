import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { assertCase, caseReport, openSuite, planSuite, runCase, startApp } from '../../../src/index.ts';
import { answersOk, record } from '../../fixtures/receivers/recorder.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';

useVirtualTime();

describe('cases that run concurrently', () => {
  test('respect the concurrency, and those that read the state run alone', async () => {
    let inside = 0;
    let most = 0;
    let works = 0;
    await using receiver = await record((request, response, nth) => {
      inside += 1;
      works += 1;
      most = Math.max(most, inside);
      setTimeout(() => {
        inside -= 1;
        answersOk(request, response, nth);
      }, 20);
    });
    const { cases } = await planSuite({ events: 'room.left', probe: true, skip: ['forward'] });
    const alone = cases.filter(({ exclusive }) => exclusive === true);
    expect(alone).toHaveLength(3);
    const busyWhileRead: number[] = [];
    const probe = (): number => {
      busyWhileRead.push(inside);
      return works;
    };
    const suite = await openSuite({ base: receiver.url, concurrency: 2, probe });
    const results = await Promise.all([...cases, ...cases].map((one) => suite.run(one)));
    await suite.close();
    // This receiver counts a duplicate each time, and is caught; everything else passes.
    const failed = results.filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id);
    expect(new Set(failed)).toEqual(new Set(alone.map(({ id }) => id)));
    // Twice at once is one case.
    expect(most).toBeLessThanOrEqual(4);
    expect(busyWhileRead.length).toBeGreaterThan(6);
    expect(new Set(busyWhileRead)).toEqual(new Set([0]));
    expect(suite.warnings).toEqual([]);
  });

  test('are skipped once the suite is closed, and not sent', async () => {
    await using receiver = await record();
    const { cases } = await planSuite({ events: 'room.left', only: ['variants'] });
    const suite = await openSuite({ base: receiver.url, concurrency: 1 });
    const running = cases.map((one) => suite.run(one));
    await receiver.arrived(1);
    await suite.close();
    const outcomes = (await Promise.all(running)).map(({ outcome }) => outcome);
    expect(outcomes.slice(1).every((outcome) => outcome === 'skipped')).toBe(true);
    expect(receiver.requests).toHaveLength(1);
  });
});

test('a probe that never changes gives a warning', async () => {
  await using receiver = await record();
  const { cases } = await planSuite({ events: 'room.left', only: ['redelivery'], probe: true, maxCases: 1 });
  const suite = await openSuite({ base: receiver.url, probe: () => 'always the same' });
  for (const one of cases) await suite.run(one);
  await suite.close();
  expect(suite.warnings).toEqual([expect.stringContaining('never changed')]);
});

test('a probe URL is read with the headers of the receiver; a probe that throws is an error of the case', async () => {
  let count = 0;
  await using receiver = await record((request, response, nth) => {
    if (request.method === 'GET') return void response.end(JSON.stringify({ count }));
    count += 1;
    return answersOk(request, response, nth);
  });
  const { cases } = await planSuite({ events: 'room.left', filter: '› delivered again', probe: true });
  const [one] = cases.filter(({ id }) => id.endsWith('delivered again'));
  if (one === undefined) throw new Error('there is no such case');
  const probe = `${receiver.url}/state`;
  const result = await runCase(one, {
    base: receiver.url,
    headers: { Authorization: 'Bearer canary-1' },
    probe,
  });
  expect(result.findings.map(({ code }) => code)).toEqual(['redelivery.state_changed']);
  expect(result.repro).toContain(`--probe ${probe}`);
  expect(receiver.requests.map(({ headers }) => headers.authorization)).not.toContain(undefined);
  // `send` has no such flag.
  for (const { delivery } of result.deliveries) expect(delivery.repro).not.toContain('--probe');

  const thrown = await runCase(one, {
    base: receiver.url,
    probe: () => {
      throw new Error('no database');
    },
  });
  expect(thrown.outcome).toBe('error');
  expect(caseReport(thrown)).toContain('the probe failed: no database');
});

describe('a report', () => {
  const refusing: RequestListener = (request, response) => {
    request.resume().on('end', () => response.writeHead(500).end('canary-token'));
  };

  test('masks what is secret', async () => {
    const app = await startApp(refusing);
    const { cases } = await planSuite({ events: 'customer.added', only: ['variants'], maxCases: 1 });
    const target = { base: app.url, token: 'canary-token', headers: { 'X-Api-Key': 'canary-key' } };
    for (const one of cases) {
      const result = await runCase(one, target);
      expect(result.outcome).toBe('failed');
      expect(JSON.stringify(result) + caseReport(result)).not.toContain('canary');
      expect(caseReport(await runCase(one, { ...target, showSecrets: true }))).toContain('canary-token');
    }
    await app.close();
  });

  test('has a command that reproduces the plan of the case', async () => {
    const app = await startApp(refusing);
    const choice = { events: 'room.left', only: ['negative'], refuse: ['malformed-json'] } as const;
    const { cases } = await planSuite({ ...choice, filter: 'malformed json' });
    for (const one of cases) {
      const { repro } = await runCase(one, {
        base: app.url,
        seed: '7',
        contract: 'strict',
        timeout: 900,
        connection: { insecure: true },
      });
      expect(repro).toBe(
        `webhook-sim test --filter '${one.id}' --seed 7 --now 2025-01-01T00:00:00+08:00 --negative --negative-expect malformed-json --base ${app.url}/ --timeout 900ms --contract strict --insecure`,
      );
    }
    await app.close();
  });

  test('has a stack with a frame', async () => {
    const app = await startApp(refusing);
    const { cases } = await planSuite({ events: 'room.left', maxCases: 1 });
    for (const one of cases) {
      const result = await runCase(one, { base: app.url });
      // Vitest 3 takes a stack without any for one of Firefox's, and never ends on a long line of the message.
      let stack: string | undefined;
      try {
        assertCase(result);
      } catch (error) {
        stack = (error as Error).stack;
      }
      expect(stack).toMatch(/^ {4}at \S/m);
    }
    await app.close();
  });
});
