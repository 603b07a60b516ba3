import { describe, expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../src/generate/clock.ts';
import { cover } from '../../src/generate/coverage.ts';
import { parseSet } from '../../src/generate/overrides.ts';
import { variantKey } from '../../src/generate/variants.ts';
import type { OpenBurstOptions } from '../../src/load/options.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';
import { generator } from '../laws/draws.ts';
import { type Arrival, accepts, receive, says } from './receiver.ts';
import { closed, message, note, open, runBurst } from './runs.ts';

useVirtualTime();

const contacts = 50;

/** The bodies that a run sent, sorted. */
async function sent(
  load: OpenBurstOptions['load'],
  changes: Partial<OpenBurstOptions> = {},
): Promise<string[]> {
  await using receiver = await receive(accepts);
  await runBurst(receiver.url, load, changes);
  return receiver.arrivals.map(({ body }) => body.toString()).sort();
}

const mix = [
  { event: message, weight: 3 },
  { event: note, weight: 2 },
];

describe('for a seed, the bodies of a run are the same', () => {
  test('in every run, however many deliveries are in flight, in both loops', async () => {
    const first = await sent(closed(200, 10), { mix });
    expect(new Set(first).size).toBe(200);
    expect(await sent(closed(200, 1), { mix })).toEqual(first);
    expect(await sent(open(400, null, 200), { mix })).toEqual(first);
    expect(await sent(closed(200, 10), { mix, seed: 'another' })).not.toEqual(first);
  });

  test('with duplicates as well', async () => {
    const first = await sent(closed(200, 10), { mix, duplicates: 0.2 });
    expect(await sent(closed(200, 3), { mix, duplicates: 0.2 })).toEqual(first);
    expect(new Set(first).size).toBeLessThan(200);
  });
});

const byId = (arrivals: readonly Arrival[]): Map<string, Buffer[]> => {
  const found = new Map<string, Buffer[]>();
  for (const { id, body } of arrivals) found.set(id, [...(found.get(id) ?? []), body]);
  return found;
};

describe.each([
  ['a fixed clock', {}],
  ['a real clock', { now: 'real' }],
] as const)('with %s', (_, clock) => {
  test('no message comes twice', async () => {
    await using receiver = await receive(accepts);
    await runBurst(receiver.url, closed(300), { mix, ...clock });
    expect(byId(receiver.arrivals).size).toBe(300);
  });

  test.each([0.05, 0.5])(
    'with a share of %d, each duplicate is an earlier body, byte for byte',
    async (duplicates) => {
      await using receiver = await receive(accepts);
      const { result } = await runBurst(receiver.url, closed(400), { mix, duplicates, ...clock });
      const found = byId(receiver.arrivals);
      for (const bodies of found.values()) {
        for (const body of bodies) expect(body.equals(bodies[0] as Buffer)).toBe(true);
      }
      expect(receiver.arrivals.length - found.size).toBe(result.duplicates);
      // Six standard deviations.
      const spread = 6 * Math.sqrt(400 * duplicates * (1 - duplicates));
      expect(Math.abs(result.duplicates - 400 * duplicates)).toBeLessThan(spread);
    },
  );
});

test('a repetition of a dropped delivery has the right body', async () => {
  await using receiver = await receive((response, arrival) => {
    setTimeout(() => accepts(response, arrival), 50);
  });
  const { result } = await runBurst(receiver.url, open(300, 1500), {
    maxInFlight: 5,
    timeout: 200,
    duplicates: 0.5,
    now: 'real',
  });
  expect(result.dropped).toBeGreaterThan(50);
  for (const bodies of byId(receiver.arrivals).values()) {
    for (const body of bodies) expect(body.equals(bodies[0] as Buffer)).toBe(true);
  }
  // Of a dropped delivery, the first repetition is no second delivery.
  expect(result.duplicates).toBe(receiver.arrivals.length - byId(receiver.arrivals).size);
});

test('each round of the variants has every value of every dimension', async () => {
  await using receiver = await receive(accepts);
  const variants = [...cover(message, 'each')];
  const { result } = await runBurst(receiver.url, closed(3 * variants.length, 1));
  for (const { name, members } of message.dimensions) {
    const seen = variants.filter((variant) => variant[name] !== undefined);
    const values = new Set(seen.map((variant) => variant[name]));
    expect(new Set(Object.keys(result.byValue[name] ?? {}))).toEqual(values);
    for (const value of values) {
      const times = 3 * seen.filter((variant) => variant[name] === value).length;
      expect(result.byValue[name]?.[value as string], `${name}=${value}`).toMatchObject({
        started: times,
        failed: 0,
      });
    }
    expect(Object.keys(members).length).toBeGreaterThanOrEqual(values.size);
  }
});

test('only the fixed variants are sent, if there are any', async () => {
  await using receiver = await receive(accepts);
  const { result } = await runBurst(receiver.url, closed(40), {
    variants: [{ type: 'image' }, { type: 'text', chat: 'room' }],
  });
  expect(result.byValue['type']).toMatchObject({
    image: { started: 20, failed: 0 },
    text: { started: 20, failed: 0 },
  });
});

test('overrides change every body, and a wrong one is refused before anything is sent', async () => {
  await using receiver = await receive(accepts);
  const [override] = [parseSet('data.token=mine')];
  await runBurst(receiver.url, closed(20), { overrides: [override] });
  for (const { body } of receiver.arrivals) expect(body.toString()).toContain('"token":"mine"');
  const wrong = runBurst(receiver.url, closed(20), { overrides: [parseSet('data.tokem=mine')] });
  await expect(wrong).rejects.toThrow(/tokem/);
  expect(receiver.arrivals).toHaveLength(20);
});

/** The identity in a record reproduces its bytes. */
describe.each([
  ['a fixed clock', {}],
  ['a real clock', { now: 'real', seed: 'real' }],
] as const)('one delivery in a thousand fails, with %s', (_, clock) => {
  test('it is counted exactly, and its record reproduces its body', async () => {
    const bad: Buffer[] = [];
    await using receiver = await receive((response, arrival) => {
      if (arrival.nth % 1000 !== 777) accepts(response, arrival);
      else {
        bad.push(arrival.body);
        says(200, '{"errcode":"0","errmsg":"ok"}')(response, arrival);
      }
    });
    const { result } = await runBurst(receiver.url, closed(3000, 20), { mix, contacts, ...clock });
    expect(result.outcomes).toMatchObject({ accepted: 2997, violation: 3 });
    const findings = result.findings.filter(({ code }) => code === 'errcode.wrong_type');
    expect(findings.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(result.failures).toHaveLength(3);
    expect(result.failures.map(({ request }) => request.body).sort()).toEqual(bad.map(String).sort());
    for (const { event, variant, seed, index, now, request, repro } of result.failures) {
      const at = parseInstant(now);
      const definition = mix.find((mixed) => mixed.event.id === event)?.event ?? message;
      const again = generator({ seed, contacts, now: at }).draw(definition, variant, index, at);
      expect(JSON.stringify(again.payload)).toBe(request.body);
      for (const word of [
        `webhook-sim send ${event}`,
        `--seed ${seed}`,
        `--now ${formatInstant(at)}`,
        `--contacts ${contacts}`,
        `--to ${receiver.url.href}`,
      ]) {
        expect(repro).toContain(word);
      }
      if (index > 0) expect(repro).toContain(`--index ${index}`);
    }
    for (const { first, event } of findings) {
      const kept = result.failures.find((failure) => failure.event === event && failure.index === first.n);
      expect(first).toMatchObject({ variant: kept?.variant, repro: kept?.repro });
    }
  });
});

test('a receiver that breaks the contract for one value: the finding names that value, and no other', async () => {
  await using receiver = await receive((response, arrival) => {
    const payload = JSON.parse(arrival.body.toString()) as { data?: { type?: number } };
    if (payload.data?.type === 6) says(200, '{"errmsg":"ok"}')(response, arrival);
    else accepts(response, arrival);
  });
  const types = message.dimensions.find(({ name }) => name === 'type')?.members ?? {};
  const [broken] = Object.entries(types).find(([, { value }]) => value === 6) ?? [];
  const { result } = await runBurst(receiver.url, closed(600));
  const failed = result.byValue['type']?.[broken as string];
  expect(failed).toMatchObject({ failed: result.outcomes.violation });
  expect(result.findings).toMatchObject([
    {
      code: 'errcode.missing',
      event: message.id,
      count: result.outcomes.violation,
      only: { type: broken },
      of: result.outcomes.violation,
    },
  ]);
  expect(Object.keys(result.findings[0]?.only ?? {})).toEqual(['type']);
  for (const { variant } of result.failures) expect(variant['type']).toBe(broken);
  expect(result.failures.length).toBe(Math.min(100, result.outcomes.violation));
  expect(variantKey(message, result.failures[0]?.variant ?? {})).toContain(`type=${broken}`);
});
