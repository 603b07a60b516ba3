import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseSelection } from '../../../src/suite/plan/plan.ts';
import type { RunPlanOptions } from '../../../src/suite/run/run-plan.ts';
import { answersWith, record } from '../../fixtures/receivers/recorder.ts';
import { deliveryId, welcome } from '../serve.ts';
import { bytesOf, key, plan, type Ran, run } from '../suites.ts';

/** What each case put on the wire, and what arrived, with the port of this receiver taken out. */
async function wire(
  options: Partial<CaseSelection> = {},
  how: Partial<RunPlanOptions> = {},
): Promise<{ byCase: Map<string, string>; arrived: string[]; ran: Ran }> {
  await using receiver = await record(answersWith(200, welcome));
  const ran = await run(plan(options), `${receiver.url}/hook?plain=1`, {
    // Where a busy machine answers late, a case ends early and sends less.
    timeout: 60_000,
    ...how,
  });
  const portless = (text: string): string => text.replaceAll(receiver.url, 'http://receiver');
  const byCase = new Map(
    ran.results.flatMap((result) =>
      result.deliveries.length === 0 ? [] : [[key(result), portless(bytesOf(result))] as const],
    ),
  );
  const arrived = receiver.requests.map(({ method, url, headerNames, headers, body }) => {
    const { host: _, ...rest } = headers;
    return `${method} ${url} ${headerNames.join()} ${JSON.stringify(rest)} ${body.toString('base64')}`;
  });
  return { byCase, arrived: arrived.sort(), ran };
}

let whole: Awaited<ReturnType<typeof wire>>;
beforeAll(async () => {
  whole = await wire({ negative: false });
});

test('a correct receiver passes everything, and what the record says was sent did arrive', async () => {
  expect(whole.ran.summary.counts).toMatchObject({ failed: 0, error: 0, skipped: 0 });
  await using receiver = await record(answersWith(200, welcome));
  const { results } = await run(plan({ only: ['lifecycle', 'disorder', 'forward'] }), receiver.url);
  const sent = results.flatMap(({ deliveries }) => deliveries.map(({ delivery }) => delivery.request.body));
  expect(receiver.requests.map(({ body }) => body.toString()).sort()).toEqual(sent.sort());
});

describe('the same seed', () => {
  test('gives the same requests again: bodies, queries and headers', async () => {
    const again = await wire();
    expect(again.byCase).toEqual(whole.byCase);
    expect(again.arrived).toEqual(whole.arrived);
  });

  test('another seed gives other requests', async () => {
    const other = await wire({}, { seed: 'another' });
    const same = [...other.byCase].filter(([id, bytes]) => whole.byCase.get(id) === bytes);
    expect(same).toEqual([]);
  });

  test.each<[string, Partial<CaseSelection>, Partial<RunPlanOptions>]>([
    ['--only', { only: ['lifecycle', 'redelivery'] }, {}],
    ['--skip', { skip: ['variants', 'forward'] }, {}],
    ['--filter', { filter: ['*room*', 'emoji'] }, {}],
    ['--shard', { shard: { index: 2, of: 3 } }, {}],
    ['--max-cases', { maxCases: 90 }, {}],
    ['--repeat', { repeat: 2 }, {}],
    ['--concurrency 1', {}, { concurrency: 1 }],
    ['--concurrency 40', {}, { concurrency: 40 }],
    ['--coverage pairwise', { coverage: 'pairwise', filter: ['room'] }, {}],
    ['a run without groups before', { only: ['disorder', 'lifecycle'] }, { concurrency: 2 }],
  ])('%s changes no case’s bytes', async (_, options, how) => {
    const { byCase } = await wire(options, how);
    const shared = [...byCase].filter(([id]) => whole.byCase.has(id));
    expect(shared.length).toBeGreaterThan(9);
    for (const [id, bytes] of shared) expect(bytes, id).toBe(whole.byCase.get(id));
  });

  test('additional cases do not change the others', async () => {
    const { byCase } = await wire({ negative: true, only: ['variants'] });
    for (const [id, bytes] of byCase) {
      if (id.startsWith('variants')) expect(bytes).toBe(whole.byCase.get(id));
    }
    expect([...byCase.keys()].some((id) => id.startsWith('negative'))).toBe(true);
  });
});

test('no two deliveries of a run share an id, unless a case means the same bytes again', () => {
  const owners = new Map<string, string>();
  for (const { id, group, deliveries } of whole.ran.results) {
    const own = deliveries.map(({ delivery }) => deliveryId(Buffer.from(delivery.request.body)));
    if (group !== 'redelivery') expect(new Set(own).size, id).toBe(own.length);
    for (const one of new Set(own)) {
      expect(owners.get(one) ?? id, one).toBe(id);
      owners.set(one, id);
    }
  }
  expect(owners.size).toBeGreaterThan(450);
});

test('without a seed, the run draws and reports one; seed and clock give the same bytes again', async () => {
  const filter = ['juzi/enterprise.message.received › type=image'];
  const first = await wire({ filter }, { seed: undefined });
  const { seed, now } = first.ran.summary;
  expect(seed).toMatch(/^\d+$/);
  expect(now).toBe('real');
  const instant = first.ran.results[0]?.deliveries[0]?.delivery.now;
  const again = await wire({ filter }, { seed, now: instant });
  expect(again.byCase).toEqual(first.byCase);
  expect(again.byCase.size).toBe(1);
});
