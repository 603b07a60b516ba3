import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openBurst } from '../../src/load/open-burst.ts';
import { parseThreshold } from '../../src/load/thresholds/threshold-text.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';
import { accepts, receive, says } from './receiver.ts';
import { burstOptions, closed, follow, message, open, runBurst } from './runs.ts';

useVirtualTime();

describe('a warm-up', () => {
  test('is in no figure, and counted separately', async () => {
    await using receiver = await receive((response, arrival) => {
      if (arrival.nth < 90) says(500, 'not yet')(response, arrival);
      else accepts(response, arrival);
    });
    // One in flight, so that they arrive in order even on a busy machine.
    const { result, snapshots } = await runBurst(receiver.url, open(100, 2000), {
      warmup: 1000,
      maxInFlight: 1,
    });
    expect(receiver.arrivals).toHaveLength(200);
    expect(result).toMatchObject({
      planned: 100,
      started: 100,
      outcomes: { accepted: 100 },
      findings: [],
      failures: [],
    });
    expect(result.warmup).toMatchObject({
      planned: 100,
      started: 100,
      outcomes: { violation: 90, accepted: 10 },
    });
    expect(result.rate).toEqual({ target: 100, achieved: 100 });
    expect(result.passed).toBe(true);
    expect(snapshots[0]?.series).toMatchObject([{ t: 0, warmup: true }]);
    expect(snapshots.at(-1)).toMatchObject({ total: 200, duration: 2000 });
  });

  test('does not contribute to the lateness', async () => {
    await using receiver = await receive(accepts);
    const run = await openBurst(burstOptions(receiver.url, open(100, 1500), { warmup: 1000 }));
    setTimeout(() => {
      for (const until = performance.now() + 400; performance.now() < until; );
    }, 300);
    const { result, snapshots } = await follow(run);
    expect(snapshots[0]?.series[0]).toMatchObject({ warmup: true });
    expect(snapshots[0]?.series[0]?.p99).toBeGreaterThan(300);
    expect(result.generator.lateness.max).toBeLessThan(300);
  });

  test('of a closed loop', async () => {
    await using receiver = await receive((response, arrival) => {
      setTimeout(() => accepts(response, arrival), 10);
    });
    const { result } = await runBurst(receiver.url, closed(null, 5, 1200), { warmup: 600 });
    expect(result.warmup?.started).toBeGreaterThan(0);
    expect(result.started + (result.warmup?.started ?? 0)).toBe(receiver.arrivals.length);
  });
});

describe('a rate', () => {
  test('is reported as the schedule asks for it, and as it was achieved', async () => {
    await using receiver = await receive(accepts);
    const { result } = await runBurst(receiver.url, open(150, null, 150));
    expect(result.rate).toEqual({ target: 150, achieved: 150 });
  });

  // Little's law. Deliveries in flight when the time is up were started, but end after it.
  test.each([
    ['a duration', null, 2000],
    ['a count', 1000, null],
  ])('of a closed loop that %s ends: connections ÷ rate is the mean latency', async (_, count, duration) => {
    await using receiver = await receive((response, arrival) => {
      // Long compared with the time between an answer and the next start, which is in no latency.
      setTimeout(() => accepts(response, arrival), 50);
    });
    const { result } = await runBurst(receiver.url, closed(count, 20, duration));
    expect(result.rate.target).toBeNull();
    const mean = (20 / result.rate.achieved) * 1000;
    const inFlight = duration === null ? 0 : 20 / result.started;
    expect(Math.abs(mean / (result.latency.mean ?? 0) - 1)).toBeLessThan(0.05 + inFlight);
    expect(result.service).toEqual(result.latency);
  });
});

test('snapshots have each kept failure once; those in the result are among them', async () => {
  await using receiver = await receive(says(200, '{"errcode":1}'));
  const { result, snapshots } = await runBurst(receiver.url, open(100, 2500), { keep: 12 });
  const seen = snapshots.flatMap(({ kept }) => kept.map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
  expect(snapshots.filter(({ kept }) => kept.length > 0).length).toBeGreaterThan(0);
  const kept = result.failures.map(({ id }) => id);
  expect(new Set(kept).size).toBe(kept.length);
  expect(kept.length).toBeGreaterThan(3);
  expect(kept.length).toBeLessThanOrEqual(12);
  for (const id of kept) expect(seen).toContain(id);
  for (const { first } of result.findings.filter(({ severity }) => severity === 'error')) {
    expect(result.failures.map(({ index }) => index)).toContain(first.n);
  }
  expect(result.outcomes.violation).toBe(250);
});

test('a slow reader gets every snapshot, one a second, and none of them changes afterwards', async () => {
  await using receiver = await receive(accepts);
  const run = await openBurst(burstOptions(receiver.url, open(50, 2300)));
  const copies: string[] = [];
  const seen: unknown[] = [];
  for await (const snapshot of run) {
    copies.push(JSON.stringify(snapshot));
    seen.push(snapshot);
    await pause(400);
  }
  expect(seen.map((snapshot) => JSON.stringify(snapshot))).toEqual(copies);
  expect(seen).toHaveLength(3);
});

test('a run starts when its result is asked for, and sends nothing before', async () => {
  await using receiver = await receive(accepts);
  const run = await openBurst(burstOptions(receiver.url, closed(20)));
  await pause(150);
  expect(receiver.arrivals).toEqual([]);
  expect(await run.result).toMatchObject({ started: 20, interrupted: false, stopped: null });
  expect(await run.result).toBe(await run.result);
  expect(receiver.arrivals).toHaveLength(20);
});

test('connections are reused: there are as many as deliveries in flight, and all are closed in the end', async () => {
  await using receiver = await receive(accepts);
  const run = await openBurst(burstOptions(receiver.url, closed(500, 7)));
  const { result } = await follow(run);
  expect(receiver.connections).toBe(7);
  expect(result.generator).toMatchObject({ workers: 1, sockets: 7 });
  const sockets = receiver.arrivals.map(({ request }) => request.socket);
  await expect.poll(() => sockets.every((socket) => socket.destroyed)).toBe(true);
});

test('the latency of a value is that of its deliveries', async () => {
  await using receiver = await receive((response, arrival) => {
    const { data } = JSON.parse(arrival.body.toString()) as { data: { type: number } };
    setTimeout(() => accepts(response, arrival), data.type === 13 ? 400 : 20);
  });
  const limits = ['p99{type=13}<200ms', 'p99{type=7}<200ms', 'service.max{juzi/*,type=视频}>399ms'];
  const { result } = await runBurst(receiver.url, open(100, 3000), {
    thresholds: limits.map((limit) => parseThreshold(limit, [message])),
  });
  expect(result.thresholds.map(({ ok }) => ok)).toEqual([false, true, true]);
  expect(result.thresholds.map(({ unit }) => unit)).toEqual(['ms', 'ms', 'ms']);
  const { video, text } = result.byValue['type'] ?? {};
  expect(video?.latency.p50).toBeGreaterThan(390);
  expect(text?.latency.p99).toBeLessThan(200);
  expect(video?.service).toMatchObject(
    result.byEvent['juzi/message.received']?.byValue['type']?.['video']?.service ?? {},
  );
});
