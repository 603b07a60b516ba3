import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { answersWith, record } from '../../fixtures/receivers/recorder.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { accept, deliveryId, serve, welcome } from '../serve.ts';
import { outcomes, plan, type Ran, resultNamed, run } from '../suites.ts';

useVirtualTime();

/** Which case each body is of. */
function owners({ results }: Ran): Map<string, { id: string; step: number }> {
  return new Map(
    results.flatMap(({ id, deliveries }) =>
      deliveries.map(({ delivery }, step) => [delivery.request.body, { id, step }] as const),
    ),
  );
}

describe('the steps of a story', () => {
  test('are sent in order, each after the response to the one before, even with other cases running', async () => {
    const underWay: string[] = [];
    const log: { what: 'came' | 'went'; body: string }[] = [];
    await using receiver = await serve(async (body, _, response) => {
      log.push({ what: 'came', body: body.toString() });
      underWay.push(body.toString());
      // Some take longer than others.
      await pause(body.length % 7);
      log.push({ what: 'went', body: body.toString() });
      accept(response);
    });
    const ran = await run(plan({ only: ['lifecycle', 'disorder'] }), receiver.url, { concurrency: 8 });
    const owner = owners(ran);
    const byCase = new Map<string, string[]>();
    for (const { what, body } of log) {
      const { id = '', step = -1 } = owner.get(body) ?? {};
      byCase.set(id, [...(byCase.get(id) ?? []), `${what} ${step}`]);
    }
    expect(byCase.size).toBe(ran.results.length);
    for (const { id, deliveries } of ran.results) {
      expect(byCase.get(id)).toEqual(deliveries.flatMap((_, step) => [`came ${step}`, `went ${step}`]));
    }
    expect(outcomes(ran)).toMatchObject({ passed: ran.results.length });
  });

  test('in a wrong order are sent in that order', async () => {
    await using receiver = await record(answersWith(200, welcome));
    const id = 'yuju/contact-life › a late update after the deletion';
    await run(plan({ filter: [id] }), receiver.url);
    const types = receiver.requests.map(({ body }) => /contact_\w+/.exec(body.toString())?.[0]);
    expect(types).toEqual(['contact_created', 'contact_updated', 'contact_deleted', 'contact_updated']);
  });

  test('stop after one without a response: the following steps would make no sense', async () => {
    let requests = 0;
    await using receiver = await serve((_, request, response) => {
      requests += 1;
      if (requests >= 3) request.socket.destroy();
      else accept(response);
    });
    const { results, summary } = await run(plan({ filter: ['contact-life › in order'] }), receiver.url);
    expect(requests).toBe(4);
    expect(results).toMatchObject([
      { outcome: 'error', deliveries: [{ met: true }, { met: true }, { met: false }] },
    ]);
    expect(summary).toMatchObject({ requests: 3, reconnects: 1 });
  });

  test('go on after a wrong response: the receiver is still there', async () => {
    await using receiver = await record((_, response, nth) => {
      response.writeHead(nth === 1 ? 500 : 200, { 'content-type': 'application/json' }).end(welcome);
    });
    const { results } = await run(plan({ filter: ['contact-life › in order'] }), receiver.url);
    expect(receiver.requests).toHaveLength(5);
    expect(results).toMatchObject([{ outcome: 'failed' }]);
  });
});

describe('concurrency', () => {
  test.each([1, 3, 4, 10])(
    '%d: never more cases at once, and as many where there are',
    async (concurrency) => {
      let now = 0;
      let most = 0;
      const full = new AbortController();
      await using receiver = await serve(async (_, __, response) => {
        now += 1;
        most = Math.max(most, now);
        // The first are answered when as many are there as may be.
        if (now === concurrency) full.abort();
        await pause(2000, undefined, { signal: full.signal }).catch(() => undefined);
        await pause(5);
        now -= 1;
        accept(response);
      });
      await run(plan({ only: ['variants'], maxCases: 80 }), receiver.url, { concurrency });
      expect(most).toBe(concurrency);
    },
  );

  test('is 4 by default', async () => {
    const started = new Set<string>();
    let most = 0;
    await using receiver = await serve(async (_, __, response) => {
      await pause(3);
      accept(response);
    });
    await run(plan({ only: ['forward'] }), receiver.url, {}, (event) => {
      if (event.type === 'started') started.add(event.id);
      if (event.type === 'finished') started.delete(event.result.id);
      most = Math.max(most, started.size);
    });
    expect(most).toBe(4);
  });
});

describe('the same delivery more than once', () => {
  const event = 'juzi/message.received';

  test('again: the same bytes, after the response to the first', async () => {
    await using receiver = await record(answersWith(200, welcome));
    await run(plan({ filter: [`${event} › delivered again`] }), receiver.url);
    const [first, again, ...more] = receiver.requests;
    expect(more).toEqual([]);
    expect(again?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
    expect(again?.url).toBe(first?.url);
  });

  test('twice at once: both arrive on separate connections before either is answered', async () => {
    const here: { body: Buffer; port: number | undefined; answer: () => void }[] = [];
    await using receiver = await serve((body, request, response) => {
      here.push({ body, port: request.socket.remotePort, answer: () => accept(response) });
      // It answers only when both have come: one after the other would run into the deadline.
      if (here.length === 2) for (const { answer } of here) answer();
    });
    const ran = await run(plan({ filter: [`${event} › delivered twice at once`] }), receiver.url, {
      concurrency: 1,
    });
    expect(outcomes(ran)).toMatchObject({ passed: 1 });
    expect(new Set(here.map(({ port }) => port)).size).toBe(2);
    expect(here[0]?.body.equals(here[1]?.body ?? Buffer.alloc(0))).toBe(true);
  });

  test('given up: the receiver sees the connection close, and gets the same bytes again', async () => {
    const bodies: Buffer[] = [];
    let closed = 0;
    await using receiver = await serve((body, request, response) => {
      bodies.push(body);
      request.socket.on('close', () => {
        if (!response.writableEnded) closed += 1;
      });
      if (bodies.length > 1) accept(response);
    });
    const ran = await run(plan({ filter: [`${event} › delivered again after giving up`] }), receiver.url);
    expect(outcomes(ran)).toMatchObject({ passed: 1 });
    expect(bodies).toHaveLength(2);
    expect(bodies[1]?.equals(bodies[0] ?? Buffer.alloc(0))).toBe(true);
    expect(closed).toBe(1);
    const [delivery] = ran.results[0]?.deliveries ?? [];
    expect(delivery?.delivery.attempts.map(({ error }) => error?.code ?? null)).toEqual(['aborted', null]);
    expect(ran.summary.requests).toBe(2);
  });

  test('a receiver that answers the second differently fails, and both answers are reported', async () => {
    const seen = new Set<string>();
    await using receiver = await serve((body, _, response) => {
      const id = deliveryId(body);
      if (seen.has(id)) response.writeHead(409).end();
      else accept(response);
      seen.add(id);
    });
    const ran = await run(plan({ only: ['redelivery'] }, /^juzi\/message\.received$/), receiver.url);
    for (const what of ['delivered again', 'delivered twice at once']) {
      expect(resultNamed(ran, `${event} › ${what}`)).toMatchObject({
        outcome: 'failed',
        findings: [{ code: 'redelivery.outcome_changed' }],
      });
    }
    expect(resultNamed(ran, `${event} › delivered again`).findings[0]).toMatchObject({
      expected: 'accepted (200)',
      actual: expect.stringMatching(/ \(409\)$/),
    });
    expect(resultNamed(ran, `${event} › delivered again after giving up`).outcome).toBe('failed');
  });
});

test('every planned case ends in one result; planned is passed, failed, error and skipped together', async () => {
  let requests = 0;
  await using receiver = await serve((_, request, response) => {
    requests += 1;
    // Every request has a new connection, so that none is sent again.
    response.shouldKeepAlive = false;
    if (requests % 5 === 0) response.writeHead(500).end('no');
    else if (requests % 7 === 0) request.socket.destroy();
    else accept(response);
  });
  const what = plan({ negative: true, maxCases: 200 });
  const ran = await run(what, receiver.url);
  expect(ran.told[0]).toEqual({ type: 'planned', cases: what.cases.length, requests: what.requests });
  expect(ran.results.map(({ id }) => id).sort()).toEqual(what.cases.map(({ id }) => id).sort());
  expect(ran.summary.counts).toEqual(outcomes(ran));
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((a, b) => a + b, 0);
  for (const by of [ran.summary.byGroup, ran.summary.bySubject]) {
    expect(Object.values(by).reduce((total, counts) => total + sum(counts), 0)).toBe(what.cases.length);
  }
  expect(sum(ran.summary.counts)).toBe(what.cases.length);
  expect(ran.summary.counts.failed).toBeGreaterThan(10);
  expect(ran.summary.counts.error).toBeGreaterThan(10);
  expect(ran.summary.requests).toBe(requests);
});
