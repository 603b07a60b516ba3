import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { drivers, judged, patience, sendTo } from '../fixtures/hostile/drivers.ts';
import { openProxy } from '../fixtures/hostile/proxy.ts';
import { ok, pem, receiver, says, withReceiver } from '../fixtures/hostile/receiver.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(5);

const ca = pem('ca');

describe.each(drivers)('$name', ({ open }) => {
  test('http is forwarded with the whole address and the user’s headers, without a tunnel', async () => {
    await using proxy = await openProxy();
    await withReceiver(says(ok()), async ({ url, requests }) => {
      await using driver = open(url, { proxy: proxy.url });
      for (let i = 0; i < 3; i += 1) {
        const { verdict } = judged(await driver.send({ headers: { 'x-own': 'yes' } }));
        expect(verdict).toEqual({ outcome: 'accepted', findings: [] });
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
        await using driver = open(url, { proxy: proxy.url, ca });
        for (let i = 0; i < 3; i += 1) expect(judged(await driver.send()).verdict.outcome).toBe('accepted');
        expect(proxy.seen).toEqual([`CONNECT ${url.host}`]);
        const untrusted = await sendTo(open, url, { proxy: proxy.url });
        expect(untrusted.codes).toEqual(['transport.tls_unknown_ca']);
      },
      { identity: 'valid' },
    );
  });

  test.each([
    ['http', undefined],
    ['https', 'valid'],
  ] as const)('the password goes to the proxy, for %s; without it: transport.proxy', async (_, identity) => {
    await using proxy = await openProxy({ credentials: 'user:p@ss' });
    await withReceiver(
      says(ok()),
      async ({ url }) => {
        const refused = await sendTo(open, url, { proxy: proxy.url, ca });
        expect(refused.codes).toEqual(['transport.proxy']);
        expect(refused.verdict.outcome).toBe('transport');
        expect(refused.exchange.error?.message.en).toContain('407');
        const withPassword = new URL(proxy.url);
        withPassword.username = 'user';
        withPassword.password = 'p@ss';
        const { verdict } = await sendTo(open, url, { proxy: withPassword, ca });
        expect(verdict.outcome).toBe('accepted');
      },
      identity && { identity },
    );
  });

  test.each([undefined, 'valid'] as const)(
    'a proxy that speaks TLS itself; receiver: %s',
    async (identity) => {
      await using proxy = await openProxy({ identity: 'valid' });
      await withReceiver(
        says(ok()),
        async ({ url }) => {
          await using driver = open(url, { proxy: proxy.url, ca });
          for (let i = 0; i < 3; i += 1) expect(judged(await driver.send()).verdict.outcome).toBe('accepted');
          expect(proxy.seen).toHaveLength(identity === undefined ? 3 : 1);
          expect((await sendTo(open, url, { proxy: proxy.url })).codes).toEqual(['transport.proxy']);
        },
        identity && { identity },
      );
    },
  );

  test('a proxy that cannot reach the receiver, for https, is transport.proxy', async () => {
    await using proxy = await openProxy();
    const unreachable = new URL('https://localhost:1/');
    const { codes, exchange } = await sendTo(open, unreachable, { proxy: proxy.url });
    expect(codes).toEqual(['transport.proxy']);
    expect(exchange.error?.message.en).toContain('502');
  });

  test('a proxy that never answers, for https, is timeout.connect', async () => {
    await withReceiver(
      () => undefined,
      async ({ url }) => {
        const { codes } = await sendTo(open, new URL('https://localhost:1/'), {
          proxy: new URL(url.origin),
          timeout: patience,
        });
        expect(codes).toEqual(['timeout.connect']);
      },
    );
  });

  test.each(['http', 'https'])(
    'a proxy that refuses connections, for %s, is transport.proxy',
    async (scheme) => {
      const gone = await receiver(says(ok()));
      await gone.close();
      const { codes, exchange } = await sendTo(open, new URL(`${scheme}://localhost:1/`), {
        proxy: new URL(gone.url.origin),
      });
      expect(codes).toEqual(['transport.proxy']);
      expect(exchange.error?.message.en).toContain(gone.url.port);
    },
  );

  test('a proxy of another kind is a usage error', () => {
    const proxy = new URL('socks5://localhost:1080');
    expect(() => open(new URL('http://localhost'), { proxy })).toThrow(UsageError);
    expect(() => open(new URL('https://localhost'), { proxy })).toThrow(UsageError);
  });
});
