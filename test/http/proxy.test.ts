import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { openCourier } from '../../src/http/client.ts';
import { deliverTo, patience, withReceiver } from '../fixtures/hostile/deliver.ts';
import { openProxy } from '../fixtures/hostile/proxy.ts';
import { ok, pem, receiver, says } from '../fixtures/hostile/receiver.ts';

const ca = pem('ca');
const timeout = 2000;

describe('http through a proxy is forwarded', () => {
  test('with the whole address, and no tunnel', async () => {
    await using proxy = await openProxy();
    await withReceiver(says(ok()), async ({ url, requests }) => {
      const { verdict } = await deliverTo(url, { proxy: proxy.url, timeout });
      expect(verdict).toEqual({ outcome: 'accepted', findings: [] });
      expect(proxy.seen).toEqual([`POST ${url.href}`]);
      expect(requests[0]).toContain(`host: ${url.host}\r\n`);
    });
  });

  test('the password goes to the proxy; without it: transport.proxy', async () => {
    await using proxy = await openProxy({ credentials: 'user:p@ss' });
    await withReceiver(says(ok()), async ({ url }) => {
      const { codes, exchange } = await deliverTo(url, { proxy: proxy.url, timeout });
      expect(codes).toEqual(['transport.proxy']);
      expect(exchange.error?.message).toContain('407');
      const withPassword = new URL(proxy.url);
      withPassword.username = 'user';
      withPassword.password = 'p@ss';
      expect((await deliverTo(url, { proxy: withPassword, timeout })).verdict.outcome).toBe('accepted');
    });
  });
});

describe('https through a proxy is tunnelled', () => {
  test('and the certificate is the receiver’s', async () => {
    await using proxy = await openProxy();
    await withReceiver(
      says(ok()),
      async ({ url }) => {
        expect((await deliverTo(url, { proxy: proxy.url, ca, timeout })).verdict.outcome).toBe('accepted');
        expect(proxy.seen).toEqual([`CONNECT ${url.host}`]);
        const untrusted = await deliverTo(url, { proxy: proxy.url, timeout });
        expect(untrusted.codes).toEqual(['transport.tls_unknown_ca']);
      },
      { identity: 'valid' },
    );
  });

  test('the password goes to the proxy; without it: transport.proxy', async () => {
    await using proxy = await openProxy({ credentials: 'user:p@ss' });
    await withReceiver(
      says(ok()),
      async ({ url }) => {
        const refused = await deliverTo(url, { proxy: proxy.url, ca, timeout });
        expect(refused.codes).toEqual(['transport.proxy']);
        expect(refused.verdict.outcome).toBe('transport');
        expect(refused.exchange.error?.message).toContain('407');
        const withPassword = new URL(proxy.url);
        withPassword.username = 'user';
        withPassword.password = 'p@ss';
        expect((await deliverTo(url, { proxy: withPassword, ca, timeout })).verdict.outcome).toBe('accepted');
      },
      { identity: 'valid' },
    );
  });

  test('a proxy that cannot reach the receiver is transport.proxy', async () => {
    await using proxy = await openProxy();
    const { codes, exchange } = await deliverTo(new URL('https://localhost:1/'), {
      proxy: proxy.url,
      timeout,
    });
    expect(codes).toEqual(['transport.proxy']);
    expect(exchange.error?.message).toContain('502');
  });

  test('a proxy that never answers is timeout.connect', async () => {
    await withReceiver(
      () => undefined,
      async ({ url }) => {
        const { codes } = await deliverTo(new URL('https://localhost:1/'), { proxy: new URL(url.origin) });
        expect(codes).toEqual(['timeout.connect']);
      },
    );
  });
});

test.each(['http', 'https'])(
  'a proxy that refuses connections, for %s, is transport.proxy',
  async (scheme) => {
    const gone = await receiver(says(ok()));
    await gone.close();
    const { codes, exchange } = await deliverTo(new URL(`${scheme}://localhost:1/`), {
      proxy: new URL(gone.url.origin),
      timeout: patience * 4,
    });
    expect(codes).toEqual(['transport.proxy']);
    expect(exchange.error?.message).toContain(gone.url.port);
  },
);

test('a proxy of another kind is a usage error', () => {
  const open = (): unknown =>
    openCourier(new URL('http://localhost'), {
      connections: 1,
      timeout,
      proxy: new URL('socks5://localhost:1080'),
    });
  expect(open).toThrow(UsageError);
});
