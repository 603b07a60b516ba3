import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { openCourier } from '../../src/http/client.ts';
import { deliverOnce, deliverTo, judged, post, withReceiver } from '../fixtures/hostile/deliver.ts';
import { ok, pem, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';

const ca = pem('ca');
const timeout = 2000;

describe('each fault of a certificate has its own code', () => {
  test.each([
    ['expired', 'transport.tls_expired', { ca }, 'has expired'],
    ['self-signed', 'transport.tls_self_signed', {}, '--insecure'],
    ['valid', 'transport.tls_unknown_ca', {}, '--cacert'],
    ['wrong-host', 'transport.tls_wrong_host', { ca }, 'example.test'],
  ] as const)('%s: %s', async (identity, code, options, words) => {
    const { codes, verdict, exchange } = await deliverOnce(says(ok()), { ...options, timeout }, { identity });
    expect(codes).toEqual([code]);
    expect(verdict.outcome).toBe('transport');
    expect(exchange.error?.message).toContain(words);
    expect(exchange.error?.message).toMatch(/localhost:\d+/);
    expect(exchange.timings.connect).toBeGreaterThan(0);
  });

  test.each(['expired', 'self-signed', 'valid', 'wrong-host'] as const)(
    '--insecure accepts %s',
    async (identity) => {
      const { verdict } = await deliverOnce(says(ok()), { insecure: true, timeout }, { identity });
      expect(verdict.outcome).toBe('accepted');
    },
  );

  test('the CA given is trusted, by name and by address', async () => {
    await withReceiver(
      says(ok()),
      async ({ url }) => {
        expect((await deliverTo(url, { ca, timeout })).verdict.outcome).toBe('accepted');
        const byAddress = new URL(url);
        byAddress.hostname = '127.0.0.1';
        expect((await deliverTo(byAddress, { ca, timeout })).verdict.outcome).toBe('accepted');
      },
      { identity: 'valid' },
    );
  });

  test('a Host header of the user’s does not change whose certificate is wanted', async () => {
    await withReceiver(
      says(ok()),
      async ({ url, requests }) => {
        const courier = openCourier(url, { connections: 1, timeout, ca });
        const { verdict } = judged(
          await courier.deliver({ ...post(url), headers: { host: 'virtual.test' } }),
        );
        expect(verdict.findings.map(({ code }) => code)).toEqual([]);
        expect(requests[0]).toContain('host: virtual.test\r\n');
        await courier.close();
      },
      { identity: 'valid' },
    );
  });
});

describe('a client certificate', () => {
  const setting = { identity: 'valid', tls: { ca, requestCert: true, rejectUnauthorized: true } } as const;

  test('is shown when asked for', async () => {
    const options = { ca, cert: pem('client'), key: pem('client.key'), timeout };
    expect((await deliverOnce(says(ok()), options, setting)).verdict.outcome).toBe('accepted');
  });

  test('that is missing is transport.tls, or a connection closed', async () => {
    const older = { ...setting, tls: { ...setting.tls, maxVersion: 'TLSv1.2' } } as const;
    const told = await deliverOnce(says(ok()), { ca, timeout }, older);
    expect(told.codes).toEqual(['transport.tls']);
    expect(told.exchange.error?.message).toContain('handshake failure');
    // TLS 1.3: the client's handshake is over before the server looks, and this one closes without an alert.
    const closed = await deliverOnce(says(ok()), { ca, timeout }, setting);
    expect(closed.codes).toEqual(['transport.reset']);
    expect(closed.exchange.error?.message).toContain('client certificate');
  });

  test('that is no PEM, or another’s, is a usage error', () => {
    const origin = new URL('https://localhost');
    const base = { connections: 1, timeout };
    expect(() => openCourier(origin, { ...base, ca: 'no', cert: 'no', key: 'no' })).toThrow(UsageError);
    expect(() => openCourier(origin, { ...base, cert: pem('client'), key: pem('valid.key') })).toThrow(
      UsageError,
    );
  });
});

describe('the other scheme is transport.wrong_scheme', () => {
  test('https to a port that speaks http', async () => {
    await withReceiver(
      saysAndCloses('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
      async ({ url }) => {
        const secure = new URL(url);
        secure.protocol = 'https:';
        const { codes, exchange } = await deliverTo(secure, { timeout });
        expect(codes).toEqual(['transport.wrong_scheme']);
        expect(exchange.error?.message).toContain('use http://');
      },
      { onConnection: (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')) },
    );
  });

  test('http to a port that speaks TLS and closes without a word', async () => {
    await withReceiver(
      says(ok()),
      async ({ url }) => {
        const plain = new URL(url);
        plain.protocol = 'http:';
        const courier = openCourier(plain, { connections: 2, timeout });
        for (let i = 0; i < 3; i += 1) {
          const { codes, exchange, verdict } = judged(await courier.deliver(post(plain)));
          expect(codes).toEqual(['transport.wrong_scheme']);
          expect(verdict.outcome).toBe('transport');
          expect(exchange.error?.message).toContain('use https://');
        }
        await courier.close();
      },
      { identity: 'valid' },
    );
  });

  test('http to a port that answers with a TLS alert', async () => {
    const { codes } = await deliverOnce(saysAndCloses(Buffer.from('15030100020246', 'hex')));
    expect(codes).toEqual(['transport.wrong_scheme']);
  });
});

test('TLS connections are kept and used again', async () => {
  await withReceiver(
    says(ok()),
    async (opened) => {
      const courier = openCourier(opened.url, { connections: 1, timeout, ca });
      const exchanges = [];
      for (let i = 0; i < 5; i += 1) exchanges.push(await courier.deliver(post(opened.url)));
      expect(exchanges.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(exchanges.map(({ timings }) => timings.connect === 0)).toEqual([false, true, true, true, true]);
      expect(opened.connections).toBe(1);
      await courier.close();
    },
    { identity: 'valid' },
  );
});

test('a connection that is closed during the handshake is transport.reset', async () => {
  const server = net.createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const { codes } = await deliverTo(new URL(`https://localhost:${port}/`), { timeout });
  expect(codes).toEqual(['transport.reset']);
  await new Promise((resolve) => server.close(resolve));
});
