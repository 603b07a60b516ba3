import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { ConnectionPool } from '../../src/http/pool.ts';
import { guardedLookup, guardTargets } from '../../src/load/target-guard.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime();

const judge = (address: string, ...allowed: string[]) => guardTargets([new URL(address)], allowed);

describe('this machine, in every spelling, is allowed', () => {
  test.each([
    'http://127.0.0.1:3000/',
    'http://127.1/',
    'http://127.255.0.3/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://１２７.０.０.１/',
    'http://127。0。0。1/',
    'http://[::1]:3000/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'https://localhost:3000/hook',
    'http://LOCALHOST/',
  ])('%s', async (address) => {
    const judged = await judge(address);
    for (const { address: found } of Object.values(judged).flat()) expect(found).toMatch(/^(127\.|::1$)/);
  });
});

describe('any other host is refused, with what to type', () => {
  test.each([
    ['http://10.0.0.1/', '10.0.0.1'],
    ['http://192.168.1.7:3000/', '192.168.1.7'],
    ['http://128.0.0.1/', '128.0.0.1'],
    ['http://[2001:db8::1]/', '[2001:db8::1]'],
    ['http://[::ffff:10.0.0.1]/', '[::ffff:a00:1]'],
    ['http://[::ffff:7f:1]/', '[::ffff:7f:1]'],
    ['http://[::127.0.0.1]/', '[::7f00:1]'],
    ['http://[fe80::1]/', '[fe80::1]'],
  ])('%s', async (address, host) => {
    await expect(judge(address)).rejects.toThrow(UsageError);
    await expect(judge(address)).rejects.toThrow(
      `${host} is not this machine, and a burst goes nowhere else unless you name it: --allow-target ${host}`,
    );
    await expect(judge(address, host)).resolves.toEqual({});
  });

  test.each(['http://0.0.0.0:3000/', 'http://0/', 'http://[::]:3000/'])(
    '%s, which is every address of this machine',
    async (address) => {
      await expect(judge(address)).rejects.toThrow(/is not this machine.*; write 127\.0\.0\.1$/);
    },
  );

  test('a name without an address', async () => {
    await expect(judge('http://no-such-host.invalid/')).rejects.toThrow(UsageError);
    await expect(judge('http://no-such-host.invalid/')).rejects.toThrow(
      'no-such-host.invalid has no address',
    );
  });

  test('one of several, such as the proxy', async () => {
    const urls = ['http://127.0.0.1/', 'http://10.0.0.1:3128/'].map((text) => new URL(text));
    await expect(guardTargets(urls, [])).rejects.toThrow('--allow-target 10.0.0.1');
  });
});

describe('a host that was allowed', () => {
  test.each([
    'staging.example.com',
    'STAGING.example.com',
    'staging.example.com:8443',
    'https://staging.example.com:8443/',
  ])('as %s', async (named) => {
    await expect(judge('https://staging.example.com:8443/hook', named)).resolves.toEqual({});
  });

  test.each(['10.0.0.1', '10.0.0.1:8080', '10.1', 'http://10.0.0.1'])('as %s', async (named) => {
    await expect(judge('http://10.0.0.1:8080/hook', named)).resolves.toEqual({});
  });

  test('is that host only', async () => {
    await expect(judge('http://10.0.0.2/', '10.0.0.1')).rejects.toThrow('--allow-target 10.0.0.2');
    await expect(judge('http://10.0.0.1/', 'example.com')).rejects.toThrow(UsageError);
  });

  test.each(['', 'http://', 'a b', 'staging.example.com/hook', '::1'])(
    '%j is no host name',
    async (named) => {
      await expect(judge('http://127.0.0.1/', named)).rejects.toThrow(
        /^--allow-target '.*': write a host name/,
      );
    },
  );
});

describe('addresses that the user gave', () => {
  const given = (address: string, resolve: string, ...allowed: string[]) =>
    guardTargets([new URL(address)], allowed, [resolve]);

  test.each([
    ['http://example.com/', 'example.com:80:127.0.0.1'],
    ['https://example.com/', '*:443:[0:0:0:0:0:0:0:1],127.9.9.9'],
    ['http://10.0.0.1:81/', '10.0.0.1:81:::ffff:127.0.0.1'],
  ])('make %s this machine: %s', async (address, resolve) => {
    expect(await given(address, resolve)).toEqual({});
  });

  test.each([
    ['http://localhost/', 'localhost:80:93.184.216.34', '93.184.216.34'],
    ['http://127.0.0.1:81/', '*:81:127.0.0.1,10.0.0.1', '10.0.0.1'],
    ['http://[::1]:81/', '[::1]:81:[2001:DB8::1]', '[2001:db8::1]'],
  ])('make %s another machine: %s', async (address, resolve, named) => {
    const host = new URL(address).hostname;
    await expect(given(address, resolve, host)).rejects.toThrow(`--allow-target ${named}`);
    await expect(given(address, resolve, named)).resolves.toEqual({});
  });

  test('count for their port and host alone', async () => {
    await expect(given('http://10.0.0.1:81/', '10.0.0.1:80:127.0.0.1')).rejects.toThrow(UsageError);
    await expect(given('http://10.0.0.1/', '10.0.0.2:80:127.0.0.1')).rejects.toThrow(UsageError);
    const both = ['http://10.0.0.1/', 'http://10.0.0.1:81/'].map((text) => new URL(text));
    await expect(guardTargets(both, [], ['10.0.0.1:80:127.0.0.1'])).rejects.toThrow('10.0.0.1 is not');
  });
});

/** The result of a lookup. */
function look(
  lookup: LookupFunction,
  name: string,
  options: Parameters<LookupFunction>[1] = {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    lookup(name, options, (error, address, family) => {
      if (error !== null) reject(error);
      else resolve(typeof address === 'string' ? { address, family } : address);
    });
  });
}

describe('the lookup', () => {
  const both = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  const lookup = guardedLookup({ 'receiver.test': both, 'four.test': both.slice(0, 1) });

  test('finds the addresses that were judged, and no others', async () => {
    expect(await look(lookup, 'receiver.test', { all: true })).toEqual(both);
    expect(await look(lookup, 'receiver.test')).toEqual(both[0]);
    expect(await look(lookup, 'receiver.test', { family: 6 })).toEqual(both[1]);
    expect(await look(lookup, 'receiver.test', { family: 'IPv6', all: true })).toEqual([both[1]]);
  });

  test('does not ask the system if no judged address has the right family', async () => {
    await expect(look(lookup, 'four.test', { family: 6, all: true })).rejects.toMatchObject({
      code: 'ENOTFOUND',
    });
  });

  test('asks the system for a name that was not judged', async () => {
    const found = (await look(lookup, 'localhost')) as { address: string };
    expect(found.address).toMatch(/^(127\.|::1$)/);
    await expect(look(lookup, 'constructor.invalid')).rejects.toMatchObject({ code: /ENOTFOUND|EAI_AGAIN/ });
  });
});

test('a delivery goes to the address that was judged, even if its name has moved', async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.host);
    request.resume().on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // The system cannot resolve this name, so the connection is made to the judged address.
  const origin = new URL(`http://moved.invalid:${port}`);
  const lookup = guardedLookup({ 'moved.invalid': [{ address: '127.0.0.1', family: 4 }] });
  const status = await new Promise<number | null>((resolve) => {
    const options = { timeout: 5000, lookup, scheduling: 'fifo' } as const;
    const pool = new ConnectionPool(origin, options, () => null, {
      ended: (slot) => resolve(slot.status),
      free: () => void pool.close(),
    });
    const now = performance.now();
    pool.take().send('POST', '/', pool.headers({}), Buffer.from('{}'), now, now);
  });
  expect(status).toBe(200);
  expect(seen).toEqual([`moved.invalid:${port}`]);
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
});
