import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { httpProbe } from '../../../src/suite/probe/probes.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { accept, deliveryId, type Served, serve } from '../serve.ts';
import { outcomes, plan, type Ran, resultNamed, run } from '../suites.ts';

useVirtualTime();

const redelivery = plan({ only: ['redelivery'], probe: true }, /^juzi\/message\.received$/);
const names = {
  again: 'juzi/message.received › delivered again',
  together: 'juzi/message.received › delivered twice at once',
  retried: 'juzi/message.received › delivered again after giving up',
};

/** A receiver of messages that shows at /state what it holds. */
async function shop(
  take: (id: string, body: Buffer) => unknown,
  state: () => string,
): Promise<Served & { stateUrl: URL }> {
  const served = await serve(async (body, request, response) => {
    if (request.method === 'GET') {
      response.end(state());
      return;
    }
    await take(deliveryId(body), body);
    accept(response);
  });
  return Object.assign(served, { stateUrl: new URL('state', served.url) });
}

const probed = (receiver: { url: string; stateUrl: URL }, what = redelivery): Promise<Ran> =>
  run(what, receiver.url, { probe: httpProbe(receiver.stateUrl, {}), timeout: 4000 });

const codes = (ran: Ran, id: string): string[] => resultNamed(ran, id).findings.map(({ code }) => code);

describe.concurrent('a receiver that counts a delivery once', () => {
  test('passes without a warning, whatever else changes in its state', async () => {
    const known = new Set<string>();
    await using receiver = await shop(
      (id) => known.add(id),
      () => JSON.stringify({ messages: [...known], count: known.size }),
    );
    const ran = await probed(receiver);
    expect(outcomes(ran)).toEqual({ passed: 3, failed: 0, error: 0, skipped: 0 });
    expect(ran.summary.warnings).toEqual([]);
  });

  test('passes when it goes on working after its response', async () => {
    const known = new Set<string>();
    await using receiver = await shop(
      (id) => void pause(120).then(() => known.add(id)),
      () => String(known.size),
    );
    expect(outcomes(await probed(receiver))).toMatchObject({ passed: 3 });
  });

  test('passes when it goes on working for longer than the suite waits', async () => {
    const known = new Set<string>();
    await using receiver = await shop(
      (id) => void pause(1400).then(() => known.add(id)),
      () => String(known.size),
    );
    expect(outcomes(await probed(receiver, plan({ filter: [names.again], probe: true })))).toMatchObject({
      passed: 1,
    });
  });
});

describe.concurrent('a receiver that counts twice', () => {
  test('is found in all three ways, with what counts and by how much', async () => {
    const rows: string[] = [];
    await using receiver = await shop(
      (id) => rows.push(id),
      () => JSON.stringify({ orders: { rows, total: rows.length } }),
    );
    const ran = await probed(receiver);
    expect(outcomes(ran)).toMatchObject({ failed: 3 });
    expect(codes(ran, names.again)).toEqual(['redelivery.state_changed']);
    expect(codes(ran, names.together)).toEqual(['redelivery.counted_twice']);
    expect(codes(ran, names.retried)).toEqual(['redelivery.counted_twice']);
    expect(resultNamed(ran, names.again).findings[0]).toMatchObject({ expected: '1', actual: '2' });
    expect(resultNamed(ran, names.together).findings[0]).toMatchObject({
      path: 'probe.orders.rows.length',
      expected: '+1, as for one delivery',
      actual: '+2 for one delivery that arrived 2 times',
    });
  });

  test('is found when it has a race: it reads, waits, and writes', async () => {
    const known = new Set<string>();
    let rows = 0;
    await using receiver = await shop(
      async (id) => {
        const there = known.has(id);
        // Wide enough for a second connection to be made in it on a busy machine.
        await pause(150);
        if (!there) rows += 1;
        known.add(id);
      },
      () => String(rows),
    );
    const ran = await probed(receiver);
    expect(resultNamed(ran, names.again).outcome).toBe('passed');
    expect(codes(ran, names.together)).toEqual(['redelivery.counted_twice']);
    expect(codes(ran, names.retried)).toEqual(['redelivery.counted_twice']);
  });

  test('is found when the change shows late', async () => {
    let rows = 0;
    await using receiver = await shop(
      () => void pause(150).then(() => (rows += 1)),
      () => `${rows}\n`,
    );
    const ran = await probed(receiver);
    expect(codes(ran, names.again)).toEqual(['redelivery.state_changed']);
    expect(codes(ran, names.together)).toEqual(['redelivery.counted_twice']);
  });
});

describe.concurrent('a useless probe', () => {
  test('changes by itself: an early error says so', async () => {
    await using receiver = await shop(
      () => undefined,
      () => String(performance.now()),
    );
    const began = performance.now();
    const ran = await probed(receiver);
    expect(performance.now() - began).toBeLessThan(14_000);
    expect(outcomes(ran)).toMatchObject({ error: 3 });
    for (const id of Object.values(names)) {
      expect(resultNamed(ran, id).findings).toMatchObject([
        {
          code: 'probe.failed',
          message: expect.stringMatching(/^the probe's answer changes all the time, .*\.$/),
        },
      ]);
    }
  });

  test('never changes: the run passes with a warning', async () => {
    await using receiver = await shop(
      () => undefined,
      () => 'ok',
    );
    const ran = await probed(receiver);
    expect(outcomes(ran)).toMatchObject({ passed: 3 });
    expect(ran.summary.warnings).toEqual([
      "the probe's answer never changed: it cannot show whether a duplicate changed anything",
    ]);
  });

  test.each([
    ['an answer that is no 2xx', 503, /^the probe http:\/\/127\.0\.0\.1:\d+\/state answered 503\.$/],
    ['a redirect', 302, /answered 302\.$/],
  ])('%s is an error of the case, which tells it, and the others go on', async (_, status, message) => {
    await using receiver = await serve((__, request, response) => {
      if (request.method === 'GET') response.writeHead(status).end('secret');
      else accept(response);
    });
    const what = plan({ only: ['redelivery', 'lifecycle'], probe: true }, /^juzi\/message\.received$/);
    const ran = await run(what, receiver.url, {
      probe: httpProbe(new URL('state?key=abcdef', receiver.url), {}),
    });
    // The case of a message of its own reads the probe, too.
    expect(outcomes(ran)).toMatchObject({ error: 4, passed: 1 });
    for (const id of Object.values(names)) {
      expect(resultNamed(ran, id).findings).toMatchObject([
        { code: 'probe.failed', message: expect.stringMatching(message) },
      ]);
    }
    expect(JSON.stringify(ran.told)).not.toContain('abcdef');
  });

  test('nobody there', async () => {
    const gone = await serve();
    await gone.close();
    await using receiver = await serve((_, __, response) => accept(response));
    const ran = await run(redelivery, receiver.url, { probe: httpProbe(new URL(gone.url), {}) });
    expect(outcomes(ran)).toMatchObject({ error: 3 });
    expect(resultNamed(ran, names.again).findings[0]?.message).toMatch(/^the probe http:.*refused.*\.$/i);
  });
});

test.concurrent('while a state is read, nothing else is in flight', async () => {
  let open = 0;
  let overlapped = 0;
  let rows = 0;
  await using receiver = await serve(async (_, request, response) => {
    if (request.method === 'GET') {
      overlapped += open;
      response.end(String(rows));
      return;
    }
    open += 1;
    await pause(4);
    rows += 1;
    accept(response);
    open -= 1;
  });
  const what = plan({ probe: true }, /^juzi\/(message\.received|room)/);
  await run(what, receiver.url, { probe: httpProbe(new URL('state', receiver.url), {}), concurrency: 6 });
  expect(rows).toBeGreaterThan(60);
  expect(overlapped).toBe(0);
});
