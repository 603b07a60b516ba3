import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openCourier } from '../../src/http/client.ts';
import { deliverOnce, deliverTo, judged, post, withReceiver } from '../fixtures/hostile/deliver.ts';
import { ok, receiver, response, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';

test('nothing listens: transport.refused, with the addresses tried', async () => {
  const gone = await receiver(says(ok()));
  await gone.close();
  const { codes, verdict, exchange } = await deliverTo(gone.url);
  expect(codes).toEqual(['transport.refused']);
  expect(verdict.outcome).toBe('transport');
  expect(exchange.error?.message).toContain(`localhost:${gone.url.port} (tried `);
  expect(exchange.error?.message).toContain(`127.0.0.1:${gone.url.port}`);
  expect(exchange.status).toBeNull();
});

test('no DNS name: transport.dns', async () => {
  // RFC 6761 keeps .invalid free of addresses.
  const { codes, exchange } = await deliverTo(new URL('http://no-such-host.invalid/hook'), { timeout: 5000 });
  expect(codes).toEqual(['transport.dns']);
  expect(exchange.error?.message).toContain('http://no-such-host.invalid');
});

test('localhost finds a receiver that listens on ::1 alone', async (context) => {
  const only6 = await receiver(says(ok()), { host: '::1' }).catch(() => null);
  if (only6 === null) return context.skip();
  const outcome = await deliverTo(only6.url);
  const literal = await deliverTo(new URL(`http://[::1]:${only6.url.port}/hook`));
  await only6.close();
  expect(literal.verdict.outcome).toBe('accepted');
  // Where localhost resolves to 127.0.0.1 alone, refused is right.
  if (outcome.verdict.outcome !== 'accepted') expect(outcome.codes).toEqual(['transport.refused']);
  return undefined;
});

describe('a connection that ends without a response is transport.reset, and the POST is not repeated', () => {
  test('closed at once', async () => {
    await withReceiver(
      says(ok()),
      async ({ url }) => expect((await deliverTo(url)).codes).toEqual(['transport.reset']),
      {
        onConnection: (socket) => socket.destroy(),
      },
    );
  });

  test('closed after the request', async () => {
    const { codes, exchange } = await deliverOnce((socket) => socket.end());
    expect(codes).toEqual(['transport.reset']);
    expect(exchange.error?.message).toContain('not repeated');
  });

  test('reset after the request', async () => {
    const { codes } = await deliverOnce((socket) => socket.resetAndDestroy());
    expect(codes).toEqual(['transport.reset']);
  });

  test.each(['resetAndDestroy', 'end'] as const)('a reused connection: %s', async (how) => {
    await withReceiver(
      (socket, _, nth) => {
        if (nth === 0) socket.write(ok());
        else socket[how]();
      },
      async (opened) => {
        const courier = openCourier(opened.url, { connections: 1, timeout: 1000 });
        expect((await courier.deliver(post(opened.url))).error).toBeNull();
        const second = judged(await courier.deliver(post(opened.url)));
        expect(second.codes).toEqual(['transport.reset']);
        expect(second.exchange.error?.message).toContain('kept-alive');
        expect(opened.requests.length).toBe(2);
        // The next one gets a new connection.
        expect((await courier.deliver(post(opened.url))).error).toBeNull();
        expect(opened.connections).toBe(2);
        await courier.close();
      },
    );
  });
});

test.each(['resetAndDestroy', 'end'] as const)(
  'a connection lost while idle is made anew: %s',
  async (how) => {
    await withReceiver(
      (socket) => {
        socket.write(ok());
        setTimeout(() => socket[how](), 20);
      },
      async (opened) => {
        const courier = openCourier(opened.url, { connections: 1, timeout: 1000 });
        for (let i = 0; i < 3; i += 1) {
          const { verdict, exchange } = judged(await courier.deliver(post(opened.url)));
          expect(verdict.outcome).toBe('accepted');
          expect(exchange.timings.connect).toBeGreaterThan(0);
          await sleep(60);
        }
        expect(opened.connections).toBe(3);
        await courier.close();
      },
    );
  },
);

test('a receiver that closes after every response costs a connection each, no delivery', async () => {
  await withReceiver(saysAndCloses(response('200 OK', 'Connection: close\r\n', '{}')), async (opened) => {
    const courier = openCourier(opened.url, { connections: 1, timeout: 1000 });
    const exchanges = await Promise.all(Array.from({ length: 10 }, () => courier.deliver(post(opened.url))));
    expect(exchanges.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(opened.connections).toBe(10);
    await courier.close();
  });
});

describe('an answer before the upload is done is reported', () => {
  const upload = Buffer.alloc(8_000_000, 0x20);
  const early = response('413 Payload Too Large', 'Connection: close\r\n', 'too large');

  test.each(['stops reading', 'closes', 'keeps the connection'] as const)(
    'and the receiver %s',
    async (then) => {
      await withReceiver(
        (socket) => {
          socket.pause();
          socket.write(
            then === 'keeps the connection' ? response('413 Payload Too Large', '', 'too large') : early,
          );
          if (then === 'closes') setTimeout(() => socket.destroy(), 50);
        },
        async (opened) => {
          const courier = openCourier(opened.url, { connections: 1, timeout: 1000 });
          const { codes, exchange, verdict } = judged(await courier.deliver(post(opened.url, upload)));
          expect(exchange.status).toBe(413);
          expect(codes).toEqual(['status.error']);
          expect(verdict.findings[0]?.actual).toBe('413 Payload Too Large: too large');
          // The rest of the upload must not stand in the way of the next delivery.
          expect((await courier.deliver(post(opened.url))).status).toBe(413);
          await courier.close();
        },
        { eager: true },
      );
    },
  );
});

test('no more connections than asked for, each kept and used again, first come first served', async () => {
  let order = 0;
  await withReceiver(
    (socket, request) => {
      expect(request).toContain(`"n":${order}`);
      order += 1;
      setTimeout(() => socket.write(ok()), 2);
    },
    async (opened) => {
      const courier = openCourier(opened.url, { connections: 1, timeout: 2000 });
      const exchanges = await Promise.all(
        Array.from({ length: 20 }, (_, n) => courier.deliver(post(opened.url, `{"n":${n}}`))),
      );
      expect(exchanges.every(({ error }) => error === null)).toBe(true);
      expect(opened.connections).toBe(1);
      await courier.close();
    },
  );
  await withReceiver(
    (socket) => setTimeout(() => socket.write(ok()), 2),
    async (opened) => {
      const courier = openCourier(opened.url, { connections: 4, timeout: 2000 });
      await Promise.all(Array.from({ length: 200 }, () => courier.deliver(post(opened.url))));
      expect(opened.connections).toBe(4);
      expect(opened.requests.length).toBe(200);
      await courier.close();
    },
  );
});

test('a cookie is neither kept nor sent back', async () => {
  await withReceiver(
    says(ok('{}', 'Content-Type: application/json\r\nSet-Cookie: a=b\r\n')),
    async (opened) => {
      const courier = openCourier(opened.url, { connections: 1, timeout: 1000 });
      await courier.deliver(post(opened.url));
      await courier.deliver(post(opened.url));
      expect(opened.requests[1]).not.toMatch(/cookie/i);
      await courier.close();
    },
  );
});

test('the body arrives byte for byte, with its length and the headers given', async () => {
  const body = '{"text":"你好 🙂"}';
  await withReceiver(says(ok()), async (opened) => {
    const courier = openCourier(opened.url, { connections: 1, timeout: 1000 });
    const url = new URL('/a%20b?token=x&y=%E4', opened.url);
    await courier.deliver({ ...post(url, body), headers: { 'X-Own': 'yes' } });
    const [request = ''] = opened.requests;
    expect(request).toMatch(/^POST \/a%20b\?token=x&y=%E4 HTTP\/1\.1\r\n/);
    expect(request).toContain('X-Own: yes\r\n');
    expect(request).toContain(`content-length: ${Buffer.byteLength(body)}\r\n`);
    expect(Buffer.from(request, 'latin1').toString()).toContain(body);
    await courier.close();
  });
});

test('a request that HTTP cannot carry is request.invalid, and the lane lives on', async () => {
  await withReceiver(says(ok()), async (opened) => {
    const courier = openCourier(opened.url, { connections: 1, timeout: 1000 });
    const broken = { ...post(opened.url), headers: { 'x-broken': 'a\r\nb: c' } };
    const { codes, verdict } = judged(await courier.deliver(broken));
    expect(codes).toEqual(['request.invalid']);
    expect(verdict.outcome).toBe('transport');
    const elsewhere = judged(await courier.deliver(post(new URL('http://127.0.0.1:9/'))));
    expect(elsewhere.codes).toEqual(['request.invalid']);
    expect((await courier.deliver(post(opened.url))).status).toBe(200);
    await courier.close();
  });
});
