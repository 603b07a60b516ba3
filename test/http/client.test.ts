import { expect, test, vi } from 'vitest';
import { HttpClient } from '../../src/http/client.ts';
import { judged, openClient, post, withDriver } from '../fixtures/hostile/drivers.ts';
import { ok, says } from '../fixtures/hostile/receiver.ts';

const silent = (): undefined => undefined;

/** Sockets, connections being made and timers that keep the process alive, this file's own aside. */
function handles(): number {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /^(TCP|TLS|TCPSocketWrap|TCPConnectWrap|Timeout)/.test(name)).length;
}

test('no more connections than asked for, each kept and used again, first come first served', async () => {
  let order = 0;
  await withDriver(
    openClient(1),
    (socket, request) => {
      expect(request).toContain(`"n":${order}`);
      order += 1;
      setTimeout(() => socket.write(ok()), 2);
    },
    async (driver, opened) => {
      const exchanges = await Promise.all(
        Array.from({ length: 20 }, (_, n) => driver.send({ body: `{"n":${n}}` })),
      );
      expect(exchanges.every(({ error }) => error === null)).toBe(true);
      expect(opened.connections).toBe(1);
    },
    { timeout: 30_000 },
  );
  await withDriver(
    openClient(4),
    (socket) => setTimeout(() => socket.write(ok()), 2),
    async (driver, opened) => {
      await Promise.all(Array.from({ length: 200 }, () => driver.send()));
      expect(opened.connections).toBe(4);
      expect(opened.requests.length).toBe(200);
    },
    { timeout: 30_000 },
  );
});

test('failures give their connections up: a thousand of them over eight', async () => {
  await withDriver(
    openClient(8),
    (socket) => socket.write('garbage\r\n\r\n'),
    async (driver, opened) => {
      const exchanges = await Promise.all(Array.from({ length: 1000 }, () => driver.send()));
      expect(new Set(exchanges.map(({ error }) => error?.code))).toEqual(new Set(['protocol.invalid']));
      await vi.waitFor(() => expect(opened.open).toBe(0));
    },
    { timeout: 30_000 },
  );
});

test('a request for another origin is request.invalid', async () => {
  await withDriver(openClient(1), says(ok()), async ({ client }) => {
    const elsewhere = judged(await client.send(post(new URL('http://127.0.0.1:9/'))));
    expect(elsewhere.codes).toEqual(['request.invalid']);
  });
});

test('aborting ends deliveries as aborted: in flight, queued, and those that come after', async () => {
  await withDriver(openClient(1), silent, async (driver, { requests }) => {
    const both = [driver.send(), driver.send()];
    await vi.waitFor(() => expect(requests.length).toBe(1));
    driver.client.abort();
    const outcomes = (await Promise.all(both)).map(judged);
    outcomes.push(judged(await driver.send()));
    for (const { codes, verdict } of outcomes) {
      expect(codes).toEqual(['aborted']);
      expect(verdict.outcome).toBe('aborted');
    }
    expect(requests.length).toBe(1);
  });
});

test('aborting does no harm to deliveries that are done', async () => {
  await withDriver(
    openClient(4),
    says(ok()),
    async (driver) => {
      const exchanges = await Promise.all(Array.from({ length: 100 }, () => driver.send()));
      driver.client.abort();
      expect(exchanges.every(({ error }) => error === null)).toBe(true);
    },
    { timeout: 30_000 },
  );
});

test('closing ends what is under way as aborted, refuses what comes after, and leaves no handle', async () => {
  const before = handles();
  await withDriver(openClient(2), silent, async ({ client }, opened) => {
    const started = Array.from({ length: 5 }, () => client.send(post(opened.url)));
    await vi.waitFor(() => expect(opened.requests.length).toBe(2));
    await client.close();
    for (const exchange of await Promise.all(started)) expect(exchange.error?.code).toBe('aborted');
    expect((await client.send(post(opened.url))).error?.code).toBe('aborted');
    await client.close();
    await vi.waitFor(() => expect(opened.open).toBe(0));
  });
  await vi.waitFor(() => expect(handles()).toBeLessThanOrEqual(before));
});

test('closing gives up a connection that is still being made', async () => {
  const before = handles();
  // TEST-NET-1 (RFC 5737) answers nobody; a network that refuses it outright is as good here.
  const url = new URL('http://192.0.2.1:81/');
  const client = new HttpClient(url, { connections: 1, timeout: 100 });
  const { error } = await client.send(post(url));
  expect(['timeout.connect', 'transport.unreachable', 'transport.refused']).toContain(error?.code);
  await client.close();
  await vi.waitFor(() => expect(handles()).toBeLessThanOrEqual(before));
});

test('an idle connection does not keep the process alive, a delivery does not either once done', async () => {
  await withDriver(
    openClient(1),
    says(ok()),
    async (driver) => {
      const timers = (): number =>
        process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
      const before = timers();
      await driver.send();
      expect(timers()).toBeLessThanOrEqual(before);
    },
    { timeout: 60_000 },
  );
});
