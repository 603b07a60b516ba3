import { describe, expect, test } from 'vitest';
import { CatalogError, UsageError } from '../../src/errors.ts';
import { parseSet } from '../../src/generate/overrides.ts';
import { openBurst } from '../../src/load/open-burst.ts';
import type { OpenBurstOptions } from '../../src/load/options.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';
import { accepts, receive } from './receiver.ts';
import { burstOptions, closed, open } from './runs.ts';

useVirtualTime();

const local = new URL('http://127.0.0.1:1/hook');
const to = (url: string, headers: Record<string, string> = {}): Partial<OpenBurstOptions> => ({
  destinations: () => ({ target: { kind: 'exact', url: new URL(url).href }, headers }),
});

describe('wrong options are refused before any worker is opened', () => {
  test.each<[string, Partial<OpenBurstOptions>, RegExp]>([
    ['another machine', to('http://10.0.0.1/'), /--allow-target 10\.0\.0\.1/],
    [
      'a proxy elsewhere',
      { connection: { proxy: new URL('http://10.0.0.1:3128') } },
      /--allow-target 10\.0\.0\.1/,
    ],
    ['a proxy of another kind', { connection: { proxy: new URL('socks5://127.0.0.1:1080') } }, /socks5/],
    ['what is no PEM', { connection: { ca: 'no', cert: 'no', key: 'no' } }, /cannot be used/],
    ['a header that cannot be sent', to('http://127.0.0.1/', { 'x-broken': 'a\r\nb: c' }), /-H 'x-broken/],
    ['a field that the event does not have', { overrides: [parseSet('data.tokem=x')] }, /tokem/],
    ['a variant that the event does not have', { variants: [{ type: 'imagge' }] }, /imagge/],
    ['a change that fits no payload', { overrides: [parseSet('data.payload.mention[99]=x')] }, /mention/],
    ['a clock that is none', { now: 'yesterday' }, /yesterday/],
    [
      'more workers than places',
      { load: open(10, 1000), maxInFlight: 2, workers: 3 },
      /3 workers cannot share 2 deliveries in flight/,
    ],
    [
      'more workers than connections',
      { load: closed(10, 2), workers: 3 },
      /3 workers cannot share 2 connections/,
    ],
  ])('%s', async (_, changes, words) => {
    const opening = openBurst(burstOptions(local, closed(10), changes));
    await expect(opening).rejects.toThrow(words);
    await expect(opening).rejects.toSatisfy(
      (error) => error instanceof UsageError || error instanceof CatalogError,
    );
  });
});

describe('before a run starts, it has', () => {
  test('its settings, without secrets', async () => {
    await using receiver = await receive(accepts);
    const url = new URL(receiver.url);
    url.search = '?token=canary-of-a-secret';
    const run = await openBurst(
      burstOptions(url, open(10, 1000), { maxInFlight: 77, warmup: 200, duplicates: 0.02 }),
    );
    expect(run.seed).toBe('burst');
    expect(run.settings).toMatchObject({
      loop: 'open',
      connections: 77,
      workers: 1,
      warmup: 200,
      duplicates: 0.02,
      contacts: 50,
    });
    expect(JSON.stringify(run.settings)).not.toContain('canary');
    const result = await run.result;
    expect(JSON.stringify(result)).not.toContain('canary');
    expect(receiver.arrivals[0]?.path).toContain('canary');
  });

  test('a random seed, if none was given', async () => {
    const [a, b] = await Promise.all(
      [0, 1].map(() => openBurst(burstOptions(local, closed(1), { seed: undefined }))),
    );
    expect(a?.seed).toMatch(/^\d+$/);
    expect(a?.seed).not.toBe(b?.seed);
  });
});

test('secrets are in no record of a failure', async () => {
  const canary = 'canary-of-a-secret';
  await using receiver = await receive((response, { request }) => {
    response.writeHead(500).end(`no: ${request.headers.authorization} ${request.url}`);
  });
  const url = new URL(`?key=${canary}-1`, receiver.url);
  const run = await openBurst(
    burstOptions(url, closed(20), {
      destinations: () => ({
        target: { kind: 'exact', url: url.href },
        headers: { authorization: `Bearer ${canary}-2` },
        token: `${canary}-3`,
      }),
    }),
  );
  let output = '';
  for await (const snapshot of run) output += JSON.stringify(snapshot);
  output += JSON.stringify(await run.result);
  expect(receiver.arrivals[0]?.request.headers.authorization).toContain(canary);
  expect(receiver.arrivals[0]?.path).toContain(canary);
  expect(output.includes('no: *** /hook?key=***')).toBe(true);
  expect(output.includes(canary)).toBe(false);
});
