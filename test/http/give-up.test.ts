import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { HttpClient } from '../../src/http/client.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(5);

interface Receiver extends AsyncDisposable {
  readonly url: URL;
  /** Bodies that came, each with its connection. */
  readonly came: { readonly body: string; readonly socket: Socket }[];
  /** Connections that closed before their answer had gone out. */
  readonly left: Socket[];
}

async function receive(answer: (response: http.ServerResponse, nth: number) => void): Promise<Receiver> {
  const came: Receiver['came'] = [];
  const left: Socket[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.socket.once('close', () => {
      if (!response.writableFinished) left.push(request.socket);
    });
    request.on('end', () => {
      came.push({ body: Buffer.concat(chunks).toString(), socket: request.socket });
      answer(response, came.length - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    url,
    came,
    left,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const request = (url: URL, body = '{"a":1}') => ({
  method: 'POST',
  url,
  headers: { 'Content-Type': 'application/json' },
  body: Buffer.from(body),
});

describe('giving up', () => {
  test('leaves as soon as the request was sent: all of it arrived, no answer was awaited', async () => {
    await using receiver = await receive(() => undefined);
    const client = new HttpClient(receiver.url, { connections: 1, timeout: 5000 });
    const exchange = await client.send(request(receiver.url), { giveUp: true });
    expect(exchange).toMatchObject({ status: null, error: { code: 'aborted' } });
    expect(exchange.error?.message.en).toMatch(/^Given up on purpose/);
    expect(exchange.timings.total).toBeLessThan(1000);
    await expect.poll(() => receiver.left.length).toBe(1);
    expect(receiver.came.map(({ body }) => body)).toEqual(['{"a":1}']);
    await client.close();
  });

  test('takes no answer, however fast it came', async () => {
    await using receiver = await receive((response) => response.end('{}'));
    const client = new HttpClient(receiver.url, { connections: 1, timeout: 5000 });
    for (let i = 0; i < 20; i += 1) {
      const { error } = await client.send(request(receiver.url), { giveUp: true });
      expect(error?.code).toBe('aborted');
    }
    expect(receiver.came).toHaveLength(20);
    await client.close();
  });

  test('leaves nothing behind: the next delivery goes over a connection of its own, and is answered its own answer', async () => {
    await using receiver = await receive((response, nth) => {
      if (nth % 2 === 1) response.end(`{"nth":${nth}}`);
    });
    const client = new HttpClient(receiver.url, { connections: 1, timeout: 5000 });
    for (let i = 0; i < 10; i += 2) {
      await client.send(request(receiver.url), { giveUp: true });
      const { body, error } = await client.send(request(receiver.url));
      expect(error).toBeNull();
      expect(Buffer.from(body).toString()).toBe(`{"nth":${i + 1}}`);
      expect(receiver.came[i + 1]?.socket).not.toBe(receiver.came[i]?.socket);
    }
    await client.close();
  });

  test('sends a body of some size to its end', async () => {
    await using receiver = await receive(() => undefined);
    const client = new HttpClient(receiver.url, { connections: 1, timeout: 5000 });
    const large = JSON.stringify('x'.repeat(30_000));
    await client.send(request(receiver.url, large), { giveUp: true });
    await expect.poll(() => receiver.came.length).toBe(1);
    expect(receiver.came[0]?.body.length).toBe(large.length);
    await client.close();
  });

  test('on nobody is a refusal, as for any delivery', async () => {
    const receiver = await receive(() => undefined);
    await receiver[Symbol.asyncDispose]();
    const client = new HttpClient(receiver.url, { connections: 1, timeout: 5000 });
    const { error } = await client.send(request(receiver.url), { giveUp: true });
    expect(error?.code).toBe('transport.refused');
    await client.close();
  });
});
