import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { emptyObject } from '../../src/define/contract.ts';
import { type Receiver, startReceiver } from '../../src/receive/receiver.ts';
import { judge } from '../../src/send/library.ts';

let receiver: Receiver;
afterEach(() => receiver.close());

const contract = emptyObject('documented');
const open = async (): Promise<string> => {
  receiver = await startReceiver({ contractFor: (path) => (path === '/hook' ? contract : undefined) });
  return receiver.url;
};
const post = (url: string, body: string): Promise<Response> => fetch(url, { method: 'POST', body });

test('answers a post of JSON as documented', async () => {
  const response = await post(`${await open()}/hook?a=b`, '{"any":1}');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.text()).toBe('{}');
});

test('says what is wrong with everything else', async () => {
  const url = await open();
  expect((await post(`${url}/other`, '{}')).status).toBe(404);
  expect((await fetch(`${url}/hook`)).status).toBe(405);
  expect((await post(`${url}/hook`, '{')).status).toBe(400);
  expect((await post(`${url}/hook`, '')).status).toBe(400);
});

test('survives a request whose target is not a URL', async () => {
  const url = new URL(await open());
  const answer = await new Promise<string>((resolve) => {
    const socket = net.connect(Number(url.port), url.hostname, () => {
      socket.end('POST //:99999999 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}');
    });
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect((await post(`${url.origin}/hook`, '{}')).status).toBe(200);
});

test('listens on the loopback alone, on any free port', async () => {
  expect(await open()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('an IPv6 address stands in brackets', async ({ skip }) => {
  try {
    receiver = await startReceiver({ contractFor: () => contract, host: '::1' });
  } catch {
    receiver = await startReceiver({ contractFor: () => contract });
    skip('this machine has no IPv6');
  }
  expect(receiver.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
});

test('a port in use is an error, not a crash', async () => {
  const port = Number(new URL(await open()).port);
  await expect(startReceiver({ contractFor: () => contract, port })).rejects.toThrow(/EADDRINUSE/);
});

test('close ends connections that are still open', async () => {
  const url = new URL(await open());
  const socket = net.connect(Number(url.port), url.hostname);
  await new Promise((resolve) => socket.once('connect', resolve));
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  await receiver.close();
  await gone;
});

test('its answer satisfies the strictest reading of every event’s contract', async () => {
  for (const entry of builtinCatalog.entries) {
    const event = (await entry.load()).default;
    receiver = await startReceiver({ contractFor: () => event.response });
    const response = await post(receiver.url, '{}');
    const headers = Object.fromEntries(response.headers);
    const verdict = judge({ status: response.status, headers, body: await response.text() }, event, 'strict');
    expect(verdict, entry.id).toEqual({ outcome: 'accepted', findings: [] });
    await receiver.close();
  }
});
