import { describe, expect, test } from 'vitest';
import { useVirtualTime } from '../fixtures/virtual-time.ts';
import { openExpressReceiver } from '../fixtures/zoo/express.ts';
import { openFastifyReceiver } from '../fixtures/zoo/fastify.ts';
import { Receiver } from '../fixtures/zoo/receiver.ts';
import { complaints, type Visit, visit } from '../fixtures/zoo/run.ts';
import { sharedToken, VigilantReceiver } from '../fixtures/zoo/vigilant.ts';
import { WorksAfterwards } from '../fixtures/zoo/works-afterwards.ts';

useVirtualTime();

/** One event for each way of telling a duplicate, and of telling a message of its own. */
const probed = [
  'juzi/message.received',
  'juzi/room.renamed',
  'yuju/contact.updated',
  'yuju/conversation.message',
];

const visits: Readonly<Record<string, Visit>> = {
  'everything to one address': { oneAddress: true, seed: 'a third', concurrency: 16 },
  'nothing but what the pages say': { contract: 'strict' },
};
const ofAll: Readonly<Record<string, Visit>> = {
  'another seed, one case at a time': { seed: 'another', concurrency: 1 },
  'all groups': { negative: true, seed: 'one', concurrency: 4 },
  'with a probe': { events: probed, negative: true, probe: true },
};

const receivers = {
  'node:http': () => new Receiver().open(),
  Express: openExpressReceiver,
  Fastify: openFastifyReceiver,
};

describe.each(Object.entries(receivers))('%s', (name, open) => {
  const ways = { ...ofAll, ...(name === 'node:http' && visits) };
  test.concurrent.each(Object.entries(ways))('%s', async (_, how) => {
    await using receiver = await open();
    const { results, summary } = await visit(receiver.url, how);
    expect(complaints(results)).toEqual([]);
    expect(summary.counts.passed).toBe(results.length);
  });
});

test.concurrent('one that goes on working after its response, with a probe', async () => {
  await using receiver = await new WorksAfterwards().open();
  const { results } = await visit(receiver.url, { events: probed, probe: true });
  expect(complaints(results)).toEqual([]);
});

test.concurrent('pairwise', async () => {
  await using receiver = await new Receiver().open();
  const { results } = await visit(receiver.url, { coverage: 'pairwise', concurrency: 16 });
  expect(complaints(results)).toEqual([]);
});

test.concurrent('one that checks tokens and signatures refuses what it promises to refuse', async () => {
  await using receiver = await new VigilantReceiver().open();
  const { results } = await visit(receiver.url, {
    negative: true,
    refused: [
      ...['malformed-json', 'truncated-json', 'empty-body', 'json-array', 'body-of-10-mib'],
      ...['wrong-content-type', 'no-content-type', 'get'],
      ...['wrong-token', 'wrong-signature', 'no-signature', 'stale-signature', 'replayed-signature'],
    ],
    events: ['juzi/*', 'yuju/hosted.*'],
    token: sharedToken,
    now: 'real',
  });
  expect(complaints(results)).toEqual([]);
});
