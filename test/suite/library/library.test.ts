import { createServer, type RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assertCase,
  ContractError,
  caseReport,
  caseTimeout,
  openSuite,
  planSuite,
  runCase,
  runSuite,
  startApp,
  UsageError,
} from '../../../src/index.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';

useVirtualTime();

/** Answers as documented, but for a message type of its own choosing. */
function receiver(crashesOn?: number): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { data?: { type?: number } };
      response.statusCode = crashesOn !== undefined && body.data?.type === crashesOn ? 500 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(request.url === '/message' ? '{"errcode":0,"errmsg":"ok"}' : '{}');
    });
  };
}

let good: Awaited<ReturnType<typeof startApp>>;
let bad: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  good = await startApp(receiver());
  bad = await startApp(createServer(receiver(6)));
});
afterAll(() => Promise.all([good.close(), bad.close()]));

describe('planSuite', () => {
  test('plans without an address, the same every time, and without the group that watches a run', async () => {
    const [first, second] = await Promise.all([planSuite(), planSuite()]);
    expect(first.cases.map(({ id }) => id)).toEqual(second.cases.map(({ id }) => id));
    expect(first.cases.length).toBeGreaterThan(400);
    expect(new Set(first.cases.map(({ group }) => group))).toEqual(
      new Set(['variants', 'lifecycle', 'redelivery', 'disorder', 'forward']),
    );
  });

  test('takes events, groups and filters as the command does', async () => {
    const { cases } = await planSuite({ events: ['room.*', 'account.renamed'], only: ['variants'] });
    expect(new Set(cases.map(({ subject }) => subject))).toEqual(
      new Set(['juzi/room.left', 'juzi/room.renamed', 'juzi/room.joined', 'juzi/account.renamed']),
    );
    const one = await planSuite({ filter: 'juzi/message.received › type=image' });
    expect(one.cases.map(({ id }) => id)).toEqual(['juzi/message.received › type=image']);
  });

  test.each([
    [{ only: ['variant'] }, /only 'variant' \(did you mean variants\?\)/],
    [{ refuse: ['wrong-tokn'] }, /did you mean wrong-token/],
    [{ filter: 'nothing like it' }, /no case matches/],
    [{ events: 'contact.updatd' }, /did you mean contact\.updated/],
  ])('refuses %j', async (choice, why) => {
    await expect(planSuite(choice as never)).rejects.toThrow(why);
  });
});

describe('a case', () => {
  test('passes, or fails with a report that says why and how to repeat it', async () => {
    const { cases } = await planSuite({ filter: 'juzi/message.received › type=image' });
    const [one] = cases;
    if (one === undefined) throw new Error('there is no such case');
    const passed = await runCase(one, { base: good.url, seed: '1' });
    expect(passed.outcome).toBe('passed');
    expect(() => assertCase(passed)).not.toThrow();

    const failed = await runCase(one, { base: bad.url, seed: '1', timeout: 2000 });
    expect(failed.outcome).toBe('failed');
    const report = caseReport(failed);
    for (const word of [
      one.id,
      'status.error',
      'Reproduce with:',
      'webhook-sim send juzi/message.received --variant type=image --seed 1',
      `--base ${bad.url}/`,
    ]) {
      expect(report).toContain(word);
    }
    let thrown: unknown;
    try {
      assertCase(failed);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ContractError);
    // The command comes first, where a test runner shows it, then the report.
    expect((thrown as ContractError).message).toBe(`Reproduce with: ${failed.repro}\n\n${report}`);
    expect((thrown as ContractError).result).toBe(failed);
  });

  test('has the same bytes alone, in a suite and in a whole run', async () => {
    const plan = await planSuite({ events: 'room.left', only: ['variants', 'redelivery'] });
    const target = { base: good.url, seed: 'same' };
    const bodies = (result: Awaited<ReturnType<typeof runCase>>): string[] =>
      result.deliveries.map(({ delivery }) => delivery.request.body);
    const whole = new Map<string, string[]>();
    for await (const event of runSuite(plan, target)) {
      if (event.type === 'finished') whole.set(event.result.id, bodies(event.result));
    }
    const suite = await openSuite(target);
    for (const one of plan.cases) {
      expect(bodies(await suite.run(one))).toEqual(whole.get(one.id));
      expect(bodies(await runCase(one, target))).toEqual(whole.get(one.id));
    }
    await suite.close();
  });

  test('that reads the state needs a probe, which shows a duplicate that is counted twice', async () => {
    const { cases } = await planSuite({ events: 'room.left', only: ['redelivery'], probe: true });
    const again = cases.find(({ id }) => id.endsWith('› delivered again'));
    if (again === undefined) throw new Error('there is no such case');
    await expect(runCase(again, { base: good.url })).rejects.toThrow(UsageError);
    let count = 0;
    const counting = await startApp((request, response) => {
      count += 1;
      receiver()(request, response);
    });
    const result = await runCase(again, { base: counting.url, probe: () => ({ count }) });
    await counting.close();
    expect(result.findings.map(({ code }) => code)).toEqual(['redelivery.state_changed']);
  });

  test('reaches its own deadline before the runner’s timeout', async () => {
    const { cases } = await planSuite({ events: 'account.renamed' });
    const hanging = await startApp(() => undefined);
    for (const one of cases.slice(0, 3)) {
      const began = performance.now();
      const { outcome } = await runCase(one, { base: hanging.url, timeout: 200 });
      expect(outcome).toBe('error');
      expect(performance.now() - began).toBeLessThan(caseTimeout(one, 200));
    }
    await hanging.close();
  });
});

describe('openSuite', () => {
  test('skips cases once the receiver has gone, and passes none of them', async () => {
    const { cases } = await planSuite({ events: 'contact.*', only: ['variants'] });
    const gone = await startApp(receiver());
    await gone.close();
    const suite = await openSuite({ base: gone.url });
    const outcomes: string[] = [];
    for (const one of cases) outcomes.push((await suite.run(one)).outcome);
    await suite.close();
    expect(new Set(outcomes)).toEqual(new Set(['error', 'skipped']));
    expect(outcomes.lastIndexOf('error')).toBeLessThan(outcomes.indexOf('skipped'));
  });

  test('refuses two addresses, and none', async () => {
    await expect(openSuite({})).rejects.toThrow(UsageError);
    await expect(openSuite({ to: good.url, base: good.url })).rejects.toThrow(UsageError);
  });
});

test('runSuite yields what happens, accounts for every case, and stops on request', async () => {
  const plan = await planSuite({ events: 'contact.*' });
  const stop = new AbortController();
  const seen = new Map<string, number>();
  for await (const event of runSuite(plan, { base: good.url, concurrency: 2, stop: stop.signal })) {
    seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
    if (seen.get('finished') === 10) stop.abort();
    if (event.type !== 'ended') continue;
    const { passed, failed, error, skipped } = event.summary.counts;
    expect(passed + failed + error + skipped).toBe(plan.cases.length);
    expect(passed).toBeGreaterThanOrEqual(10);
    expect(skipped).toBeGreaterThan(0);
    expect(event.summary.stopped).toBe('interrupted');
  }
  expect(seen.get('finished')).toBe(plan.cases.length);
  expect([seen.get('planned'), seen.get('ended')]).toEqual([1, 1]);
});

describe('what would pass wrongly', () => {
  test('a probe that no case reads is refused', async () => {
    const plan = await planSuite({ events: 'room.left', only: ['redelivery'] });
    const [one] = plan.cases;
    if (one === undefined) throw new Error('there is no such case');
    const target = { base: good.url, probe: () => 1 };
    await expect(runCase(one, target)).rejects.toThrow('planSuite({ probe: true })');
    await expect(runSuite(plan, target).next()).rejects.toThrow('planSuite({ probe: true })');
  });

  test('the name of a story is refused, and the message names its events', async () => {
    await expect(planSuite({ events: 'contact-life' })).rejects.toThrow(
      /yuju\/contact-life is a story.*yuju\/contact\.created yuju\/contact\.updated yuju\/contact\.deleted.*--filter contact-life/,
    );
  });
});

test('a receiver that works long after its responses is not reported as counting twice', async () => {
  const seen = new Set<string>();
  let count = 0;
  const late = await startApp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      response.setHeader('content-type', 'application/json').end('{}');
      if (seen.has(body)) return;
      seen.add(body);
      // What the variants left to do shows first, and the first redelivery's own work a while after that.
      const delay = seen.size <= 8 ? 300 : 600;
      setTimeout(() => {
        count += 1;
      }, delay);
    });
  });
  const plan = await planSuite({ events: 'juzi/room.left', only: ['variants', 'redelivery'], probe: true });
  const failed: string[] = [];
  for await (const event of runSuite(plan, { base: late.url, probe: () => ({ count }) })) {
    if (event.type === 'finished' && event.result.outcome !== 'passed') failed.push(event.result.id);
  }
  await late.close();
  expect(failed).toEqual([]);
});
