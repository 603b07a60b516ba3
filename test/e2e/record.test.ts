import { expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli } from './run-cli.ts';

/** The type of every leaf; a list stands for its first item. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

const parse = (stdout: string): Delivery[] => lines(stdout).map((line) => JSON.parse(line) as Delivery);

test.concurrent('a record of an accepted delivery has exactly the documented keys, in their order', async () => {
  await using receiver = await record();
  const flags = ['--variant', 'type=image,chat=room', '--seed', '42', '--to', `${receiver.url}/hook`];
  const { stdout, stderr, code } = await runCli([
    'send',
    'juzi/message.received',
    ...flags,
    '--json',
    '--contract',
    'status',
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [delivery, ...others] = parse(stdout);
  expect(others).toEqual([]);
  expect(JSON.stringify(shape({ ...delivery, variant: {} }), null, 1)).toBe(
    JSON.stringify(
      {
        id: 'string',
        event: 'string',
        variant: {},
        seed: 'string',
        index: 'number',
        now: 'string',
        request: {
          method: 'string',
          url: 'string',
          headers: { 'Content-Type': 'string', 'User-Agent': 'string', Accept: 'string' },
          body: 'string',
        },
        attempts: [
          {
            startedAt: 'string',
            status: 'number',
            statusText: 'string',
            headers: {
              'content-type': 'string',
              date: 'string',
              connection: 'string',
              'keep-alive': 'string',
              'content-length': 'string',
            },
            body: 'string',
            bytes: 'number',
            timings: { queue: 'number', connect: 'number', firstByte: 'number', total: 'number' },
            error: null,
          },
        ],
        verdict: { outcome: 'string', findings: [] },
        repro: 'string',
      },
      null,
      1,
    ),
  );
  expect(delivery).toMatchObject({
    id: expect.stringMatching(/^dlv_[0-9a-f]{16}$/),
    event: 'juzi/message.received',
    variant: { type: 'image', chat: 'room' },
    seed: '42',
    index: 0,
    now: '2025-01-01T00:00:00+08:00',
    request: { method: 'POST', url: `${receiver.url}/hook`, body: String(receiver.requests[0]?.body) },
    attempts: [{ status: 200, body: '{}', bytes: 2 }],
    verdict: { outcome: 'accepted', findings: [] },
  });
  const { timings, startedAt } = delivery?.attempts[0] ?? {};
  expect(new Date(startedAt ?? '').toISOString()).toBe(startedAt);
  expect(timings?.total).toBeGreaterThanOrEqual(timings?.firstByte ?? Number.NaN);
  expect(timings?.firstByte).toBeGreaterThanOrEqual(timings?.connect ?? Number.NaN);
});

test.concurrent('a finding has check, code, severity, path, expected, actual and message', async () => {
  await using receiver = await record(answersWith(200, '{"errcode":"0","errmsg":"ok"}'));
  const { stdout, code } = await runCli(['send', 'juzi/message.received', '--to', receiver.url, '--json']);
  expect(code).toBe(1);
  expect(parse(stdout)[0]?.verdict).toEqual({
    outcome: 'violation',
    findings: [
      {
        check: expect.any(String),
        severity: 'error',
        code: 'errcode.wrong_type',
        path: 'errcode',
        expected: 'number',
        actual: 'string "0"',
        message:
          'The type of errcode is string, not number. The platform is known to be lenient here: `--contract status` judges the status alone.',
        tolerated: true,
      },
    ],
  });
});

test.concurrent('a record without a response has an attempt with null status and the error', async () => {
  const { stdout, stderr, code } = await runCli([
    'send',
    'contact.updated',
    '--to',
    'http://127.0.0.1:1/',
    '--json',
  ]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  const [delivery] = parse(stdout);
  expect(delivery?.attempts).toMatchObject([
    { status: null, headers: {}, body: '', bytes: 0, error: { code: 'transport.refused' } },
  ]);
  expect(delivery?.verdict.outcome).toBe('transport');
});

test.concurrent('several records are one object a line, and the summary is on stderr', async () => {
  await using receiver = await record(answersWith(500, 'no'));
  const { stdout, stderr, code } = await runCli(['send', 'contact.*', '--to', receiver.url, '--json']);
  expect(code).toBe(1);
  expect(parse(stdout).map(({ event }) => event)).toEqual([
    'yuju/contact.created',
    'yuju/contact.deleted',
    'yuju/contact.updated',
  ]);
  expect(stderr).toMatch(
    /^3 deliveries in .*: 3 violation\n {2}status\.error × 1 {2}yuju\/contact\.created, in the only delivery of this event\n/,
  );
});

test.concurrent('the same delivery has the same id, another has another', async () => {
  await using receiver = await record();
  const ids = async (...flags: string[]) =>
    parse((await runCli(['send', 'contact.*', '--to', receiver.url, '--json', ...flags])).stdout).map(
      ({ id }) => id,
    );
  const first = await ids('--seed', 'a', '--count', '2');
  expect(new Set(first).size).toBe(6);
  expect(await ids('--seed', 'a', '--count', '2')).toEqual(first);
  for (const id of await ids('--seed', 'b')) expect(first).not.toContain(id);
});
