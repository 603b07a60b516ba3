import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Relay } from '../../src/http/pool.ts';
import {
  bodies,
  encoded,
  encoders,
  head,
  huge,
  invalid,
  odd,
  slow,
  truncated,
} from '../fixtures/hostile/answers.ts';
import { judged, patience } from '../fixtures/hostile/deliver.ts';
import { ferryOnce, sweepEvery, withFerry } from '../fixtures/hostile/ferry.ts';
import { type Answer, ok, response, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';

describe('what a courier finds, a relay finds', () => {
  test.each(Object.entries(invalid))('protocol.invalid: %s', async (_, answer) => {
    const { verdict, exchange, codes } = await ferryOnce(answer);
    expect(codes).toEqual(['protocol.invalid']);
    expect(verdict.outcome).toBe('transport');
    expect(exchange.error?.message).toMatch(/localhost:\d+ is not valid HTTP\/1\.1: .+\.$/);
  });

  test.each(Object.entries(truncated))('transport.truncated: %s', async (_, answer) => {
    const { verdict, codes } = await ferryOnce(answer);
    expect(codes).toEqual(['transport.truncated']);
    expect(verdict.outcome).toBe('transport');
  });

  test.each(Object.entries(odd))('accepted: %s', async (_, answer) => {
    const { verdict } = await ferryOnce(answer, { timeout: 5000 });
    expect(verdict).toEqual({ outcome: 'accepted', findings: [] });
  });

  test.each(Object.entries(slow))('a deadline: %s', async (_, [code, answer]) => {
    const { codes, verdict, exchange } = await ferryOnce(answer);
    expect(codes).toEqual([code]);
    expect(verdict.outcome).toBe('timeout');
    expect(exchange.error?.message).toContain(`within ${patience} ms`);
    expect(exchange.timings.total).toBeGreaterThanOrEqual(patience);
    // Until the next look at the deadlines, on a machine that may be busy.
    expect(exchange.timings.total).toBeLessThan(patience + sweepEvery + 500);
  });

  test.each(Object.entries(huge))('body.too_large: %s', async (_, answer) => {
    const { codes, verdict, exchange } = await ferryOnce(answer, { timeout: 10_000 });
    expect(codes).toEqual(['body.too_large']);
    expect(verdict.outcome).toBe('violation');
    expect(exchange.body.length).toBe(1_048_576);
    expect(exchange.bytes).toBeLessThan(1_048_576 + 200_000);
  });

  test.each(Object.entries(bodies))('a body that is %s', async (_, [expected, body]) => {
    const { codes } = await ferryOnce(says(ok(body)), { timeout: 5000 });
    expect([...codes].sort()).toEqual([...expected].sort());
  });

  test.each(Object.entries(encoders))(
    'an encoding is removed: %s, and a bomb in it goes off harmlessly',
    async (name, encode) => {
      const small = encode(Buffer.from('{}'));
      const { verdict, exchange } = await ferryOnce(says(encoded(name, small)), { timeout: 5000 });
      expect(verdict).toEqual({ outcome: 'accepted', findings: [] });
      expect(exchange.bytes).toBe(small.length);
      const bomb = await ferryOnce(says(encoded(name, encode(Buffer.alloc(50_000_000)))), {
        timeout: 10_000,
      });
      expect(bomb.codes).toEqual(['body.too_large']);
      const broken = await ferryOnce(says(encoded('rot13', small)), { timeout: 5000 });
      expect(broken.codes).toEqual(['body.undecodable']);
    },
  );

  test('a cap is the caller’s, and a body right at it is read', async () => {
    const body = `{}${' '.repeat(998)}`;
    const cap = { maxResponseBytes: 1000, timeout: 5000 };
    expect((await ferryOnce(says(ok(body)), cap)).verdict.outcome).toBe('accepted');
    expect((await ferryOnce(says(ok(`${body} `)), cap)).codes).toEqual(['body.too_large']);
  });

  test('statuses that are not 2xx', async () => {
    for (const [status, code] of [
      ['302 Found', 'status.redirect'],
      ['429 Too Many Requests', 'status.throttled'],
      ['503 Service Unavailable', 'status.throttled'],
      ['500 Oops', 'status.error'],
    ] as const) {
      expect((await ferryOnce(says(response(status)), { timeout: 5000 })).codes).toEqual([code]);
    }
  });
});

/** Answers the first request badly, and every other one with its number. */
const badlyOnce = (bad: Answer): Answer => {
  let answered = 0;
  return (socket, request, nth) => {
    answered += 1;
    if (answered === 1) bad(socket, request, nth);
    else socket.write(ok(`{"n":${answered}}`));
  };
};

describe('the next deliveries have their own answers, whatever became of the one before', () => {
  const unasked: Record<string, Answer> = {
    'a second answer': says(Buffer.concat([ok('{"n":1}'), ok('{"n":"stray"}')])),
    'an answer that goes on': says(Buffer.concat([ok('{"n":1}'), Buffer.from('{"more":true}')])),
  };
  const bad: Record<string, Answer> = {
    ...unasked,
    ...invalid,
    ...truncated,
    ...Object.fromEntries(Object.entries(slow).map(([name, [, answer]]) => [name, answer])),
    ...huge,
    resets: (socket) => socket.resetAndDestroy(),
    closes: (socket) => socket.end(),
    'a reset in its body': (socket) => {
      socket.write(`${head}Content-Length: 20\r\n\r\n{`);
      setTimeout(() => socket.resetAndDestroy(), 10);
    },
    '204 with a length': says('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'),
    '204 with a length and a body': says('HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}'),
    '204 with chunks that never come': says('HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n'),
    '204 and nothing else': says('HTTP/1.1 204 No Content\r\n\r\n'),
    '304 with a length': says('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'),
    'Connection: close': saysAndCloses(response('200 OK', 'Connection: close\r\n', '{}')),
  };

  test.each(Object.entries(bad))('%s', async (name, answer) => {
    await withFerry(
      badlyOnce(answer),
      async (ferry, receiver) => {
        await ferry.deliver();
        for (let n = 2; n <= 4; n += 1) {
          const { status, error, body } = await ferry.deliver();
          // What nobody asked for may be read when the next delivery is under way: it is an answer to none.
          if (name in unasked && n === 2 && error !== null) continue;
          expect({ error, status, body: Buffer.from(body).toString() }).toEqual({
            error: null,
            status: 200,
            body: `{"n":${receiver.requests.length}}`,
          });
        }
      },
      { timeout: 400 },
    );
  });
});

test.each(['Content-Length: 2', 'Transfer-Encoding: chunked'])(
  '204 that speaks of a body (%s) costs its connection: the body may come with the next request',
  async (header) => {
    const answer: Answer = (socket, _, nth) => {
      if (nth === 0) socket.write(`HTTP/1.1 204 No Content\r\n${header}\r\n\r\n`);
      else socket.write('2\r\n{}\r\n0\r\n\r\n');
    };
    await withFerry(answer, async (ferry, receiver) => {
      for (let n = 1; n <= 3; n += 1) {
        expect(judged(await ferry.deliver()).codes).toEqual(['status.undocumented', 'body.empty']);
        expect(receiver.connections).toBe(n);
      }
    });
  },
);

test('an answer that comes between two looks at the deadline, and after it, is too late', async () => {
  await withFerry(
    (socket) => void setTimeout(() => socket.write(ok()), 160),
    async (ferry) => {
      const exchanges = await Promise.all(
        Array.from({ length: 30 }, async (_, i) => {
          await pause(i * 7);
          return ferry.deliver();
        }),
      );
      for (const { error } of exchanges) expect(error?.code).toMatch(/^timeout\./);
    },
    { timeout: 155 },
  );
});

test('connections that fail at once leave everything else its turn', async () => {
  // No route leads there, and the system says so at once: nothing leaves this machine.
  const nowhere = new URL('http://255.255.255.255:9/');
  let ended = 0;
  const send = (relay: Relay<null>): void => {
    const shuttle = relay.take();
    shuttle.body.length = 0;
    const now = performance.now();
    shuttle.carry('/', relay.headers({}), now, now);
  };
  const relay = new Relay(nowhere, { timeout: 5000 }, () => null, {
    ended: () => {
      ended += 1;
    },
    free: (again) => {
      if (!over) send(again);
    },
  });
  let over = false;
  const began = performance.now();
  send(relay);
  await pause(50);
  over = true;
  expect(performance.now() - began).toBeLessThan(1000);
  expect(ended).toBeGreaterThan(1);
  await relay.close();
});
