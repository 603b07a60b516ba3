import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { head, huge, invalid, slow, truncated } from '../fixtures/hostile/answers.ts';
import { drivers, judged, patience, sendOnce, sendTo, withDriver } from '../fixtures/hostile/drivers.ts';
import {
  type Answer,
  ok,
  receiver,
  response,
  says,
  saysAndCloses,
  withReceiver,
} from '../fixtures/hostile/receiver.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(5);

describe.each(drivers)('$name', ({ open }) => {
  test('nothing listens: transport.refused, with the addresses tried', async () => {
    const gone = await receiver(says(ok()));
    await gone.close();
    const { codes, verdict, exchange } = await sendTo(open, gone.url);
    expect(codes).toEqual(['transport.refused']);
    expect(verdict.outcome).toBe('transport');
    expect(exchange.error?.message.en).toContain(`localhost:${gone.url.port} (tried `);
    expect(exchange.error?.message.en).toContain(`127.0.0.1:${gone.url.port}`);
    expect(exchange.status).toBeNull();
  });

  test('no DNS name: transport.dns', async () => {
    // RFC 6761 keeps .invalid free of addresses.
    const { codes, exchange } = await sendTo(open, new URL('http://no-such-host.invalid/hook'));
    expect(codes).toEqual(['transport.dns']);
    expect(exchange.error?.message.en).toContain('http://no-such-host.invalid');
  });

  test('localhost finds a receiver that listens on ::1 alone', async (context) => {
    const only6 = await receiver(says(ok()), { host: '::1' }).catch(() => null);
    if (only6 === null) return context.skip();
    const outcome = await sendTo(open, only6.url);
    const literal = await sendTo(open, new URL(`http://[::1]:${only6.url.port}/hook`));
    await only6.close();
    expect(literal.verdict.outcome).toBe('accepted');
    // Where localhost resolves to 127.0.0.1 alone, refused is right.
    if (outcome.verdict.outcome !== 'accepted') expect(outcome.codes).toEqual(['transport.refused']);
    return undefined;
  });

  describe('a connection that ends without a response is transport.reset, and the POST is not repeated', () => {
    test('closed at once', async () => {
      const atOnce = { onConnection: (socket: Socket) => void socket.destroy() };
      expect((await sendOnce(open, says(ok()), {}, atOnce)).codes).toEqual(['transport.reset']);
    });

    test.each(['end', 'resetAndDestroy'] as const)('after the request: %s', async (how) => {
      const { codes, exchange } = await sendOnce(open, (socket) => socket[how]());
      expect(codes).toEqual(['transport.reset']);
      expect(exchange.error?.message.en).toContain('not repeated');
    });

    test.each(['end', 'resetAndDestroy'] as const)(
      'a reused connection, and the new one that it was sent on again: %s',
      async (how) => {
        let answered = 0;
        await withDriver(
          open,
          (socket) => {
            answered += 1;
            if (answered === 1) socket.write(ok());
            else socket[how]();
          },
          async (driver, opened) => {
            expect((await driver.send()).error).toBeNull();
            const lost = judged(await driver.send());
            expect(lost.codes).toEqual(['transport.reset']);
            expect(lost.exchange.reconnects).toBe(1);
            expect(lost.exchange.error?.message.en).toContain('it was the second');
            expect(opened.requests).toHaveLength(3);
            expect(opened.connections).toBe(2);
          },
        );
      },
    );

    test('a reused connection that had begun to answer', async () => {
      await withDriver(
        open,
        (socket, _, nth) => {
          if (nth === 0) socket.write(ok());
          else socket.end('HTTP/1.1');
        },
        async (driver, opened) => {
          await driver.send();
          const lost = judged(await driver.send());
          expect(lost.codes).toEqual(['transport.truncated']);
          expect(lost.exchange.reconnects).toBe(0);
          expect(opened.requests).toHaveLength(2);
        },
      );
    });
  });

  describe('a reused connection that is lost without a byte of an answer: sent again, once, on a new one', () => {
    test.each(['end', 'resetAndDestroy'] as const)('%s', async (how) => {
      await withDriver(
        open,
        (socket, _, nth) => {
          if (nth === 0) socket.write(ok());
          else socket[how]();
        },
        async (driver, { requests, connections }) => {
          expect(connections).toBe(0);
          expect(await driver.send()).toMatchObject({ error: null, reconnects: 0 });
          for (let n = 1; n <= 5; n += 1) {
            const body = `{"n":${n}}`;
            expect(await driver.send({ body })).toMatchObject({ error: null, status: 200, reconnects: 1 });
            const [first, second] = requests.slice(-2);
            expect(requests).toHaveLength(1 + 2 * n);
            expect(second).toBe(first);
            expect(second).toContain(body);
          }
        },
      );
    });

    test('within the deadline of the delivery', async () => {
      let answered = 0;
      await withDriver(
        open,
        (socket) => {
          answered += 1;
          if (answered === 1) socket.write(ok());
          else if (answered === 2) setTimeout(() => socket.destroy(), patience / 2);
        },
        async (driver) => {
          await driver.send();
          const { codes, exchange } = judged(await driver.send());
          expect(codes).toEqual(['timeout.headers']);
          expect(exchange.reconnects).toBe(1);
          expect(exchange.timings.total).toBeLessThan(2 * patience + 500);
        },
        { timeout: patience },
      );
    });
  });

  test('keepAlive: false gives every delivery a connection of its own, and says so', async () => {
    await withDriver(
      open,
      says(ok()),
      async (driver, receiver) => {
        for (let n = 1; n <= 5; n += 1) {
          expect((await driver.send()).error).toBeNull();
          expect(receiver.connections).toBe(n);
          expect(receiver.requests.at(-1)).toMatch(/^connection: close\r$/m);
        }
        await vi.waitFor(() => expect(receiver.open).toBe(0));
      },
      { keepAlive: false },
    );
  });

  test.each(['end', 'resetAndDestroy'] as const)(
    'a connection lost while idle is made anew: %s',
    async (how) => {
      await withDriver(
        open,
        (socket) => {
          socket.write(ok());
          setTimeout(() => socket[how](), 20);
        },
        async (driver, opened) => {
          for (let round = 1; round <= 3; round += 1) {
            const { error } = await driver.send();
            expect(error).toBeNull();
            await vi.waitFor(() => expect(opened.open).toBe(0));
            await pause(100);
          }
          expect(opened.connections).toBe(3);
        },
      );
    },
  );

  test('a connection that was idle is closed and made anew, whenever the next delivery comes', async () => {
    await withReceiver(says(ok()), async ({ url }) => {
      // Around the second after which a connection is closed, at both sides and right on it.
      const rests = [980, 990, 995, 998, 999, 1000, 1000, 1001, 1001, 1002, 1003, 1005, 1010, 1020, 1300];
      const errors = await Promise.all(
        rests.map(async (rest) => {
          await using driver = open(url);
          const found: unknown[] = [];
          for (let i = 0; i < 3; i += 1) {
            found.push((await driver.send()).error);
            await pause(rest);
          }
          return found;
        }),
      );
      expect(errors.flat()).toEqual(Array(rests.length * 3).fill(null));
    });
  });

  test('a receiver that closes after every response costs a connection each, no delivery', async () => {
    await withDriver(
      open,
      saysAndCloses(response('200 OK', 'Connection: close\r\n', '{}')),
      async (driver, opened) => {
        for (let round = 0; round < 20; round += 1) expect((await driver.send()).status).toBe(200);
        const together = await Promise.all(Array.from({ length: 10 }, () => driver.send()));
        expect(together.map(({ status }) => status)).toEqual(Array(10).fill(200));
        expect(opened.connections).toBe(30);
      },
    );
  });

  test('as many connections as deliveries under way at once, each used again and again', async () => {
    await withDriver(
      open,
      (socket) => setTimeout(() => socket.write(ok()), 2),
      async (driver, opened) => {
        for (let round = 0; round < 40; round += 1) {
          const exchanges = await Promise.all(Array.from({ length: 4 }, () => driver.send()));
          expect(exchanges.every(({ error }) => error === null)).toBe(true);
        }
        expect(opened.connections).toBe(4);
        expect(opened.requests).toHaveLength(160);
      },
    );
  });

  describe('an answer before the upload is done is reported', () => {
    const upload = ' '.repeat(8_000_000);

    test.each(['stops reading', 'closes', 'keeps the connection'] as const)(
      'and the receiver %s',
      async (then) => {
        const closing = then === 'keeps the connection' ? '' : 'Connection: close\r\n';
        await withDriver(
          open,
          (socket) => {
            socket.pause();
            socket.write(response('413 Payload Too Large', closing, 'too large'));
            if (then === 'closes') setTimeout(() => socket.destroy(), 50);
          },
          async (driver) => {
            const { codes, exchange, verdict } = judged(await driver.send({ body: upload }));
            expect(exchange.status).toBe(413);
            expect(codes).toEqual(['status.error']);
            expect(verdict.findings[0]?.actual).toBe('413 Payload Too Large: too large');
            // The rest of the upload must not stand in the way of the next delivery.
            expect((await driver.send()).status).toBe(413);
          },
          {},
          { eager: true },
        );
      },
    );
  });

  describe.concurrent('the next deliveries have their own answers, whatever became of the one before', () => {
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
      '204 with chunks that never come': says(
        'HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n',
      ),
      '204 and nothing else': says('HTTP/1.1 204 No Content\r\n\r\n'),
      '304 with a length': says('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'),
      'Connection: close': saysAndCloses(response('200 OK', 'Connection: close\r\n', '{}')),
    };

    /** Answers the first request badly, and every other one with its number. */
    const badlyOnce = (answer: Answer): Answer => {
      let answered = 0;
      return (socket, request, nth) => {
        answered += 1;
        if (answered === 1) answer(socket, request, nth);
        else socket.write(ok(`{"n":${answered}}`));
      };
    };

    test.each(Object.entries(bad))('%s', async (name, answer) => {
      await withDriver(
        open,
        badlyOnce(answer),
        async (driver, { requests }) => {
          await driver.send();
          for (let n = 2; n <= 4; n += 1) {
            const { status, error, body } = await driver.send();
            // What nobody asked for may be read when the next delivery is under way: it is an answer to none.
            if (name in unasked && n === 2 && error !== null) continue;
            expect({ error, status, body: Buffer.from(body).toString() }).toEqual({
              error: null,
              status: 200,
              body: `{"n":${requests.length}}`,
            });
          }
        },
        name in slow ? { timeout: 1000 } : {},
      );
    });
  });

  test('a request that HTTP cannot carry is request.invalid, and the next one is carried', async () => {
    await withDriver(open, says(ok()), async (driver) => {
      const broken = judged(await driver.send({ headers: { 'x-broken': 'a\r\nb: c' } }));
      expect(broken.codes).toEqual(['request.invalid']);
      expect(broken.verdict.outcome).toBe('transport');
      expect((await driver.send()).status).toBe(200);
    });
  });

  test('failures leave nothing behind: a thousand of them, the connections counted', async () => {
    await withDriver(
      open,
      (socket) => socket.write('garbage\r\n\r\n'),
      async (driver, opened) => {
        for (let round = 0; round < 50; round += 1) {
          const exchanges = await Promise.all(Array.from({ length: 20 }, () => driver.send()));
          expect(new Set(exchanges.map(({ error }) => error?.code))).toEqual(new Set(['protocol.invalid']));
        }
        await vi.waitFor(() => expect(opened.open).toBe(0));
      },
    );
  });

  test('no hostile answer reaches the process as an uncaught exception', async () => {
    const escaped: unknown[] = [];
    const listen = (cause: unknown): unknown => escaped.push(cause);
    process.on('uncaughtExceptionMonitor', listen);
    for (const text of [
      'HTTP/1.1 000 X\r\n\r\n',
      'HTTP/1.1 001 X\r\nConnection: close\r\n\r\n',
      'HTTP/1.1 200\r\n: \r\n\r\n',
    ])
      await sendOnce(open, (socket) => socket.end(text));
    await pause(20);
    process.off('uncaughtExceptionMonitor', listen);
    expect(escaped).toEqual([]);
  });
});
