import { readFileSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { connect, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { endpointsOf, firstAccepting, isToItself, otherLoopback } from '../../src/launch/endpoint.ts';
import { pauseAfter } from '../../src/launch/readiness.ts';
import { freePort } from '../fixtures/free-port.ts';
import { leftovers, marked, receiverCommand } from '../fixtures/launch/processes.ts';
import { freeTarget, leavesNothing, withLaunched } from './cleanly.ts';

leavesNothing();

const wait = 15_000;
const never = new AbortController().signal;

describe('a receiver is ready', () => {
  test('as soon as it listens', async () => {
    const { port, target } = await freeTarget();
    await withLaunched({ command: receiverCommand({ port }), target, wait }, async (receiver) => {
      expect((await fetch(target)).status).toBe(200);
      expect(receiver.readyAfter).toBeLessThan(5000);
      expect(leftovers().some(({ group }) => group === receiver.pid)).toBe(true);
      await receiver.stop();
      await expect(fetch(target)).rejects.toThrow();
    });
  });

  test('when it listens after a while', async () => {
    const { port, target } = await freeTarget();
    await withLaunched({ command: receiverCommand({ port, after: 800 }), target, wait }, (receiver) => {
      expect(receiver.readyAfter).toBeGreaterThan(800);
      expect(receiver.readyAfter).toBeLessThan(6000);
    });
  });

  test('at ::1 alone', async () => {
    const { port, target } = await freeTarget('::1');
    await withLaunched({ command: receiverCommand({ port, host: '::1' }), target, wait }, async () => {
      expect((await fetch(target)).status).toBe(200);
    });
  });

  test('as localhost, at 127.0.0.1 alone', async () => {
    const { port, target } = await freeTarget('localhost');
    await withLaunched({ command: receiverCommand({ port }), target, wait }, async () => {
      expect((await fetch(target)).status).toBe(200);
    });
  });

  test('for a TLS target as well, when it accepts a connection', async () => {
    const { port, target } = await freeTarget();
    target.protocol = 'https:';
    await withLaunched({ command: receiverCommand({ port }), target, wait }, ({ readyAfter }) => {
      expect(readyAfter).toBeGreaterThan(0);
    });
  });

  test('when the address to wait on no longer answers 503', async () => {
    const { port, target } = await freeTarget();
    const waitOn = new URL(`http://localhost:${port}/health?deep=1`);
    await withLaunched({ command: receiverCommand({ port, unready: 3 }), target, waitOn, wait }, async () => {
      expect((await fetch(target)).status).toBe(200);
    });
  });

  test('when the address to wait on redirects, whatever its certificate', async () => {
    const certificates = new URL('../fixtures/hostile/certificates/', import.meta.url);
    const [key, cert] = ['expired.key.pem', 'expired.pem'].map((name) =>
      readFileSync(new URL(name, certificates)),
    );
    const health = createHttps({ key, cert }, (_, response) => response.writeHead(302).end());
    await new Promise<void>((resolve) => health.listen(0, '127.0.0.1', resolve));
    const { port } = health.address() as { port: number };
    const { target } = await freeTarget();
    const waitOn = new URL(`https://localhost:${port}/`);
    await withLaunched({ command: receiverCommand(), target, waitOn, wait }, ({ readyAfter }) => {
      expect(readyAfter).toBeLessThan(5000);
    });
    await new Promise((resolve) => health.close(resolve));
  });

  test('in the given folder and environment, with an empty stdin', async () => {
    const { port, target } = await freeTarget();
    const command = marked(`pwd; echo "[$GIVEN] [$(cat)]"; exec ${receiverCommand({ port })}`);
    const env = { ...process.env, GIVEN: 'a value' };
    await withLaunched({ command, target, wait, cwd: '/', env }, (receiver) => {
      expect(receiver.tail()).toBe('/\n[a value] []');
    });
  });
});

describe('endpoints', () => {
  test('are all addresses of a name, without brackets', async () => {
    expect(await endpointsOf(new URL('http://[::1]:3000/'), never)).toEqual([{ address: '::1', port: 3000 }]);
    expect(await endpointsOf(new URL('https://127.1/'), never)).toEqual([
      { address: '127.0.0.1', port: 443 },
    ]);
    const local = await endpointsOf(new URL('http://localhost/'), never);
    expect(local).toContainEqual({ address: '127.0.0.1', port: 80 });
  });

  test.each(['127.0.0.1', '::1'])('one that accepts is enough: %s', async (address) => {
    const server = createServer().listen(0, address);
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const both = ['127.0.0.1', '::1'].map((each) => ({ address: each, port }));
    expect(await firstAccepting(both)).toEqual({ address, port });
    await new Promise((resolve) => server.close(resolve));
    expect(await firstAccepting(both)).toBeUndefined();
  });

  test('otherLoopback gives the other loopback address, and only for a loopback address', () => {
    const port = 3000;
    expect(otherLoopback([{ address: '127.0.0.1', port }])).toEqual([{ address: '::1', port }]);
    expect(otherLoopback([{ address: '::1', port }])).toEqual([{ address: '127.0.0.1', port }]);
    const both = ['127.0.0.1', '::1'].map((address) => ({ address, port }));
    expect(otherLoopback(both)).toEqual([]);
    expect(otherLoopback([{ address: '192.0.2.1', port }])).toEqual([]);
  });

  test('a connection to itself is distinguished from one to a server', async () => {
    const port = await freePort();
    const socket = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.1', localPort: port });
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    expect(isToItself(socket)).toBe(true);
    socket.resetAndDestroy();
  });
});

test('the pauses between checks grow from 25 to 250 ms', () => {
  const pauses = Array.from({ length: 20 }, (_, look) => pauseAfter(look));
  expect(pauses[0]).toBe(25);
  expect(pauses.at(-1)).toBe(250);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
});
