import { describe, expect, test } from 'vitest';
import { head, invalid, json, odd, truncated } from '../fixtures/hostile/answers.ts';
import { deliverOnce, patience } from '../fixtures/hostile/deliver.ts';
import { response, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';

describe('an answer that is not HTTP is protocol.invalid', () => {
  test.each(Object.entries(invalid))('%s', async (_, answer) => {
    const { verdict, exchange, codes } = await deliverOnce(answer);
    expect(codes).toEqual(['protocol.invalid']);
    expect(verdict.outcome).toBe('transport');
    expect(exchange.error?.message).toMatch(/localhost:\d+ is not valid HTTP\/1\.1: .+\.$/);
  });
});

describe('a response that breaks off is transport.truncated, never accepted', () => {
  test.each(Object.entries(truncated))('%s', async (_, answer) => {
    const { verdict, codes } = await deliverOnce(answer);
    expect(codes).toEqual(['transport.truncated']);
    expect(verdict.outcome).toBe('transport');
  });

  test('what arrived of the body is kept', async () => {
    const { exchange } = await deliverOnce(saysAndCloses(`${head}Content-Length: 20\r\n\r\n{"a":`));
    expect(exchange.status).toBe(200);
    expect(Buffer.from(exchange.body).toString()).toBe('{"a":');
    expect(exchange.bytes).toBe(5);
  });
});

test('a reset in a body that ends with the connection is not taken for its end', async () => {
  const { codes } = await deliverOnce((socket) => {
    socket.write(`${head}Connection: close\r\n\r\n{}`);
    setTimeout(() => socket.resetAndDestroy(), 30);
  });
  expect(codes).toEqual(['transport.reset']);
});

describe('odd answers that are valid all the same are accepted', () => {
  test.each(Object.entries(odd))('%s', async (_, answer) => {
    const { verdict } = await deliverOnce(answer);
    expect(verdict).toEqual({ outcome: 'accepted', findings: [] });
  });
});

test('204 and 304 have no body, whatever their length says', async () => {
  const noContent = await deliverOnce(says('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'));
  expect(noContent.codes).toEqual(['status.undocumented', 'body.empty']);
  const notModified = await deliverOnce(says('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'));
  expect(notModified.codes).toEqual(['status.redirect']);
  expect(notModified.exchange.timings.total).toBeLessThan(patience);
});

test('header names are lower case, values keep every byte, repeated ones are lists', async () => {
  const raw = Buffer.concat([
    Buffer.from('HTTP/1.1 200 Fine\r\nX-Latin: '),
    Buffer.from([0xe9, 0xff]),
    Buffer.from(
      `\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n__proto__: x\r\n${json}Content-Length: 2\r\n\r\n{}`,
    ),
  ]);
  const { exchange } = await deliverOnce(says(raw));
  expect(exchange.statusText).toBe('Fine');
  expect(exchange.headers['x-latin']).toBe('éÿ');
  expect(exchange.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(Object.hasOwn(exchange.headers, '__proto__')).toBe(true);
});

test('answers that are not 2xx are returned, not acted on', async () => {
  const redirect = await deliverOnce(says(response('302 Found', 'Location: https://elsewhere.test/x\r\n')));
  expect(redirect.codes).toEqual(['status.redirect']);
  expect(redirect.verdict.findings[0]?.actual).toBe('302 Found, Location: https://elsewhere.test/x');
  for (const status of ['429 Too Many Requests', '503 Service Unavailable']) {
    const throttled = await deliverOnce(says(response(status, 'Retry-After: 7\r\n')));
    expect(throttled.codes).toEqual(['status.throttled']);
    expect(throttled.verdict.findings[0]?.actual).toBe(`${status}, Retry-After: 7`);
  }
});

test('no mutilation of a valid response crashes or hangs, and none that lost a byte is accepted', async () => {
  const whole = Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`);
  const cuts = Array.from({ length: whole.length }, (_, length) => whole.subarray(0, length));
  const outcomes = await Promise.all(cuts.map((cut) => deliverOnce(saysAndCloses(cut), { timeout: 2000 })));
  for (const { verdict } of outcomes) expect(verdict.outcome).toBe('transport');

  const replaced = Array.from({ length: whole.length }, (_, at) => {
    const copy = Buffer.from(whole);
    copy[at] = at % 2 === 0 ? 0 : 0x30;
    return copy;
  });
  const broken = await Promise.all(
    replaced.map((bytes) => deliverOnce(saysAndCloses(bytes), { timeout: 2000 })),
  );
  for (const { exchange } of broken) expect(exchange.timings.total).toBeLessThan(2000);
});
