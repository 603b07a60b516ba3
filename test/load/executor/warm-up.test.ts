import { expect, test } from 'vitest';
import type { EventDefinition } from '../../../src/define/index.ts';
import { openBurst } from '../../../src/load/open-burst.ts';
import type { LoadProfile } from '../../../src/load/schedule/load-profile.ts';
import { accepts, receive } from '../receiver.ts';
import { burstOptions, closed, message } from '../runs.ts';

/** An event that notes when its payloads are drawn. */
const watched = (made: () => void): EventDefinition => ({
  ...message,
  scene: (scene) => {
    made();
    return message.scene(scene);
  },
});

test('a small run starts at once: no payload is written in advance', async () => {
  await using receiver = await receive(accepts);
  let payloads = 0;
  const event = watched(() => {
    payloads += 1;
  });
  const run = await openBurst(
    burstOptions(new URL(receiver.url), closed(500), { mix: [{ event, weight: 1 }] }),
  );
  expect((await run.result).started).toBe(500);
  expect(payloads).toBe(500);
});

test.each<[string, LoadProfile, number]>([
  ['501 deliveries', closed(501), 100],
  ['20,001 deliveries', closed(20_001), 500],
  ['as many as there is time for', closed(null, 10, 60_000), 500],
])('before %s, payloads are written for a while', async (_, load, length) => {
  const arrived = new AbortController();
  const arrivals: number[] = [];
  await using receiver = await receive((response, arrival) => {
    arrivals.push(performance.now());
    accepts(response, arrival);
    arrived.abort();
  });
  const made: number[] = [];
  const event = watched(() => made.push(performance.now()));
  const mix = [{ event, weight: 1 }];
  const run = await openBurst(burstOptions(new URL(receiver.url), load, { mix, stop: arrived.signal }));
  await run.result;
  expect((arrivals[0] as number) - (made[0] as number)).toBeGreaterThanOrEqual(length);
  expect(made.length).toBeGreaterThan(arrivals.length + 100);
});
