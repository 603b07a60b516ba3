import { describe, expect, test } from 'vitest';
import { invalidRequests } from '../../../src/suite/plan/invalid-requests.ts';
import { type Received, record } from '../../fixtures/receivers/recorder.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { eventNamed } from '../../laws/draws.ts';
import { accept, serve, welcome } from '../serve.ts';
import { outcomes, plan, type Ran, resultNamed, run } from '../suites.ts';

useVirtualTime();

const signed = 'juzi/enterprise.message.received';
const withToken = 'juzi/message.received';
const only = ['negative'] as const;
const of = (id: string, refused?: readonly string[]) =>
  plan({ only: [...only], ...(refused && { refused }) }, new RegExp(`^${id.replaceAll('.', '\\.')}$`));

const everywhere = [
  'malformed-json',
  'truncated-json',
  'empty-body',
  'json-array',
  'wrong-content-type',
  'no-content-type',
  'body-of-10-mib',
  'deep-nesting',
  'get',
];
const signatures = ['wrong-signature', 'no-signature', 'stale-signature', 'replayed-signature'];

const applied = (id: string): string[] =>
  Object.entries(invalidRequests).flatMap(([name, { appliesTo }]) =>
    appliesTo === undefined || appliesTo(eventNamed(id)) ? [name] : [],
  );

test('the invalid requests, and the events they apply to', () => {
  expect(Object.keys(invalidRequests).sort()).toEqual([...everywhere, 'wrong-token', ...signatures].sort());
  expect(applied(signed).sort()).toEqual(Object.keys(invalidRequests).sort());
  expect(applied(withToken).sort()).toEqual([...everywhere, 'wrong-token'].sort());
  expect(applied('yuju/contact.updated').sort()).toEqual([...everywhere].sort());
  expect(of('yuju/contact.updated').cases).toHaveLength(everywhere.length);
});

describe('what arrives', async () => {
  const arrived = new Map<string, readonly Received[]>();
  await using receiver = await record((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(welcome);
  });
  const whole = of(signed);
  let before = 0;
  await run(whole, `${receiver.url}/hook`, { concurrency: 1, timeout: 20_000 }, (event) => {
    if (event.type !== 'finished') return;
    const name = event.result.id.slice(signed.length + 3).replaceAll(' ', '-');
    arrived.set(name, receiver.requests.slice(before));
    before = receiver.requests.length;
  });
  const requests = (name: string): readonly Received[] => arrived.get(name) ?? [];
  const wrong = (name: string): Received => {
    const request = requests(name).at(-2);
    if (request === undefined) throw new Error(`nothing arrived of ${name}`);
    return request;
  };
  const query = ({ url }: Received): URLSearchParams => new URL(url, 'http://receiver').searchParams;
  const text = (name: string): string => wrong(name).body.toString();

  test('is one invalid request of each kind, then a valid one', () => {
    expect([...arrived.keys()].sort()).toEqual(Object.keys(invalidRequests).sort());
    for (const [name, [...all]] of arrived) {
      expect(all, name).toHaveLength(name === 'replayed-signature' ? 3 : 2);
      const valid = all.at(-1);
      expect(valid?.method).toBe('POST');
      expect(valid?.headers['content-type']).toMatch(/^application\/json/);
      expect(() => JSON.parse(valid?.body.toString() ?? '')).not.toThrow();
    }
  });

  test('invalid bodies', () => {
    for (const name of ['malformed-json', 'truncated-json', 'empty-body']) {
      expect(() => JSON.parse(text(name)), name).toThrow(SyntaxError);
    }
    expect(text('empty-body')).toBe('');
    expect(JSON.parse(text('json-array'))).toEqual([
      expect.objectContaining({ messageId: expect.any(String) }),
    ]);
    expect(wrong('body-of-10-mib').body.length).toBeGreaterThan(10 * 1_048_576);
    expect(JSON.parse(text('body-of-10-mib'))).toHaveProperty('messageId');
    expect(text('deep-nesting')).toMatch(/\[{5000}\]{5000}\}$/);
  });

  test('invalid headers and methods with a valid body', () => {
    expect(wrong('wrong-content-type').headers['content-type']).toBe('text/plain');
    expect(wrong('no-content-type').headers).not.toHaveProperty('content-type');
    for (const name of ['wrong-content-type', 'no-content-type']) {
      expect(JSON.parse(text(name))).toHaveProperty('messageId');
    }
    expect(wrong('get')).toMatchObject({ method: 'GET', body: Buffer.alloc(0) });
    expect(wrong('get').headers).not.toHaveProperty('content-type');
  });

  test('invalid signatures, and everything else unchanged', () => {
    const [valid] = requests('get').slice(-1);
    const names = [...query(valid as Received).keys()];
    expect(names).toEqual(expect.arrayContaining(['msg_signature', 'timestamp', 'nonce']));
    for (const name of signatures) expect(() => JSON.parse(text(name))).not.toThrow();
    expect([...query(wrong('no-signature')).keys()]).toEqual([]);
    expect([...query(wrong('wrong-signature')).keys()]).toEqual(names);
    expect(query(wrong('wrong-signature')).get('msg_signature')).toMatch(/^[0-9a-f]{40}$/);

    const age = (name: string): number =>
      Number(query(requests('get').at(-1) as Received).get('timestamp')) -
      Number(query(wrong(name)).get('timestamp'));
    const unit = String(query(valid as Received).get('timestamp')).length > 10 ? 1000 : 1;
    expect(age('stale-signature') / unit).toBeGreaterThan(3500);
    expect(age('stale-signature') / unit).toBeLessThan(3700);

    const [first, replayed] = requests('replayed-signature');
    expect(replayed?.url).toBe(first?.url);
    expect(replayed?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(false);
  });

  test('a token that is not the tenant’s, in its usual form', () => {
    const token = (request: Received): string =>
      (JSON.parse(request.body.toString()) as { token: string }).token;
    const [right] = requests('get').slice(-1);
    expect(token(wrong('wrong-token'))).not.toBe(token(right as Received));
    expect(token(wrong('wrong-token'))).toMatch(/^[0-9a-f]+$/);
  });
});

describe('what a receiver must do', () => {
  const codes = ({ results }: Ran): Set<string> =>
    new Set(results.flatMap(({ findings }) => findings.map(({ code }) => code)));

  test('answer an invalid request with anything but a 5xx, and accept the next valid one', async () => {
    await using receiver = await serve((body, request, response) => {
      if (request.method === 'GET') response.writeHead(405).end();
      else if (body.length === 0) response.writeHead(400).end();
      else accept(response);
    });
    expect(outcomes(await run(of(signed), receiver.url))).toMatchObject({ passed: 14, failed: 0 });
  });

  test('a receiver that throws on bad JSON fails', async () => {
    await using receiver = await serve((body, request, response) => {
      try {
        if (request.method === 'POST') JSON.parse(body.toString());
        accept(response);
      } catch {
        response.writeHead(500).end('SyntaxError');
      }
    });
    const ran = await run(of('yuju/contact.updated'), receiver.url);
    const failed = ran.results
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ id }) => id.split(' › ')[1]);
    expect(failed.sort()).toEqual(['empty body', 'malformed json', 'truncated json']);
    expect(resultNamed(ran, 'yuju/contact.updated › empty body').findings).toMatchObject([
      {
        code: 'negative.server_error',
        expected: 'any response but a 5xx',
        actual: '500 Internal Server Error',
      },
    ]);
  });

  test('a receiver that an invalid request breaks is found by the next valid one', async () => {
    let broken = false;
    await using receiver = await serve((body, _, response) => {
      if (broken) response.writeHead(503).end();
      else accept(response);
      broken ||= body.length === 0;
    });
    const ran = await run(of('yuju/contact.updated'), receiver.url, { concurrency: 1 });
    expect(resultNamed(ran, 'yuju/contact.updated › malformed json').outcome).toBe('passed');
    expect(resultNamed(ran, 'yuju/contact.updated › empty body')).toMatchObject({
      outcome: 'failed',
      deliveries: [{ met: true }, { met: false, expected: 'accepted' }],
    });
  });

  test('a missing response is an error, and not a broken promise', async () => {
    await using receiver = await serve((body, _, response) => {
      if (body.length === 0) response.writeHead(200).write('{');
      else accept(response);
    });
    const one = plan({ filter: ['yuju/contact.updated › empty body'], negative: true });
    const ran = await run(one, receiver.url, { timeout: 800 });
    expect(outcomes(ran)).toMatchObject({ passed: 0 });
    expect(codes(ran)).toEqual(new Set());
    expect(ran.results[0]?.deliveries[0]?.delivery.verdict.findings).toMatchObject([
      { code: 'timeout.total' },
    ]);
  });
});

describe('what a receiver promises to refuse', () => {
  const refusing = [
    ['a 4xx', (): [number, string] => [401, 'no']],
    ['an errcode', (): [number, string] => [200, '{"errcode":40001,"errmsg":"bad token"}']],
  ] as const;

  test.each(refusing)('refused by %s passes', async (_, refusal) => {
    await using receiver = await serve((body, __, response) => {
      const [status, answer] = body.includes('0123456789abcdef01234567') ? refusal() : [200, welcome];
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
    });
    const ran = await run(of(withToken, ['wrong-token']), receiver.url);
    expect(resultNamed(ran, `${withToken} › wrong token`).outcome).toBe('passed');
    expect(outcomes(ran)).toMatchObject({ failed: 0 });
  });

  test('an accepted request breaks the promise; other requests need not be refused', async () => {
    await using receiver = await serve((_, __, response) => accept(response));
    const ran = await run(of(withToken, ['wrong-token']), receiver.url);
    expect(outcomes(ran)).toMatchObject({ failed: 1 });
    expect(resultNamed(ran, `${withToken} › wrong token`).findings).toMatchObject([
      { code: 'negative.not_refused', expected: 'a 4xx, or an errcode other than 0', actual: '200 OK' },
    ]);
  });

  test('all: every invalid request', async () => {
    await using receiver = await serve((_, __, response) => accept(response));
    expect(outcomes(await run(of(signed, ['all']), receiver.url))).toMatchObject({ failed: 14, passed: 0 });
  });
});
