import { describe, expect, test } from 'vitest';
import { openExpressReceiver } from '../fixtures/zoo/express.ts';
import { openFastifyReceiver } from '../fixtures/zoo/fastify.ts';
import { Receiver } from '../fixtures/zoo/receiver.ts';
import { complaints, visit } from '../fixtures/zoo/run.ts';

const correct = {
  'node:http': () => new Receiver().open(),
  Express: openExpressReceiver,
  Fastify: openFastifyReceiver,
};

describe.each(Object.entries(correct))('%s', (_, open) => {
  test('passes', async () => {
    await using receiver = await open();
    const t = Date.now();
    const { results, summary } = await visit(receiver.url, { negative: true, probe: true });
    console.log(Date.now() - t, summary.requests, summary.counts, results.filter(r => r.outcome === "error").slice(0,2).map(r=>JSON.stringify(r.findings)));
    expect(complaints(results)).toEqual([]);
  });
  test('passes', async () => {
    await using receiver = await open();
    const t = Date.now();
    const { results, summary } = await visit(receiver.url, { oneAddress: true });
    console.log(Date.now() - t, summary.requests, summary.counts, results.filter(r => r.outcome === "error").slice(0,2).map(r=>JSON.stringify(r.findings)));
    expect(complaints(results)).toEqual([]);
  });
});
