import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { drivers, judged, sendOnce, sendTo, withDriver } from '../fixtures/hostile/drivers.ts';
import { ok, pem, says, saysAndCloses, withReceiver } from '../fixtures/hostile/receiver.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(5);

const ca = pem('ca');

describe.each(drivers)('$name', ({ open }) => {
  describe('each fault of a certificate has its own code', () => {
    test.each([
      ['expired', 'transport.tls_expired', { ca }, 'has expired'],
      ['self-signed', 'transport.tls_self_signed', {}, '--insecure'],
      ['valid', 'transport.tls_unknown_ca', {}, '--cacert'],
      ['wrong-host', 'transport.tls_wrong_host', { ca }, 'example.test'],
    ] as const)('%s: %s', async (identity, code, options, words) => {
      const { codes, verdict, exchange } = await sendOnce(open, says(ok()), { ...options }, { identity });
      expect(codes).toEqual([code]);
      expect(verdict.outcome).toBe('transport');
      expect(exchange.error?.message.en).toContain(words);
      expect(exchange.error?.message.en).toMatch(/localhost:\d+/);
      expect(exchange.timings.connect).toBeGreaterThan(0);
    });

    test.each(['expired', 'self-signed', 'valid', 'wrong-host'] as const)(
      '--insecure accepts %s',
      async (identity) => {
        const { verdict } = await sendOnce(open, says(ok()), { insecure: true }, { identity });
        expect(verdict.outcome).toBe('accepted');
      },
    );

    test('the CA given is trusted, by name and by address', async () => {
      await withReceiver(
        says(ok()),
        async ({ url }) => {
          expect((await sendTo(open, url, { ca })).verdict.outcome).toBe('accepted');
          const byAddress = new URL(url);
          byAddress.hostname = '127.0.0.1';
          expect((await sendTo(open, byAddress, { ca })).verdict.outcome).toBe('accepted');
        },
        { identity: 'valid' },
      );
    });

    test('a Host header of the user’s does not change whose certificate is wanted', async () => {
      await withDriver(
        open,
        says(ok()),
        async (driver, { requests }) => {
          const { codes } = judged(await driver.send({ headers: { host: 'virtual.test' } }));
          expect(codes).toEqual([]);
          expect(requests[0]).toContain('host: virtual.test\r\n');
        },
        { ca },
        { identity: 'valid' },
      );
    });
  });

  describe('a client certificate', () => {
    const setting = { identity: 'valid', tls: { ca, requestCert: true, rejectUnauthorized: true } } as const;

    test('is shown when asked for', async () => {
      const options = { ca, cert: pem('client'), key: pem('client.key') };
      expect((await sendOnce(open, says(ok()), options, setting)).verdict.outcome).toBe('accepted');
    });

    test('that is missing is transport.tls, or a connection closed', async () => {
      const older = { ...setting, tls: { ...setting.tls, maxVersion: 'TLSv1.2' } } as const;
      const told = await sendOnce(open, says(ok()), { ca }, older);
      expect(told.codes).toEqual(['transport.tls']);
      expect(told.exchange.error?.message.en).toContain('handshake failure');
      // TLS 1.3: the client's handshake is over before the server looks, and this one closes without an alert.
      const closed = await sendOnce(open, says(ok()), { ca }, setting);
      expect(closed.codes).toEqual(['transport.reset']);
      expect(closed.exchange.error?.message.en).toContain('client certificate');
    });

    test('that is no PEM, or another’s, is a usage error', () => {
      const origin = new URL('https://localhost');
      expect(() => open(origin, { ca: 'no', cert: 'no', key: 'no' })).toThrow(UsageError);
      expect(() => open(origin, { cert: pem('client'), key: pem('valid.key') })).toThrow(UsageError);
    });
  });

  describe('the other scheme is transport.wrong_scheme', () => {
    test('https to a port that speaks http', async () => {
      await withReceiver(
        saysAndCloses('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
        async ({ url }) => {
          const secure = new URL(url);
          secure.protocol = 'https:';
          const { codes, exchange } = await sendTo(open, secure);
          expect(codes).toEqual(['transport.wrong_scheme']);
          expect(exchange.error?.message.en).toContain('use http://');
        },
        {
          onConnection: (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
        },
      );
    });

    test('http to a port that speaks TLS and closes without a word, of many deliveries as of one', async () => {
      await withReceiver(
        says(ok()),
        async ({ url }) => {
          const plain = new URL(url);
          plain.protocol = 'http:';
          await using driver = open(plain);
          const together = await Promise.all(Array.from({ length: 20 }, () => driver.send()));
          for (const exchange of [...together, await driver.send(), await driver.send()]) {
            const { codes, verdict } = judged(exchange);
            expect(codes).toEqual(['transport.wrong_scheme']);
            expect(verdict.outcome).toBe('transport');
            expect(exchange.error?.message.en).toContain('use https://');
          }
        },
        { identity: 'valid' },
      );
    });

    test('http to a port that answers with a TLS alert', async () => {
      const { codes } = await sendOnce(open, saysAndCloses(Buffer.from('15030100020246', 'hex')));
      expect(codes).toEqual(['transport.wrong_scheme']);
    });
  });

  test('TLS connections are kept and used again', async () => {
    await withDriver(
      open,
      says(ok()),
      async (driver, receiver) => {
        const exchanges = [];
        for (let i = 0; i < 5; i += 1) exchanges.push(await driver.send());
        expect(exchanges.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
        const reused = exchanges.map(({ timings }) => timings.connect === 0);
        expect(reused).toEqual([false, true, true, true, true]);
        expect(receiver.connections).toBe(1);
      },
      { ca },
      { identity: 'valid' },
    );
  });

  test('a connection that is closed during the handshake is transport.reset', async () => {
    const server = net.createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const { codes } = await sendTo(open, new URL(`https://localhost:${port}/`));
    expect(codes).toEqual(['transport.reset']);
    await new Promise((resolve) => server.close(resolve));
  });
});
