import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type * as Built from '../../../src/load/open-burst.ts';
import type { OpenBurstOptions } from '../../../src/load/options.ts';
import type { BurstResult, ByValue } from '../../../src/load/result.ts';
import { type Answer, accepts, type Receiver, receive, says } from '../receiver.ts';
import { burstOptions, closed, type FollowedRun, follow, message, note, open } from '../runs.ts';

const built = new URL('../../../dist/src/load/open-burst.js', import.meta.url);
if (!existsSync(fileURLToPath(built))) {
  throw new Error('These tests start threads from what was built: run `npm run build` first.');
}
const { openBurst } = (await import(/* @vite-ignore */ built.href)) as typeof Built;

const folder = mkdtempSync(join(tmpdir(), 'burst-workers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mix = [
  { event: message, weight: 2 },
  { event: note, weight: 1 },
];

async function run(
  { url }: Receiver,
  load: OpenBurstOptions['load'],
  changes: Partial<OpenBurstOptions>,
): Promise<FollowedRun> {
  return follow(await openBurst(burstOptions(url, load, { mix, ...changes })));
}

const lines = (log: string): { readonly n: number; readonly outcome: string }[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { n: number; outcome: string });

/** Without latencies, which differ from run to run. */
const countsOf = (byValue: ByValue) =>
  Object.entries(byValue).flatMap(([dimension, values]) =>
    Object.entries(values).map(([value, { started, failed }]) => [dimension, value, started, failed]),
  );

/** Its answer depends only on the body. */
const bySight: Answer = (response, arrival) => {
  const text = arrival.body.toString();
  if (text.includes('"type":6')) says(200, '{"errcode":"0","data":1}')(response, arrival);
  else if (text.includes('"type":1,')) says(500, 'no')(response, arrival);
  else accepts(response, arrival);
};

describe('a run has the same result with any number of workers', () => {
  /** The parts of a result that do not depend on time. */
  const timeless = (result: BurstResult): unknown => ({
    planned: result.planned,
    outcomes: result.outcomes,
    byValue: countsOf(result.byValue),
    duplicates: result.duplicates,
    findings: result.findings.map(({ first, ...rest }) => ({ ...rest, first: { ...first, at: 0 } })),
    failures: result.failures.map(({ id, event, variant, index, now, request, verdict, repro }) => ({
      id,
      event,
      variant,
      index,
      now,
      body: request.body,
      verdict,
      repro,
    })),
  });
  const seen: unknown[] = [];

  test.each([1, 2, 4])('%i: bodies, outcomes, findings and kept failures', async (workers) => {
    await using receiver = await receive(bySight);
    const log = join(folder, `same-${workers}`);
    const load = closed(600, 12);
    const { result } = await run(receiver, load, { workers, duplicates: 0.1, keep: 15, log });
    expect(receiver.arrivals).toHaveLength(600);
    expect(result.failures.length).toBeGreaterThan(5);
    expect(result.outcomes.violation).toBeGreaterThan(15);
    expect(result.generator).toMatchObject({ workers, sockets: 12 });
    expect(receiver.connections).toBe(12);
    expect(new Set(receiver.arrivals.map(({ id }) => id)).size).toBe(600 - result.duplicates);
    expect(
      lines(log)
        .map(({ n }) => n)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 600 }, (_, n) => n));
    const hidden = (text: string): unknown => JSON.parse(text.replaceAll(receiver.url.host, 'host'));
    seen.push([
      hidden(JSON.stringify(timeless(result))),
      receiver.arrivals.map(({ body }) => body.toString()).sort(),
    ]);
    expect(seen.at(-1)).toEqual(seen[0]);
  });
});

describe('every delivery is accounted for', () => {
  test.each([1, 2, 4])('with %i workers, in an open loop that is stopped', async (workers) => {
    const controller = new AbortController();
    await using receiver = await receive((response, arrival) => {
      if (arrival.nth === 250) controller.abort();
      if (arrival.nth % 10 === 3) response.socket?.resetAndDestroy();
      else if (arrival.nth % 10 === 5) says(503, '')(response, arrival);
      // Some are never answered.
      else if (arrival.nth % 25 !== 7) setTimeout(() => accepts(response, arrival), 20);
    });
    const log = join(folder, `stopped-${workers}`);
    const { result } = await run(receiver, open(400, 20_000), {
      workers,
      log,
      timeout: 1500,
      maxInFlight: 40,
      stop: controller.signal,
    });
    expect(result).toMatchObject({ interrupted: true, stopped: { reason: 'interrupted' } });
    const { started, reconnects } = result;
    expect(started + reconnects).toBeGreaterThan(250);
    expect(result.planned).toBeLessThan(8000);
    const ids = receiver.arrivals.map(({ id }) => id);
    expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(reconnects);
    const { transport, timeout } = result.outcomes;
    expect(ids.length).toBeLessThanOrEqual(started + reconnects);
    expect(ids.length).toBeGreaterThanOrEqual(result.started - transport - timeout);
    const seen = lines(log);
    expect(seen.filter(({ outcome }) => outcome === 'dropped')).toHaveLength(result.dropped);
    expect(seen).toHaveLength(result.planned);
    expect(new Set(seen.map(({ n }) => n)).size).toBe(result.planned);
  });

  test('with 4 workers, if the receiver dies during the run', async () => {
    await using receiver = await receive((response, arrival) => {
      if (arrival.nth === 150) receiver.kill();
      accepts(response, arrival);
    });
    const { result } = await run(receiver, closed(400, 12), { workers: 4 });
    expect(result.started).toBe(400);
    expect(result.outcomes.transport).toBe(400 - result.outcomes.accepted);
    const ids = receiver.arrivals.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(result.outcomes.accepted);
    expect(ids.length).toBeLessThanOrEqual(result.outcomes.accepted + 12);
  });
});

test('duplicates are byte for byte, with a real clock as well', async () => {
  await using receiver = await receive(accepts);
  const { result } = await run(receiver, closed(500, 8), { workers: 4, duplicates: 0.3, now: 'real' });
  const bodies = new Map<string, Buffer>();
  for (const { id, body } of receiver.arrivals) {
    expect(body.equals(bodies.get(id) ?? body)).toBe(true);
    bodies.set(id, body);
  }
  expect(receiver.arrivals.length - bodies.size).toBe(result.duplicates);
  expect(result.duplicates).toBeGreaterThan(80);
});

test('a worker without deliveries does not delay the end', async () => {
  await using receiver = await receive(accepts);
  const { result } = await run(receiver, open(100, null, 3), { workers: 4 });
  expect([result.planned, receiver.arrivals.length]).toEqual([3, 3]);
});

test('a run that is stopped before the start ends', async () => {
  await using receiver = await receive(accepts);
  const { result } = await run(receiver, open(100, 5000), { workers: 2, stop: AbortSignal.abort() });
  expect(result).toMatchObject({ started: 0, interrupted: true });
});

test('a worker that cannot be opened fails the run with its error', async () => {
  await using receiver = await receive(accepts);
  const eventPaths = [join(folder, 'missing')];
  await expect(run(receiver, closed(20), { workers: 2, eventPaths })).rejects.toThrow(/missing/);
  expect(receiver.arrivals).toEqual([]);
});

test('more workers than deliveries in flight are refused', async () => {
  await using receiver = await receive(accepts);
  await expect(run(receiver, closed(20, 3), { workers: 4 })).rejects.toThrow(
    '4 workers cannot share 3 connections',
  );
});
