import { describe, expect, test } from 'vitest';
import { Pacer } from '../../src/send/pacer.ts';

/** When each turn came, ms from the first call. */
async function times(pacer: Pacer, turns: readonly number[]): Promise<readonly number[]> {
  const began = performance.now();
  return Promise.all(turns.map((starts) => pacer.turn(starts).then(() => performance.now() - began)));
}

describe.concurrent('a pacer', () => {
  test('spaces starts evenly, and none comes early', async () => {
    const came = await times(new Pacer(50), [1, 1, 1, 1, 1]);
    for (const [i, at] of came.entries()) expect(at).toBeGreaterThanOrEqual(i * 20 - 0.5);
    expect(came[0]).toBeLessThan(15);
  });

  test('makes the next turn later after several starts at once', async () => {
    const [, second = 0] = await times(new Pacer(50), [3, 1]);
    expect(second).toBeGreaterThanOrEqual(59.5);
  });

  test('does not make up for time that nobody used', async () => {
    const pacer = new Pacer(20);
    await pacer.turn(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [first = 0, second = 0, third = 0] = await times(pacer, [1, 1, 1]);
    expect(first).toBeLessThan(40);
    expect(second).toBeGreaterThanOrEqual(49.5);
    expect(third).toBeGreaterThanOrEqual(99.5);
  });

  test('tells how many starts it held, and for how long', async () => {
    const pacer = new Pacer(50);
    expect(pacer.throttle).toEqual({ rate: 50, held: 0, waited: 0 });
    const began = performance.now();
    await times(pacer, [1, 2, 1]);
    const took = performance.now() - began;
    const { held, waited } = pacer.throttle;
    expect(held).toBe(3);
    // 20 ms twice, and 60 ms.
    expect(waited).toBeGreaterThanOrEqual(98);
    expect(waited).toBeLessThanOrEqual(3 * took);
  });

  test('waits no longer than its signal', async () => {
    const pacer = new Pacer(0.01);
    await pacer.turn(1);
    const began = performance.now();
    await pacer.turn(1, AbortSignal.timeout(30));
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
