import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { httpProbe } from '../../../src/suite/probe/probes.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { accept, deliveryId, serve } from '../serve.ts';
import { plan, type Ran, resultNamed, run } from '../suites.ts';

useVirtualTime();

const id = 'juzi/message.received › delivered twice at once';
const twiceAtOnce = plan({ filter: [id], probe: true });

/** A receiver that shows its rows in its own way; one that deduplicates keeps each id once. */
async function probed(show: (rows: readonly string[]) => string, deduplicates: boolean): Promise<Ran> {
  const rows: string[] = [];
  await using receiver = await serve((body, request, response) => {
    if (request.method === 'GET') {
      response.end(show(rows));
      return;
    }
    const delivered = deliveryId(body);
    if (!deduplicates || !rows.includes(delivered)) rows.push(delivered);
    accept(response);
  });
  return await run(twiceAtOnce, receiver.url, { probe: httpProbe(new URL('state', receiver.url), {}) });
}

const copies = (rows: readonly string[]): Record<string, string[]> =>
  Object.fromEntries(rows.map((row) => [row, rows.filter((other) => other === row)]));

const written: Readonly<Record<string, (rows: readonly string[]) => string>> = {
  'a text in JSON': ({ length }) => `[{"count":"${1231 + length}"}]`,
  'a JSON string': ({ length }) => `"${1231 + length}"`,
  'with commas': ({ length }) => (1231 + length).toLocaleString('en'),
  'with spaces': ({ length }) => `1 ${231 + length}`,
  'with points': ({ length }) => `1.${231 + length}`,
  'full-width digits': ({ length }) => `１２３${'０１２３４'[length]}`,
  'in a sentence': ({ length }) => `messages: ${12 + length}`,
  'in a Chinese sentence': ({ length }) => `共${12 + length}条`,
  Prometheus: ({ length }) => `# TYPE m counter\nm{code="200"} ${12 + length} 1764221544123`,
  'a table': ({ length }) => ` count\n-------\n  ${12 + length}\n(1 row)`,
  NDJSON: (rows) => `{"a":1}\n{"a":2}\n${rows.map((row) => JSON.stringify({ row })).join('\n')}`,
  'a list for each id': (rows) => JSON.stringify({ byId: copies(rows) }),
  'rows in any order': (rows) => JSON.stringify([...rows].reverse()),
};

describe.concurrent.each(Object.entries(written))('a count written as %s', (_, show) => {
  test('shows a delivery that was counted twice', async () => {
    const { findings } = resultNamed(await probed(show, false), id);
    expect(findings.map(({ code }) => code)).toEqual(['redelivery.counted_twice']);
  });

  test('passes a receiver that counts once', async () => {
    const ran = await probed(show, true);
    expect(resultNamed(ran, id).findings).toEqual([]);
    expect(ran.summary.warnings).toEqual([]);
  });
});

test.concurrent('a digest cannot tell one from two: the summary says so', async () => {
  const digest = (rows: readonly string[]): string => createHash('md5').update(rows.join()).digest('hex');
  const ran = await probed(digest, false);
  expect(ran.summary.warnings).toEqual([
    expect.stringMatching(/^the probe cannot tell whether juzi\/message\.received, .*let it show a count$/),
  ]);
});
