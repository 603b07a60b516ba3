import { describe, expect, test } from 'vitest';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { type Answer, accepts, receive } from '../receiver.ts';
import { open, runBurst } from '../runs.ts';

useVirtualTime();

/** Does not answer for one second in every three, then answers everything at once. */
function stalling(): Answer {
  let first: number | undefined;
  return (response, arrival) => {
    const now = performance.now();
    first ??= now;
    const at = (now - first) % 3000;
    const stalled = at >= 1000 && at < 2000;
    setTimeout(() => accepts(response, arrival), stalled ? 2000 - at : 0);
  };
}

describe.concurrent('200/s for six seconds against a receiver that stalls for one second in every three', () => {
  test('with room for all: both latency from due and from sent show it', async () => {
    await using receiver = await receive(stalling());
    const { result } = await runBurst(receiver.url, open(200, 6000));
    expect(result.planned).toBe(1200);
    expect(result.started + result.dropped).toBe(1200);
    expect(receiver.arrivals).toHaveLength(result.started);
    expect(result.latency.p90).toBeGreaterThanOrEqual(600);
    expect(result.latency.max).toBeGreaterThanOrEqual(950);
  });

  test('with room for ten: only latency from due shows it, because few are sent during the stall', async () => {
    await using receiver = await receive(stalling());
    const { result, snapshots } = await runBurst(receiver.url, open(200, 6000), { maxInFlight: 10 });
    expect(result.planned).toBe(1200);
    expect(result.dropped).toBe(0);
    expect(receiver.arrivals).toHaveLength(1200);
    expect(result.latency.p90).toBeGreaterThanOrEqual(600);
    expect(result.service.p90 ?? 0).toBeLessThan(result.latency.p90 ?? 0);
    expect(Math.max(...snapshots.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(10);
  });

  test('with room for two and a short deadline: deliveries that waited too long are dropped', async () => {
    await using receiver = await receive(stalling());
    const { result } = await runBurst(receiver.url, open(200, 6000), { maxInFlight: 2, timeout: 400 });
    expect(result.planned).toBe(1200);
    // With more room fewer are dropped: some start just before their deadline, and time out.
    expect(result.dropped).toBeGreaterThan(100);
    expect(result.dropped + result.outcomes.timeout).toBeGreaterThan(200);
    expect(result.started).toBe(1200 - result.dropped);
    expect(result.outcomes.timeout).toBeGreaterThan(0);
    // Some start so shortly before their deadline that they do not arrive.
    expect(receiver.arrivals.length).toBeGreaterThanOrEqual(result.outcomes.accepted);
    expect(receiver.arrivals.length).toBeLessThanOrEqual(result.started);
    expect(new Set(receiver.arrivals.map(({ id }) => id)).size).toBe(receiver.arrivals.length);
  });
});
