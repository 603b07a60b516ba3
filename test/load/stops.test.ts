import { describe, expect, test } from 'vitest';
import { parseAbortOn } from '../../src/load/thresholds/abort-on.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';
import { accepts, receive, says } from './receiver.ts';
import { open, runBurst } from './runs.ts';

useVirtualTime();

// A condition must hold for ten seconds by design, so these tests run concurrently.
describe.concurrent('a long run is stopped', () => {
  test('when a condition has held for ten seconds', async () => {
    await using receiver = await receive((response, arrival) => {
      if (arrival.nth < 30) accepts(response, arrival);
      else says(500, '')(response, arrival);
    });
    const { result } = await runBurst(receiver.url, open(20, 60_000), {
      abortOn: [parseAbortOn('errors>50%')],
    });
    expect(result.stopped).toMatchObject({
      reason: 'abort-on',
      message: expect.stringContaining('errors>50%'),
    });
    expect(result.stopped?.at).toBeGreaterThanOrEqual(10_000);
    expect(result.elapsed).toBeLessThan(30_000);
    expect(result.interrupted).toBe(false);
    expect(result.passed).toBe(false);
    expect(receiver.arrivals).toHaveLength(result.started);
    expect(result.planned).toBeLessThan(1200);
  });

  test('and has not passed then, even if every delivery was accepted', async () => {
    await using receiver = await receive(accepts);
    const { result } = await runBurst(receiver.url, open(1, 60_000), { abortOn: [parseAbortOn('p50>0ms')] });
    expect(result.stopped).toMatchObject({ reason: 'abort-on' });
    expect(result.outcomes.accepted).toBe(result.started);
    expect(result.passed).toBe(false);
  });

  test('when every answer was 410 for ten seconds', async () => {
    await using receiver = await receive(says(410, ''));
    const { result } = await runBurst(receiver.url, open(20, 60_000));
    expect(result.stopped).toMatchObject({ reason: 'gone' });
    expect(result.stopped?.at).toBeGreaterThanOrEqual(9000);
    expect(result.elapsed).toBeLessThan(30_000);
    expect(receiver.arrivals).toHaveLength(result.started);
  });

  test('and not when the condition does not hold', async () => {
    await using receiver = await receive((response, arrival) => {
      if (arrival.nth % 10 === 0) accepts(response, arrival);
      else says(410, '')(response, arrival);
    });
    const { result } = await runBurst(receiver.url, open(20, 12_000), {
      abortOn: [parseAbortOn('errors>95%'), parseAbortOn('p50>10s')],
    });
    expect(result.stopped).toBeNull();
    expect(result.planned).toBe(240);
  });
});
