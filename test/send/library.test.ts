import { describe, expect, test } from 'vitest';
import {
  builtinCatalog,
  CatalogError,
  type Delivery,
  findingCodes,
  generate,
  getEvent,
  judge,
  listEvents,
  send,
  startReceiver,
  UsageError,
} from '../../src/index.ts';
import { answersWith, held, record } from '../fixtures/receivers/recorder.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime();

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('listEvents', () => {
  test('matches names and globs without loading events', () => {
    expect(listEvents()).toHaveLength(builtinCatalog.entries.length);
    expect(listEvents('yuju/contact.*').map(({ id }) => id)).toEqual([
      'yuju/contact.created',
      'yuju/contact.deleted',
      'yuju/contact.updated',
    ]);
    for (const summary of listEvents()) expect(summary).not.toHaveProperty('load');
    expect(() => listEvents('contact.updatd')).toThrow(CatalogError);
  });
});

describe('getEvent', () => {
  test('loads an event by its name, and rejects if there is none or several', async () => {
    expect((await getEvent('yuju/contact.updated')).name).toBe('contact.updated');
    expect((await getEvent('contact.updated')).id).toBe('yuju/contact.updated');
    await expect(getEvent('contact.updatd')).rejects.toThrow(/did you mean contact\.updated/);
    await expect(getEvent('contact.*')).rejects.toThrow(/means yuju\/contact\.created, /);
  });
});

describe('generate', () => {
  test('is typed by the event and determined by the seed', async () => {
    const [first] = await all(generate('yuju/contact.updated', { seed: '42' }));
    // A string, by the type of the event: `data.customer_id` alone is a number.
    const id: string | undefined = first?.payload.event_id;
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const [again] = await all(generate(await getEvent('yuju/contact.updated'), { seed: '42' }));
    expect(again?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
    expect(JSON.parse(String(first?.body))).toEqual(first?.payload);
  });

  test('takes variants as text or as choices, and overrides', async () => {
    const by = async (variant: string | Record<string, string>) =>
      (await all(generate('juzi/message.received', { seed: '1', variant }))).map(({ body }) => String(body));
    expect(await by('type=image,chat=room')).toEqual(await by({ type: 'image', chat: 'room' }));
    const options = { seed: '1', set: ['data.name=x', 'data.customer_id:=7'], unset: ['data.avatar'] };
    const [changed] = await all(generate('contact.updated', options));
    expect(changed?.payload).toMatchObject({ data: { name: 'x', customer_id: 7 } });
    expect(JSON.stringify(changed?.payload)).not.toContain('avatar"');
    expect(changed?.warnings).toEqual(['data lacks avatar']);
  });

  test('is endless when the count is infinite', async () => {
    const payloads = generate('contact.updated', { seed: '1', count: Number.POSITIVE_INFINITY });
    const bodies = new Set<string>();
    for await (const { body } of payloads) {
      bodies.add(String(body));
      if (bodies.size === 500) break;
    }
    expect(bodies.size).toBe(500);
  });

  test('rejects before the first payload', async () => {
    await expect(generate('nosuch').next()).rejects.toThrow(CatalogError);
    await expect(generate('contact.updated', { set: ['nosuch=1'] }).next()).rejects.toThrow(UsageError);
    await expect(generate('juzi/*', { variant: 'type=image' }).next()).rejects.toThrow(CatalogError);
    await expect(generate('contact.updated', { body: Buffer.from('{') }).next()).rejects.toThrow(UsageError);
  });
});

describe('send', () => {
  test('gives a record of each delivery, whatever the receiver does', async () => {
    await using receiver = await record(answersWith(500, 'no'));
    const deliveries = await all(send('contact.*', { to: receiver.url, seed: '42', count: 2 }));
    expect(deliveries.map(({ verdict }) => verdict.outcome)).toEqual(Array(6).fill('violation'));
    expect(receiver.requests.map(({ body }) => String(body))).toEqual(
      deliveries.map(({ request }) => request.body),
    );
  });

  test('stops sending when the iteration ends', async () => {
    await using receiver = await record();
    for await (const _ of send('contact.updated', { to: receiver.url, count: 1000 })) break;
    expect(receiver.requests).toHaveLength(1);
  });

  test('stop waits for the delivery in flight; signal aborts it', async () => {
    const { answer, release } = held();
    await using receiver = await record(answer);
    const stopping = new AbortController();
    const stopped = all(send('contact.*', { to: receiver.url, timeout: 20_000, stop: stopping.signal }));
    await receiver.arrived(1);
    stopping.abort();
    release();
    expect((await stopped).map(({ verdict }) => verdict.outcome)).toEqual(['accepted']);

    await using other = await record(() => undefined);
    const aborting = new AbortController();
    const aborted = all(send('contact.*', { to: other.url, timeout: 20_000, signal: aborting.signal }));
    await other.arrived(1);
    aborting.abort();
    expect((await aborted).map(({ verdict }) => verdict.outcome)).toEqual(['aborted']);
    expect(other.requests).toHaveLength(1);
  });

  test('masks secrets, and has a reproduce command without flags from a command line', async () => {
    await using receiver = await record();
    const options = {
      base: receiver.url,
      seed: '1',
      token: 'canary-token',
      headers: { 'X-Api-Key': 'canary-key' },
    };
    const [masked] = await all(send('customer.added', options));
    expect(JSON.stringify(masked)).not.toContain('canary');
    expect(receiver.requests[0]?.url).toContain('canary-token');
    const [shown] = await all(send('customer.added', { ...options, showSecrets: true }));
    expect(shown?.repro).toContain(`--base ${receiver.url}/`);
    expect(shown?.repro).toContain("-H 'X-Api-Key: canary-key'");
    expect(shown?.repro).toContain('--token canary-token');
  });

  test('has a reproduce command that pipes in the caller’s body and repeats what the verdict depends on', async () => {
    await using receiver = await record();
    const [delivery] = await all(
      send('contact.updated', {
        to: receiver.url,
        seed: '1',
        body: Buffer.from('{"event_id":"mine"}'),
        contract: 'strict',
        timeout: 700,
      }),
    );
    expect(delivery?.repro).toBe(
      `printf %s '{"event_id":"mine"}' | webhook-sim send yuju/contact.updated --seed 1 --now 2025-01-01T00:00:00+08:00 --to ${receiver.url}/ --timeout 700ms --contract strict --body -`,
    );
  });

  test('rejects before anything is sent', async () => {
    await using receiver = await record();
    const next = (options: Parameters<typeof send>[1]): Promise<IteratorResult<Delivery, void>> =>
      send('contact.updated', options).next();
    await expect(next({})).rejects.toThrow(UsageError);
    await expect(next({ to: receiver.url, base: receiver.url })).rejects.toThrow(UsageError);
    await expect(next({ to: 'ftp://a' })).rejects.toThrow(UsageError);
    await expect(next({ to: 'https://chat.jijyun.cn/' })).rejects.toThrow(UsageError);
    await expect(next({ to: receiver.url, now: 'nosuch' })).rejects.toThrow(UsageError);
    expect(receiver.requests).toEqual([]);
  });
});

describe('judge', () => {
  const { response } = {
    response: {
      status: 200,
      mediaType: 'application/json',
      keys: [],
      example: '{}',
      basis: 'documented' as const,
    },
  };

  test('takes a response of any framework', () => {
    const headers = { 'Content-Type': 'application/json' };
    expect(judge({ status: 200, headers, body: '{}' }, response)).toEqual({
      outcome: 'accepted',
      findings: [],
    });
    expect(judge({ status: 200, headers, body: Buffer.from('{}') }, { response }).outcome).toBe('accepted');
    const bare = judge({ status: 200, body: '{}' }, response);
    expect(bare.findings.map(({ code }) => code)).toEqual(['content_type.not_json']);
    expect(judge({ status: 200, body: '{}' }, response, 'strict').outcome).toBe('violation');
    expect(judge({ status: 500, headers, body: '{}' }, response).findings[0]?.code).toBe('status.error');
  });

  test('knows every code that it finds', async () => {
    const event = await getEvent('juzi/message.received');
    const { findings } = judge({ status: 200, body: '{"errcode":1}' }, event);
    const codes = findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['errcode.nonzero', 'errmsg.missing']));
    for (const code of codes)
      expect([code, code.replace(/^[^.]+/, '<key>')].some((name) => name in findingCodes)).toBe(true);
  });
});

test('startReceiver and send are enough for your own test', async () => {
  const event = await getEvent('juzi/message.received');
  const receiver = await startReceiver({ contractFor: () => event.response });
  try {
    const [delivery] = await all(send(event, { to: receiver.url, contract: 'strict' }));
    expect(delivery?.verdict).toEqual({ outcome: 'accepted', findings: [] });
  } finally {
    await receiver.close();
  }
});
