import { expect, test } from 'vitest';
import { httpProbe } from '../../../src/suite/probe/probes.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { accept, serve } from '../serve.ts';
import { plan, type Ran, resultNamed, run } from '../suites.ts';

useVirtualTime();

const id = 'juzi/message.received › own message comes back';

interface Counts {
  readonly all: number;
  readonly own: number;
}

/** A receiver that keeps every message, and shows its counts in its own way. */
async function probed(show: (counts: Counts) => unknown): Promise<Ran> {
  const counts = { all: 0, own: 0 };
  await using receiver = await serve((body, request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify(show(counts)));
      return;
    }
    counts.all += 1;
    if (body.includes('"isSelf":true')) counts.own += 1;
    accept(response);
  });
  const what = plan({ filter: [id], probe: true });
  return await run(what, receiver.url, { probe: httpProbe(new URL('state', receiver.url), {}) });
}

test('a receiver that answers what its own account sent is found, with the count that shows it', async () => {
  const ran = await probed(({ all }) => ({ replies: String(all), messages: all }));
  expect(resultNamed(ran, id)).toMatchObject({
    outcome: 'failed',
    findings: [
      {
        code: 'own_message.handled',
        path: 'probe.replies',
        expected: "no change: +1 is for a customer's message",
        actual: '+1 for a message of the hosted account itself',
      },
    ],
  });
});

test.each<[string, (counts: Counts) => unknown]>([
  ['answers customers alone', ({ all, own }) => ({ replies: all - own, messages: all })],
  ['counts its own apart', ({ all, own }) => ({ incoming: all - own, outgoing: own })],
  ['shows nothing but what customers sent', ({ all, own }) => all - own],
])('a receiver that %s passes without a warning', async (_, show) => {
  const ran = await probed(show);
  expect(resultNamed(ran, id)).toMatchObject({ outcome: 'passed', findings: [] });
  expect(ran.summary.warnings).toEqual([]);
});

test('a count of all messages cannot tell: the summary says so, and what to show', async () => {
  const ran = await probed(({ all }) => all);
  expect(resultNamed(ran, id).outcome).toBe('passed');
  expect(ran.summary.warnings).toEqual([
    expect.stringMatching(
      /^the probe cannot tell whether the receiver answers its own messages .*named replies$/,
    ),
  ]);
});

test('without a probe there is no such case', () => {
  expect(() => plan({ filter: [id] })).toThrow('no case matches');
});
