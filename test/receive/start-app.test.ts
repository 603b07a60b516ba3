import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { type App, startApp, UsageError } from '../../src/index.ts';

const hello: RequestListener = (_, response) => void response.end('hello');

const read = async (url: string): Promise<string> => (await fetch(url)).text();

const apps: Readonly<Record<string, () => App>> = {
  'a request listener': () => hello,
  'an Express app': () => express().get('/', (_, response) => void response.send('hello')),
  'a Fastify instance': () => Fastify().get('/', async () => 'hello'),
  'a server': () => createServer(hello),
  'a server that listens': () => createServer(hello).listen(0),
  'a server that was told to listen just now, on a name': () => createServer(hello).listen(0, 'localhost'),
  'an Express app that listens': () =>
    express()
      .get('/', (_, response) => void response.send('hello'))
      .listen(0),
};

describe.each(Object.entries(apps))('%s', (_, app) => {
  test('receives, and is closed with the connections to it', async () => {
    const { url, close } = await startApp(app());
    expect(url).toMatch(/^http:\/\/[^/]+:\d+$/);
    expect(await read(url)).toBe('hello');
    // The connection of the request above still rests.
    await close();
    await expect(read(url)).rejects.toThrow();
  });
});

test('a Fastify instance that listens keeps its port', async () => {
  const fastify = Fastify().get('/', async () => 'hello');
  const address = await fastify.listen({ port: 0, host: '127.0.0.1' });
  const { url, close } = await startApp(fastify);
  expect(url).toBe(address);
  await close();
});

test('an address is used as it is, and closed if it can be', async () => {
  expect((await startApp('http://localhost:3000/')).url).toBe('http://localhost:3000');
  expect((await startApp(new URL('http://localhost:3000/hook'))).url).toBe('http://localhost:3000/hook');
  let closed = 0;
  const { url, close } = await startApp({ url: 'http://localhost:3000', close: () => (closed += 1) });
  expect(url).toBe('http://localhost:3000');
  await close();
  expect(closed).toBe(1);
});

test.each([
  [undefined, /give an address/],
  [null, /give an address/],
  [42, /give an address/],
  [{ post: () => undefined }, /give an address/],
])('%s is refused', async (app, why) => {
  await expect(startApp(app as never)).rejects.toThrow(why);
  await expect(startApp(app as never)).rejects.toBeInstanceOf(UsageError);
});

test('a server on a Unix socket is refused', async () => {
  const server = createServer(hello);
  const path = join(tmpdir(), `start-app-${process.pid}.sock`);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  await expect(startApp(server)).rejects.toThrow(/does not listen on a TCP port/);
  server.close();
});

test('a port in use is an error, not an endless wait', async () => {
  const taken = createServer(hello).listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  await expect(startApp(createServer(hello).listen(port, '127.0.0.1'))).rejects.toThrow(/EADDRINUSE/);
  taken.close();
});
