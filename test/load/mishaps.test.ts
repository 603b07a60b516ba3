import { getEventListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { EventDefinition } from '../../src/define/index.ts';
import { UsageError } from '../../src/errors.ts';
import { parseSet } from '../../src/generate/overrides.ts';
import { burst } from '../../src/load/library.ts';
import { openBurst } from '../../src/load/open-burst.ts';
import type { LoadProfile } from '../../src/load/schedule/load-profile.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';
import { accepts, receive } from './receiver.ts';
import { burstOptions, closed, expectAccounted, message, open, runBurst } from './runs.ts';

useVirtualTime();

describe('an event that throws while a payload is drawn', () => {
  const faulty: EventDefinition = {
    ...message,
    scene: (scene) => {
      if (scene.index === 400) throw new RangeError('nothing to pick from');
      return message.scene(scene);
    },
  };

  test.each<[string, LoadProfile]>([
    ['in the callback of a response', closed(500)],
    ['in a timer', open(2000, 1000)],
  ])('ends the run, whose result has everything before it, and names the payload: %s', async (_, load) => {
    await using receiver = await receive(accepts);
    const run = await openBurst(burstOptions(receiver.url, load, { mix: [{ event: faulty, weight: 1 }] }));
    const result = await run.result;
    expect(result.stopped).toMatchObject({
      reason: 'failed',
      message: expect.stringMatching(
        /^juzi\/message\.received( \(.*\))?, payload 400: the event could not draw it: RangeError: nothing to pick from$/,
      ),
    });
    expect(result).toMatchObject({ passed: false, interrupted: false });
    expectAccounted(result);
    expect(result.outcomes.accepted).toBe(receiver.arrivals.length);
    expect(result.started).toBeGreaterThanOrEqual(390);
  });

  test('ends the iteration, even if the reader was busy at that time', async () => {
    await using receiver = await receive(accepts);
    const load = open(300, 3000);
    const run = await openBurst(burstOptions(receiver.url, load, { mix: [{ event: faulty, weight: 1 }] }));
    for await (const _ of run) await pause(800);
    expect((await run.result).stopped?.reason).toBe('failed');
  });

  test('at the first payload: nothing was sent, and the result says so', async () => {
    await using receiver = await receive(accepts);
    const never: EventDefinition = {
      ...message,
      scene: () => {
        throw new Error('not today');
      },
    };
    const run = await openBurst(
      burstOptions(receiver.url, closed(2000), { mix: [{ event: never, weight: 1 }] }),
    );
    const result = await run.result;
    expect(result.stopped?.message).toContain('not today');
    expect([result.started, receiver.arrivals.length]).toEqual([0, 0]);
  });
});

test('an override that fits only some variants is not applied to the others', async () => {
  await using receiver = await receive(accepts);
  const { result } = await runBurst(receiver.url, closed(100), {
    overrides: [parseSet('data.payload.mention[1]=changed')],
  });
  expect(result.outcomes.accepted).toBe(100);
  const changed = receiver.arrivals.filter(({ body }) => body.includes(',"changed"]'));
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.length).toBeLessThan(100);
});

test('overrides that fit different variants are each applied where they fit', async () => {
  await using receiver = await receive(accepts);
  const { result } = await runBurst(receiver.url, closed(100), {
    // The first needs a text that mentions somebody, the second a message without a text.
    overrides: [parseSet('data.payload.mention[1]=changed'), parseSet('data.payload.text.more=changed')],
    force: true,
  });
  expect(result.outcomes.accepted).toBe(100);
  for (const text of [',"changed"]', '"more":"changed"']) {
    const changed = receiver.arrivals.filter(({ body }) => body.includes(text));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(100);
  }
});

test('each run removes its listener from a signal that outlives it', async () => {
  await using receiver = await receive(accepts);
  const { signal } = new AbortController();
  for (let i = 0; i < 3; i += 1) await runBurst(receiver.url, closed(5), { stop: signal });
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('the time at which a run was stopped counts from its start', async () => {
  await using receiver = await receive(accepts);
  const over = new AbortController();
  const run = await openBurst(burstOptions(receiver.url, open(100, 10_000), { stop: over.signal }));
  setTimeout(() => over.abort(), 400);
  const { stopped, elapsed, rate } = await run.result;
  expect(stopped?.at).toBeLessThanOrEqual(elapsed);
  expect(rate.achieved).toBeGreaterThan(95);
});

test('the rate of a single batch is that of its answers', async () => {
  await using receiver = await receive((response, arrival) => {
    setTimeout(() => accepts(response, arrival), 100);
  });
  const stages = [{ batch: 50, from: 0, to: 0, length: Number.POSITIVE_INFINITY }];
  const batch = { stages, repeat: false, duration: null, count: null, poisson: false };
  const { result } = await runBurst(receiver.url, { open: batch });
  expect(result.started).toBe(50);
  expect(result.rate.achieved).toBeCloseTo((50 / result.elapsed) * 1000, 0);
  expect(result.rate.achieved).toBeLessThan(500);
});

test('a blocked event loop shows as lag, in a closed loop as well', async () => {
  await using receiver = await receive(accepts);
  const run = await openBurst(burstOptions(receiver.url, closed(null, 2, 1000)));
  setTimeout(() => {
    for (const until = performance.now() + 200; performance.now() < until; );
  }, 1000);
  const { generator } = await run.result;
  expect(generator.lag.max).toBeGreaterThan(150);
  expect(generator.lag.p50).toBeLessThan(generator.lag.max as number);
});

test.each([
  { workers: 0 },
  { duplicates: 2 },
  { duration: '5s' },
  { timeout: Number.NaN },
  { warmup: -1 },
  { contacts: 1.5 },
  { keep: '3' },
  { connections: 0 },
  { connections: 1e8 },
  { rate: 1e9 },
  { rate: Number.NaN },
  { burst: 1e9 },
  { workers: 1e6 },
  { contract: 'Strict' },
  { coverage: 'eech' },
  { events: [] },
  { headers: ['a'] },
  { stop: true },
  { thresholds: 'p99<1s' },
])('the library refuses %j, and sends nothing', async (wrong) => {
  await using receiver = await receive(accepts);
  const choice = { events: 'juzi/message.received', to: receiver.url, ...wrong } as Parameters<
    typeof burst
  >[0];
  const [name] = Object.keys(wrong);
  await expect(burst(choice).result).rejects.toSatisfy(
    (error) => error instanceof UsageError && error.message.startsWith(`${name}: `),
  );
  expect(receiver.arrivals).toHaveLength(0);
});
