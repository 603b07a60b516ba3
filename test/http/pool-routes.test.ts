import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { Relay } from '../../src/http/pool.ts';
import { judged, withReceiver } from '../fixtures/hostile/deliver.ts';
import { Ferry, ferryOnce, ferryTo, withFerry } from '../fixtures/hostile/ferry.ts';
import { openProxy } from '../fixtures/hostile/proxy.ts';
import { ok, pem, receiver, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';

const ca = pem('ca');
const timeout = 10_000;

describe('https', () => {
  test.each([
    ['expired', 'transport.tls_expired', { ca }],
    ['self-signed', 'transport.tls_self_signed', {}],
    ['valid', 'transport.tls_unknown_ca', {}],
    ['wrong-host', 'transport.tls_wrong_host', { ca }],
  ] as const)('a certificate that is %s: %s; --insecure accepts it', async (identity, code, options) => {
    expect((await ferryOnce(says(ok()), { ...options, timeout }, { identity })).codes).toEqual([code]);
    const { verdict } = await ferryOnce(says(ok()), { insecure: true, timeout }, { identity });
    expect(verdict.outcome).toBe('accepted');
  });

  test('with the CA given it is accepted, and the connection is kept', async () => {
    await withFerry(
      says(ok()),
      async (ferry, opened) => {
        for (let i = 0; i < 5; i += 1) expect((await ferry.deliver()).status).toBe(200);
        expect(opened.connections).toBe(1);
      },
      { ca, timeout },
      { identity: 'valid' },
    );
  });

  test('a client certificate is shown when asked for', async () => {
    const asks = { identity: 'valid', tls: { ca, requestCert: true, rejectUnauthorized: true } } as const;
    const options = { ca, cert: pem('client'), key: pem('client.key'), timeout };
    expect((await ferryOnce(says(ok()), options, asks)).verdict.outcome).toBe('accepted');
  });

  test('to a port that speaks http is transport.wrong_scheme', async () => {
    await withReceiver(
      saysAndCloses('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
      async ({ url }) => {
        const secure = new URL(url);
        secure.protocol = 'https:';
        expect((await ferryTo(secure, { timeout })).codes).toEqual(['transport.wrong_scheme']);
      },
      { onConnection: (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')) },
    );
  });
});

test('http to a port that speaks TLS is transport.wrong_scheme, of many deliveries as of one', async () => {
  await withReceiver(
    says(ok()),
    async ({ url }) => {
      const plain = new URL(url);
      plain.protocol = 'http:';
      await using ferry = new Ferry(plain, { timeout });
      const together = await Promise.all(Array.from({ length: 20 }, () => ferry.deliver()));
      for (const { error } of [...together, await ferry.deliver()]) {
        expect(error?.code).toBe('transport.wrong_scheme');
        expect(error?.message).toContain('use https://');
      }
    },
    { identity: 'valid' },
  );
});

describe('through a proxy', () => {
  test('http is forwarded with the whole address, and the user’s headers', async () => {
    await using proxy = await openProxy();
    await withReceiver(says(ok()), async ({ url, requests }) => {
      await using ferry = new Ferry(url, { proxy: proxy.url, timeout });
      for (let i = 0; i < 3; i += 1) {
        expect(judged(await ferry.deliver({ headers: { 'x-own': 'yes' } })).verdict.outcome).toBe('accepted');
      }
      expect(proxy.seen).toEqual(Array(3).fill(`POST ${url.href}`));
      expect(requests[2]).toContain(`host: ${url.host}\r\n`);
      expect(requests[2]).toContain('x-own: yes\r\n');
    });
  });

  test('https is tunnelled, and the certificate is the receiver’s', async () => {
    await using proxy = await openProxy();
    await withReceiver(
      says(ok()),
      async ({ url }) => {
        await using ferry = new Ferry(url, { proxy: proxy.url, ca, timeout });
        for (let i = 0; i < 3; i += 1) expect(judged(await ferry.deliver()).verdict.outcome).toBe('accepted');
        expect(proxy.seen).toEqual([`CONNECT ${url.host}`]);
        const untrusted = await ferryTo(url, { proxy: proxy.url, timeout });
        expect(untrusted.codes).toEqual(['transport.tls_unknown_ca']);
      },
      { identity: 'valid' },
    );
  });

  test.each([undefined, 'valid'] as const)('that asks for a password: %s', async (identity) => {
    await using proxy = await openProxy({ credentials: 'user:p@ss' });
    await withReceiver(
      says(ok()),
      async ({ url }) => {
        const refused = await ferryTo(url, { proxy: proxy.url, ca, timeout });
        expect(refused.codes).toEqual(['transport.proxy']);
        expect(refused.exchange.error?.message).toContain('407');
        const withPassword = new URL(proxy.url);
        withPassword.username = 'user';
        withPassword.password = 'p@ss';
        expect((await ferryTo(url, { proxy: withPassword, ca, timeout })).verdict.outcome).toBe('accepted');
      },
      identity && { identity },
    );
  });

  test.each(['http', 'https'])('that is not there, for %s: transport.proxy', async (scheme) => {
    const gone = await receiver(says(ok()));
    await gone.close();
    const proxy = new URL(gone.url.origin);
    expect((await ferryTo(new URL(`${scheme}://localhost:1/`), { proxy, timeout })).codes).toEqual([
      'transport.proxy',
    ]);
  });

  test('that never answers, for https: timeout.connect', async () => {
    await withReceiver(
      () => undefined,
      async ({ url }) => {
        const { codes } = await ferryTo(new URL('https://localhost:1/'), { proxy: new URL(url.origin) });
        expect(codes).toEqual(['timeout.connect']);
      },
    );
  });
});

test('a proxy of another kind, and what is no PEM, are usage errors', () => {
  const listener = { ended: () => undefined, free: () => undefined };
  const origin = new URL('https://localhost');
  const open = (options: object) => new Relay(origin, { timeout, ...options }, () => null, listener);
  expect(() => open({ proxy: new URL('socks5://localhost:1080') })).toThrow(UsageError);
  expect(() => open({ ca: 'no', cert: 'no', key: 'no' })).toThrow(UsageError);
});
