import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Destination } from '../../../src/delivery/destination.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { accept, serve } from '../serve.ts';
import { key, outcomes, plan, type Ran, run } from '../suites.ts';

useVirtualTime();

/** A port at which nobody listens. */
async function nobody(): Promise<string> {
  const server = await serve();
  await server.close();
  return server.url;
}

const whole = plan();

/** Whatever ended a run: every planned case has a result, and what was not run did not pass. */
function accountedFor(ran: Ran, planned = whole): void {
  expect(ran.results.map(key).sort()).toEqual(planned.cases.map(key).sort());
  for (const { outcome, deliveries, reason, group } of ran.results) {
    if (outcome === 'skipped') expect([deliveries.length, reason]).toEqual([0, expect.stringMatching(/./)]);
    else if (group !== 'deadline') expect(deliveries.length).toBeGreaterThan(0);
  }
  expect(ran.summary.counts).toEqual(outcomes(ran));
}

describe.concurrent('a receiver that is not there', () => {
  test('is noticed after a few deliveries: the rest is skipped, and nothing passed', async () => {
    const began = performance.now();
    const ran = await run(whole, await nobody());
    expect(performance.now() - began).toBeLessThan(5000);
    accountedFor(ran);
    const { counts, requests, answered, stopped, coverage } = ran.summary;
    expect(stopped).toBe('unreachable');
    expect(answered).toBe(0);
    expect(requests).toBeLessThan(40);
    expect(counts.passed + counts.failed).toBe(0);
    expect(counts.error).toBeGreaterThanOrEqual(10);
    expect(coverage.covered).toBe(0);
    expect(new Set(ran.results.flatMap(({ reason }) => reason ?? []))).toContain(
      'the receiver could not be reached',
    );
  });

  test('or accepts everything and never answers, counts as unreachable too', async () => {
    await using receiver = await serve(() => undefined);
    const ran = await run(whole, receiver.url, { timeout: 60 });
    accountedFor(ran);
    expect(ran.summary).toMatchObject({ stopped: 'unreachable', answered: 0 });
    expect(ran.summary.requests).toBeLessThan(40);
  });

  test('or dies half-way: what was answered stays, the rest is skipped', async () => {
    let requests = 0;
    const receiver = await serve((_, __, response) => {
      requests += 1;
      if (requests <= 100) accept(response);
      else void receiver.close();
    });
    const ran = await run(whole, receiver.url);
    accountedFor(ran);
    expect(ran.summary.stopped).toBe('unreachable');
    expect(ran.summary.counts.passed).toBeGreaterThanOrEqual(90);
    expect(ran.summary.counts.skipped).toBeGreaterThan(200);
    expect(ran.summary.answered).toBe(100);
  });

  test('or comes back after nine refusals in a row: the run goes on', async () => {
    const one = plan({ only: ['variants'], maxCases: 30 });
    let requests = 0;
    await using receiver = await serve((_, request, response) => {
      requests += 1;
      if (requests > 5 && requests < 15) request.socket.destroy();
      else accept(response);
    });
    const ran = await run(one, receiver.url, { concurrency: 1 });
    expect(ran.summary.stopped).toBeNull();
    expect(outcomes(ran)).toEqual({ passed: 22, failed: 0, error: 8, skipped: 0 });
    // The first was sent twice: its connection was open already.
    expect(ran.summary.reconnects).toBe(1);
  });
});

describe.concurrent('all timeouts', () => {
  test('after an answer: the run goes on, since the receiver is there, and each is an error', async () => {
    const few = plan({ only: ['variants', 'deadline'], maxCases: 36 });
    let requests = 0;
    await using receiver = await serve((_, __, response) => {
      requests += 1;
      if (requests === 1) accept(response);
    });
    const ran = await run(few, receiver.url, { timeout: 300, concurrency: 12 });
    accountedFor(ran, few);
    expect(ran.summary.stopped).toBeNull();
    expect(ran.summary.deadline.missed).toBe(ran.summary.requests - 1);
    expect(ran.summary.counts.skipped).toBe(0);
  });
});

describe.concurrent('bail', () => {
  test.each([1, 3])('%d: after that many failures no further case starts', async (bail) => {
    await using receiver = await serve((_, __, response) => response.writeHead(500).end());
    const ran = await run(whole, receiver.url, { bail, concurrency: 4 });
    accountedFor(ran);
    const { counts, stopped } = ran.summary;
    expect(stopped).toBe('bail');
    expect(counts.passed).toBe(0);
    expect(counts.failed).toBeGreaterThanOrEqual(bail);
    // Those that were under way may end.
    expect(counts.failed).toBeLessThan(bail + 4 + 19);
  });

  test('without failures: nothing is skipped', async () => {
    const few = plan({ only: ['lifecycle'] });
    await using receiver = await serve((_, __, response) => accept(response));
    const ran = await run(few, receiver.url, { bail: 1 });
    expect(ran.summary).toMatchObject({ stopped: null, counts: { passed: few.cases.length, skipped: 0 } });
  });
});

describe.concurrent('an interrupted run', () => {
  test('waits for running cases, and skips the rest, none of which passes', async () => {
    const controller = new AbortController();
    let underWay = 0;
    let answered = 0;
    await using receiver = await serve(async (_, __, response) => {
      underWay += 1;
      if (underWay === 20) controller.abort();
      await pause(20);
      accept(response);
      answered += 1;
    });
    const ran = await run(whole, receiver.url, { stop: controller.signal });
    accountedFor(ran);
    expect(ran.summary.stopped).toBe('interrupted');
    expect(ran.summary.requests).toBe(underWay);
    expect(answered).toBe(underWay);
    expect(ran.summary.counts).toMatchObject({ failed: 0, error: 0 });
    expect(ran.summary.counts.passed).toBeLessThanOrEqual(24);
    for (const { group, outcome } of ran.results) if (group === 'deadline') expect(outcome).toBe('skipped');
  });

  test('before it began: nothing is sent', async () => {
    let requests = 0;
    await using receiver = await serve((_, __, response) => {
      requests += 1;
      accept(response);
    });
    const ran = await run(whole, receiver.url, { stop: AbortSignal.abort() });
    accountedFor(ran);
    expect(requests).toBe(0);
    expect(ran.summary.counts.skipped).toBe(whole.cases.length);
  });

  test('whose reader leaves early closes its connections, and sends nothing more', async () => {
    let requests = 0;
    await using receiver = await serve((_, __, response) => {
      requests += 1;
      accept(response);
    });
    const { runPlan } = await import('../../../src/suite/run/run-plan.ts');
    const destination: Destination = { target: { kind: 'exact', url: receiver.url }, headers: {} };
    const running = runPlan(whole, {
      destinations: () => destination,
      seed: 's',
      timeout: 5000,
      contract: 'documented',
    });
    for await (const event of running) if (event.type === 'finished') break;
    const then = requests;
    await pause(100);
    expect(requests).toBeLessThan(then + 8);
    expect(requests).toBeLessThan(60);
  });
});

test.concurrent('a receiver that we started and that ended: the rest is skipped with this reason, and its last output is reported', async () => {
  let requests = 0;
  let end: (() => void) | undefined;
  const exited = new Promise<void>((resolve) => {
    end = resolve;
  });
  await using receiver = await serve((_, __, response) => {
    requests += 1;
    if (requests === 30) end?.();
    accept(response);
  });
  const ran = await run(whole, receiver.url, {
    receiverExited: exited,
    receiverOutput: () => 'out of memory\n',
  });
  accountedFor(ran);
  expect(ran.summary).toMatchObject({ stopped: 'receiver_exited', receiverOutput: 'out of memory\n' });
  expect(ran.results.find(({ outcome }) => outcome === 'skipped')?.reason).toBe('the receiver had ended');
  expect(requests).toBeLessThan(60);
});
