import { expect, test } from 'vitest';
import { recordAttempt } from '../../src/delivery/delivery.ts';
import { exchange } from '../verdict/exchanges.ts';

test('an attempt is the exchange in JSON', () => {
  const attempt = recordAttempt(exchange('{"a":"你好"}'));
  expect(attempt).toEqual({
    startedAt: '2024-12-31T16:00:00.000Z',
    status: 200,
    statusText: 'OK',
    headers: { 'content-type': 'application/json' },
    body: '{"a":"你好"}',
    bytes: 14,
    timings: { queue: 0, connect: 0.41, firstByte: 2.1, total: 2.3 },
    error: null,
  });
  expect(JSON.parse(JSON.stringify(attempt))).toEqual(attempt);
});

test('a body that is not UTF-8 keeps its bytes as well', () => {
  const bytes = Buffer.from([0x22, 0xc4, 0xe3, 0x22]);
  const attempt = recordAttempt(exchange(bytes));
  expect(attempt.body).toBe('"\ufffd\ufffd"');
  expect(Buffer.from(attempt.bodyBase64 ?? '', 'base64')).toEqual(bytes);
});

test('a BOM is text, and stays', () => {
  expect(recordAttempt(exchange('\ufeff{}')).body).toBe('\ufeff{}');
});

test('an exchange without a response is recorded too', () => {
  const message = { zh: '没有连接。', en: 'No connection.' };
  const error = { code: 'timeout.queue', message } as const;
  const timings = { queue: 250.00049, connect: null, firstByte: null, total: 0 };
  const attempt = recordAttempt(exchange('', { status: null, headers: {}, error, timings }));
  expect(attempt).toMatchObject({
    status: null,
    body: '',
    bytes: 0,
    error: { ...error, message: message.en },
  });
  expect(attempt.timings).toEqual({ queue: 250, connect: null, firstByte: null, total: 0 });
});
