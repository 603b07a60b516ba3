import { expect, test } from 'vitest';
import { signature } from '../../payloads/juzi/enterprise.message.received.ts';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli } from './run-cli.ts';

const pinned = ['--seed', '42'];

test.concurrent('without an address an embedded receiver answers as documented, and stderr says so', async () => {
  const { code, stdout, stderr } = await runCli(['send', 'contact.updated']);
  expect(stderr).toMatch(/^No --to: sending to an embedded receiver at http:\/\/127\.0\.0\.1:\d+, /);
  expect(lines(stderr.trimEnd())).toHaveLength(1);
  expect(stdout).toContain('✓ accepted');
  expect(code).toBe(0);
});

test.concurrent('the embedded receiver satisfies every built-in event', async () => {
  const { code, stdout } = await runCli(['send', '*', '--contract', 'strict', '--json']);
  const outcomes = lines(stdout).map((line) => (JSON.parse(line) as { verdict: unknown }).verdict);
  expect(new Set(outcomes.map((verdict) => JSON.stringify(verdict)))).toEqual(
    new Set(['{"outcome":"accepted","findings":[]}']),
  );
  expect(outcomes.length).toBeGreaterThan(15);
  expect(code).toBe(0);
});

test.concurrent('what is sent is what generate prints, byte for byte, once', async () => {
  await using receiver = await record();
  const flags = ['contact.updated', ...pinned];
  const [printed, sent] = [
    await runCli(['generate', ...flags]),
    await runCli(['send', ...flags, '--to', `${receiver.url}/hook`]),
  ];
  expect(sent).toMatchObject({ code: 0, stderr: '' });
  expect(receiver.requests).toHaveLength(1);
  const [request] = receiver.requests;
  expect(request?.method).toBe('POST');
  expect(request?.url).toBe('/hook');
  expect(`${request?.body}\n`).toBe(printed.stdout);
});

test.concurrent('the headers are the platform’s, with the user’s beside or in place of them', async () => {
  await using receiver = await record();
  await runCli(['send', 'contact.updated', '--to', receiver.url]);
  await runCli([
    ...['send', 'contact.updated', '--to', receiver.url],
    ...['-H', 'X-Tenant: first', '-H', 'content-type: application/json; charset=utf-8'],
    ...['-H', 'X-Empty:', '-H', 'X-Tenant: last'],
  ]);
  const [plain, given] = receiver.requests;
  expect(plain?.headers).toMatchObject({
    'content-type': 'application/json',
    'content-length': String(plain?.body.length),
    host: receiver.url.slice('http://'.length),
  });
  expect(plain?.headers['user-agent']).toMatch(/^webhook-sim\/\d/);
  expect(given?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-tenant': 'last',
    'x-empty': '',
  });
  expect(given?.headerNames.filter((name) => name.toLowerCase() === 'content-type')).toHaveLength(1);
  expect(given?.headerNames.filter((name) => name.toLowerCase() === 'x-tenant')).toHaveLength(1);
});

test.concurrent('--base appends the documented sub-path; --to is the exact address', async () => {
  await using receiver = await record(answersWith(200, '{"errcode":0,"errmsg":"ok"}'));
  await runCli(['send', 'juzi/message.received', '--base', `${receiver.url}/wecom/`]);
  await runCli(['send', 'juzi/message.received', '--to', `${receiver.url}/wecom/`]);
  await runCli(['send', 'contact.updated', '--base', `${receiver.url}/yuju`]);
  expect(receiver.requests.map(({ url }) => url)).toEqual(['/wecom/message', '/wecom/', '/yuju']);
});

test.concurrent('customer.added carries the team token as a parameter, and the user’s own stand as they were spelt', async () => {
  await using receiver = await record();
  const base = `${receiver.url}/v?tenant=%E6%B5%B7%20a&debug&x=a+b`;
  await runCli(['send', 'customer.added', '--base', base, '--token', 'team+token/1']);
  await runCli(['send', 'customer.added', '--base', `${receiver.url}?token=mine&a=1`, '--token', 'platform']);
  await runCli(['send', 'customer.added', '--base', receiver.url, ...pinned]);
  await runCli(['send', 'customer.added', '--base', receiver.url, ...pinned]);
  const urls = receiver.requests.map(({ url }) => url);
  expect(urls.slice(0, 2)).toEqual([
    '/v/v1/notify/add/customer?tenant=%E6%B5%B7%20a&debug&x=a+b&token=team%2Btoken%2F1',
    '/v1/notify/add/customer?a=1&token=platform',
  ]);
  expect(urls[2]).toMatch(/^\/v1\/notify\/add\/customer\?token=\w{10,}$/);
  expect(urls[3]).toBe(urls[2]);
});

test.concurrent('the enterprise signature is made from the token that was given', async () => {
  await using receiver = await record();
  const flags = ['--to', `${receiver.url}/e?a=1`, '--token', 'my-enterprise-token', ...pinned];
  await runCli(['send', 'enterprise.message.received', ...flags]);
  const [request] = receiver.requests;
  const query = new URL(request?.url ?? '', receiver.url).searchParams;
  expect([...query.keys()].sort()).toEqual(['a', 'msg_signature', 'nonce', 'timestamp']);
  expect(query.get('timestamp')).toBe(String(Date.parse('2025-01-01T00:00:00+08:00') / 1000));
  const [nonce, timestamp] = [query.get('nonce') ?? '', query.get('timestamp') ?? ''];
  expect(query.get('msg_signature')).toBe(signature('my-enterprise-token', nonce, timestamp));
  expect(JSON.parse(String(request?.body))).toMatchObject({ token: 'my-enterprise-token' });
});

test.concurrent('a glob and --count send each event that often; deliveries follow one another', async () => {
  let underWay = 0;
  let most = 0;
  await using receiver = await record((_, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setImmediate(() => {
      underWay -= 1;
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    });
  });
  const { code, stdout } = await runCli(['send', 'contact.*', '--count', '3', '--to', receiver.url]);
  expect(code).toBe(0);
  expect(receiver.requests).toHaveLength(9);
  expect(most).toBe(1);
  expect(new Set(receiver.requests.map(({ body }) => String(body))).size).toBe(9);
  expect(stdout).toMatch(/\n9 deliveries in [^:]+: 9 accepted\n$/);
});

test.concurrent('--index goes on where another run ended', async () => {
  await using receiver = await record();
  const send = (...flags: string[]) =>
    runCli(['send', 'contact.updated', '--to', receiver.url, ...pinned, ...flags]);
  await send('--count', '3');
  await send('--index', '2');
  const bodies = receiver.requests.map(({ body }) => String(body));
  expect(bodies).toHaveLength(4);
  expect(bodies[3]).toBe(bodies[2]);
  expect(new Set(bodies).size).toBe(3);
});

test.concurrent('--body is sent byte for byte, from a file or stdin', async () => {
  await using receiver = await record();
  const body = Buffer.from('{ "event_type" : "contact_updated",\r\n\t"n": 1.0, "名": "\\u4e00" }\n');
  const { code, stderr } = await runCli(['send', 'contact.updated', '--to', receiver.url, '--body', '-'], {
    input: body,
  });
  expect(receiver.requests.map((request) => request.body.equals(body))).toEqual([true]);
  expect(code).toBe(0);
  expect(stderr).toContain('warning: ');
});

test.concurrent('--delay waits between deliveries, not before the first or behind the last', async () => {
  const at: number[] = [];
  await using receiver = await record((_, response) => {
    at.push(performance.now());
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
  const flags = ['--count', '3', '--delay', '150ms', '--to', receiver.url];
  await runCli(['send', 'contact.updated', ...flags]);
  const gaps = at.slice(1).map((time, i) => time - (at[i] ?? 0));
  expect(gaps).toHaveLength(2);
  // A timer may fire a millisecond early.
  for (const gap of gaps) expect(gap).toBeGreaterThan(145);
});

test.concurrent('list and show speak of what send accepts', async () => {
  const list = await runCli(['list', '--json']);
  const names = lines(list.stdout).map((line) => (JSON.parse(line) as { id: string }).id);
  expect(names).toContain('yuju/contact.updated');
  const page = await runCli(['show', 'contact.updated', '--json']);
  expect(JSON.parse(page.stdout)).toMatchObject({ id: 'yuju/contact.updated' });
  const example = await runCli(['show', 'contact.updated', '--example']);
  expect(JSON.parse(example.stdout)).toMatchObject({ event_type: 'contact_updated' });
  const schema = await runCli(['show', 'contact.updated', '--schema']);
  expect(JSON.parse(schema.stdout)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
  });
  expect([list, page, example, schema].map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array.from({ length: 4 }, () => ({ code: 0, stderr: '' })),
  );
});
