import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openCourier } from '../../src/http/client.ts';
import { deliverOnce, judged, post, withReceiver } from '../fixtures/hostile/deliver.ts';
import { ok, says } from '../fixtures/hostile/receiver.ts';

const silent = (): undefined => undefined;

/** Sockets, connections being made and timers that keep the process alive, this file's own aside. */
function handles(): number {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /^(TCP|TLS|TCPSocketWrap|TCPConnectWrap|Timeout)/.test(name)).length;
}

test('a signal ends the exchange as aborted: in flight, queued, and before it starts', async () => {
  await withReceiver(silent, async (opened) => {
    const courier = openCourier(opened.url, { connections: 1, timeout: 10_000 });
    const controller = new AbortController();
    const { signal } = controller;
    const both = [
      courier.deliver(post(opened.url), { signal }),
      courier.deliver(post(opened.url), { signal }),
    ];
    await vi.waitFor(() => expect(opened.requests.length).toBe(1));
    controller.abort();
    const outcomes = (await Promise.all(both)).map(judged);
    outcomes.push(judged(await courier.deliver(post(opened.url), { signal })));
    for (const { codes, verdict } of outcomes) {
      expect(codes).toEqual(['aborted']);
      expect(verdict.outcome).toBe('aborted');
    }
    expect(opened.requests.length).toBe(1);
    await courier.close();
  });
});

test('a signal that many deliveries share causes no warning, and no harm once they are done', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', listen);
  await withReceiver(says(ok()), async ({ url }) => {
    const courier = openCourier(url, { connections: 4, timeout: 2000 });
    const controller = new AbortController();
    const { signal } = controller;
    const exchanges = await Promise.all(
      Array.from({ length: 100 }, () => courier.deliver(post(url), { signal })),
    );
    controller.abort();
    expect(exchanges.every(({ error }) => error === null)).toBe(true);
    await courier.close();
  });
  await sleep(10);
  process.off('warning', listen);
  expect(warnings).toEqual([]);
});

test('closing ends what is under way as aborted, refuses what comes after, and leaves no handle', async () => {
  await withReceiver(silent, async (opened) => {
    const before = handles();
    const courier = openCourier(opened.url, { connections: 2, timeout: 10_000 });
    const started = Array.from({ length: 5 }, () => courier.deliver(post(opened.url)));
    await vi.waitFor(() => expect(opened.requests.length).toBe(2));
    await courier.close();
    for (const exchange of await Promise.all(started)) expect(exchange.error?.code).toBe('aborted');
    expect((await courier.deliver(post(opened.url))).error?.code).toBe('aborted');
    await courier.close();
    await vi.waitFor(() => expect(opened.open).toBe(0));
    await vi.waitFor(() => expect(handles()).toBeLessThanOrEqual(before));
  });
});

test('closing gives up a connection that is still being made', async () => {
  const before = handles();
  // TEST-NET-1 (RFC 5737) answers nobody; a network that refuses it outright is as good here.
  const url = new URL('http://192.0.2.1:81/');
  const courier = openCourier(url, { connections: 1, timeout: 100 });
  const { error } = await courier.deliver(post(url));
  expect(['timeout.connect', 'transport.unreachable', 'transport.refused']).toContain(error?.code);
  await courier.close();
  await vi.waitFor(() => expect(handles()).toBeLessThanOrEqual(before));
});

test('an idle connection does not keep the process alive, a delivery does not either once done', async () => {
  await withReceiver(says(ok()), async ({ url }) => {
    const courier = openCourier(url, { connections: 1, timeout: 60_000 });
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    await courier.deliver(post(url));
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThanOrEqual(
      before,
    );
    await courier.close();
  });
});

test('failures leave nothing behind: a thousand of them, the connections counted', async () => {
  await withReceiver(
    (socket) => socket.write('garbage\r\n\r\n'),
    async (opened) => {
      const courier = openCourier(opened.url, { connections: 8, timeout: 5000 });
      const exchanges = await Promise.all(
        Array.from({ length: 1000 }, () => courier.deliver(post(opened.url))),
      );
      expect(new Set(exchanges.map(({ error }) => error?.code))).toEqual(new Set(['protocol.invalid']));
      await courier.close();
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
    await deliverOnce((socket) => socket.end(text));
  await sleep(20);
  process.off('uncaughtExceptionMonitor', listen);
  expect(escaped).toEqual([]);
});
