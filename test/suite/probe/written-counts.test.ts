import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { httpProbe } from '../../../src/suite/probe/probes.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { accept, deliveryId, serve } from '../serve.ts';
import { plan, type Ran, resultNamed, run } from '../suites.ts';

useVirtualTime();

const id = 'juzi/message.received › delivered twice at once';
const again = 'juzi/message.received › delivered again';
const twiceAtOnce = plan({ filter: [id], probe: true });

/** A receiver that shows its rows in its own way; one that deduplicates keeps each id once. */
async function probed(
  show: (rows: readonly string[], deliveries: number) => string,
  deduplicates: boolean,
  what = twiceAtOnce,
): Promise<Ran> {
  let deliveries = 0;
  const rows: string[] = [];
  await using receiver = await serve((body, request, response) => {
    if (request.method === 'GET') {
      response.end(show(rows, deliveries));
      return;
    }
    const delivered = deliveryId(body);
    deliveries += 1;
    if (!deduplicates || !rows.includes(delivered)) rows.push(delivered);
    accept(response);
  });
  return await run(what, receiver.url, { probe: httpProbe(new URL('state', receiver.url), {}) });
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

describe.concurrent('a delivery that came again', () => {
  const deliveredAgain = plan({ filter: [again], probe: true });
  const digest = (text: string): string => createHash('md5').update(text).digest('hex');
  const findings = (ran: Ran): string[] => resultNamed(ran, again).findings.map(({ code }) => code);

  test('may change the order of a list within a line', async () => {
    const set = (rows: readonly string[], deliveries: number): string =>
      `{${(deliveries % 2 === 0 ? rows : [...rows, 'x', 'y'].reverse()).join(', ')}}`;
    const sets = (rows: readonly string[], deliveries: number): string =>
      set([...rows, ...(deliveries % 2 === 0 ? ['y', 'x'] : [])], deliveries);
    expect(findings(await probed(sets, true, deliveredAgain))).toEqual([]);
  });

  test('may change when something was last heard of, beside a count', async () => {
    const show = ({ length }: readonly string[], deliveries: number): string =>
      JSON.stringify({
        count: length,
        at: `2026-01-01T00:00:0${deliveries}Z`,
        ms: 1_764_221_544_000 + deliveries,
      });
    const ran = await probed(show, true, deliveredAgain);
    expect(findings(ran)).toEqual([]);
    expect(ran.summary.warnings).toEqual([]);
    expect(findings(await probed(show, false, deliveredAgain))).toEqual(['redelivery.state_changed']);
  });

  test('changes a digest: alone it is a change of state, beside a count that stays it tells nothing', async () => {
    const alone = (_: readonly string[], deliveries: number): string => digest(String(deliveries));
    expect(findings(await probed(alone, true, deliveredAgain))).toEqual(['redelivery.state_changed']);
    const beside = ({ length }: readonly string[], deliveries: number): string =>
      JSON.stringify({ count: length, etag: digest(String(deliveries)) });
    const ran = await probed(beside, true, deliveredAgain);
    expect(findings(ran)).toEqual([]);
    expect(ran.summary.warnings).toEqual([expect.stringContaining('cannot tell')]);
  });

  test('and is not answered is an error, and no other outcome', async () => {
    let deliveries = 0;
    await using receiver = await serve((_, request, response) => {
      deliveries += 1;
      if (deliveries > 1) request.socket.destroy();
      else accept(response);
    });
    const ran = await run(plan({ filter: [again] }), receiver.url);
    const { outcome, findings: found } = resultNamed(ran, again);
    expect({ outcome, found }).toEqual({ outcome: 'error', found: [] });
  });
});

test.concurrent('a digest cannot tell one from two: the summary says so', async () => {
  const digest = (rows: readonly string[]): string => createHash('md5').update(rows.join()).digest('hex');
  const ran = await probed(digest, false);
  expect(ran.summary.warnings).toEqual([
    expect.stringMatching(/^the probe cannot tell whether juzi\/message\.received, .*let it show a count$/),
  ]);
});
