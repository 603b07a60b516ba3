import { describe, expect, test, vi } from 'vitest';
import { followed, head, invalid, json, odd, truncated, why } from '../fixtures/hostile/answers.ts';
import {
  type ClientDriver,
  drivers,
  judged,
  openPool,
  PoolDriver,
  patience,
  sendOnce,
  withDriver,
} from '../fixtures/hostile/drivers.ts';
import { type Answer, ok, response, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(5);

describe.each(drivers)('$name', ({ name, open }) => {
  describe('an answer that is not HTTP is protocol.invalid', () => {
    test.each(Object.entries(invalid))('%s', async (what, answer) => {
      const { verdict, exchange, codes } = await sendOnce(open, answer);
      expect(codes).toEqual(['protocol.invalid']);
      expect(verdict.outcome).toBe('transport');
      expect(exchange.error?.message.en).toMatch(/localhost:\d+ is not valid HTTP\/1\.1: .+\.$/);
      expect(exchange.error?.message.en).toContain(why[what] ?? '');
    });
  });

  describe('a response that more bytes follow is protocol.trailing_bytes, and costs the connection', () => {
    test.each(Object.entries(followed))('%s', async (_, answer) => {
      await withDriver(open, answer, async (driver, receiver) => {
        for (let n = 1; n <= 3; n += 1) {
          const { codes, verdict, exchange } = judged(await driver.send());
          expect(codes[0]).toBe('protocol.trailing_bytes');
          expect(verdict.outcome).toBe('transport');
          expect([200, 204]).toContain(exchange.status);
          expect(receiver.connections).toBe(n);
        }
      });
    });

    test('also in a segment of its own, if the connection is idle: a first delivery is told of it', async () => {
      const late: Answer = (socket) => {
        socket.write(ok());
        setTimeout(() => socket.write(ok('{"stray":true}')), 3);
      };
      await withDriver(open, late, async (driver, receiver) => {
        const first = judged(await driver.send());
        if (name === 'client') expect(first.codes).toEqual(['protocol.trailing_bytes']);
        await vi.waitFor(() => expect(receiver.open).toBe(0));
        const strays =
          driver instanceof PoolDriver ? driver.pool.strays : (driver as ClientDriver).client.strays;
        expect(strays).toBe(name === 'client' ? 0 : 1);
        const second = await driver.send();
        expect(Buffer.from(second.body).toString()).toBe('{}');
        await vi.waitFor(() => expect(receiver.open).toBe(0));
        expect(receiver.connections).toBe(2);
      });
    });

    test('but for a 408, which says that an idle connection is closed', async () => {
      const closing: Answer = (socket) => {
        socket.write(ok());
        setTimeout(
          () => socket.end('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
          3,
        );
      };
      await withDriver(open, closing, async (driver, receiver) => {
        for (let n = 1; n <= 3; n += 1) {
          expect(judged(await driver.send()).codes).toEqual([]);
          await vi.waitFor(() => expect(receiver.open).toBe(0));
        }
        const strays =
          driver instanceof PoolDriver ? driver.pool.strays : (driver as ClientDriver).client.strays;
        expect(strays).toBe(0);
      });
    });

    test('after a good one as well, whatever verdict is remembered of that', async () => {
      await withDriver(
        open,
        (socket, _, nth) => socket.write(nth === 1 ? Buffer.concat([ok(), ok()]) : ok()),
        async (driver) => {
          const found = [];
          for (let n = 0; n < 4; n += 1) found.push(judged(await driver.send()).verdict.outcome);
          expect(found).toEqual(['accepted', 'transport', 'accepted', 'transport']);
        },
      );
    });
  });

  describe('a response that breaks off is transport.truncated, never accepted', () => {
    test.each(Object.entries(truncated))('%s', async (_, answer) => {
      const { verdict, codes } = await sendOnce(open, answer);
      expect(codes).toEqual(['transport.truncated']);
      expect(verdict.outcome).toBe('transport');
    });

    test('what arrived of the body is kept', async () => {
      const { exchange } = await sendOnce(open, saysAndCloses(`${head}Content-Length: 20\r\n\r\n{"a":`));
      expect(exchange.status).toBe(200);
      expect(Buffer.from(exchange.body).toString()).toBe('{"a":');
      expect(exchange.bytes).toBe(5);
    });
  });

  test('a reset in a body that ends with the connection is not taken for its end', async () => {
    const { codes } = await sendOnce(open, (socket) => {
      socket.write(`${head}Connection: close\r\n\r\n{}`);
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    expect(codes).toEqual(['transport.reset']);
  });

  describe('odd answers that are valid all the same are accepted', () => {
    test.each(Object.entries(odd))('%s', async (_, answer) => {
      const { verdict } = await sendOnce(open, answer, { timeout: 5000 });
      expect(verdict).toEqual({ outcome: 'accepted', findings: [] });
    });
  });

  test('204 and 304 have no body, whatever their length says', async () => {
    const noContent = await sendOnce(open, says('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'));
    expect(noContent.codes).toEqual(['status.undocumented', 'body.empty']);
    const notModified = await sendOnce(open, says('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'));
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
    const { exchange } = await sendOnce(open, says(raw));
    expect(exchange.statusText).toBe('Fine');
    expect(exchange.headers['x-latin']).toBe('éÿ');
    expect(exchange.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(Object.hasOwn(exchange.headers, '__proto__')).toBe(true);
  });

  test('answers that are not 2xx are returned, not acted on', async () => {
    const elsewhere = response('302 Found', 'Location: https://elsewhere.test/x\r\n');
    const redirect = await sendOnce(open, says(elsewhere));
    expect(redirect.codes).toEqual(['status.redirect']);
    expect(redirect.verdict.findings[0]?.actual).toBe('302 Found, Location: https://elsewhere.test/x');
    for (const status of ['429 Too Many Requests', '503 Service Unavailable']) {
      const throttled = await sendOnce(open, says(response(status, 'Retry-After: 7\r\n')));
      expect(throttled.codes).toEqual(['status.throttled']);
      expect(throttled.verdict.findings[0]?.actual).toBe(`${status}, Retry-After: 7`);
    }
    expect((await sendOnce(open, says(response('500 Oops')))).codes).toEqual(['status.error']);
  });

  test('no mutilation of a valid response crashes or hangs, and none that lost a byte is accepted', async () => {
    const whole = Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`);
    const cuts = Array.from({ length: whole.length }, (_, length) => whole.subarray(0, length));
    const timeout = 2000;
    const outcomes = await Promise.all(cuts.map((cut) => sendOnce(open, saysAndCloses(cut), { timeout })));
    for (const { verdict } of outcomes) expect(verdict.outcome).toBe('transport');

    const replaced = Array.from({ length: whole.length }, (_, at) => {
      const copy = Buffer.from(whole);
      copy[at] = at % 2 === 0 ? 0 : 0x30;
      return copy;
    });
    const broken = await Promise.all(
      replaced.map((bytes) => sendOnce(open, saysAndCloses(bytes), { timeout })),
    );
    for (const { exchange } of broken) expect(exchange.timings.total).toBeLessThan(timeout);
  });
});

test.each(['Content-Length: 2', 'Transfer-Encoding: chunked'])(
  '204 that announces a body (%s) costs its connection: the body may come with the next request',
  async (header) => {
    await withDriver(
      openPool,
      (socket, _, nth) => {
        if (nth === 0) socket.write(`HTTP/1.1 204 No Content\r\n${header}\r\n\r\n`);
        else socket.write('2\r\n{}\r\n0\r\n\r\n');
      },
      async (driver, receiver) => {
        for (let n = 1; n <= 3; n += 1) {
          expect((await driver.send()).status).toBe(204);
          expect(receiver.connections).toBe(n);
        }
      },
    );
  },
);
