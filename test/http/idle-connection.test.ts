import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openCourier } from '../../src/http/client.ts';

test('a connection that rested is closed and made anew, whenever the next delivery comes', async () => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const request = { method: 'POST', url, headers: {}, body: Buffer.from('{}') };
  // Around the second after which a connection is closed, at both sides and right on it.
  const rests = [980, 990, 995, 998, 999, 1000, 1000, 1001, 1001, 1002, 1003, 1005, 1010, 1020];
  const errors = await Promise.all(
    rests.map(async (rest) => {
      const courier = openCourier(url, { connections: 1, timeout: 5000 });
      const found: unknown[] = [];
      for (let i = 0; i < 3; i += 1) {
        found.push((await courier.deliver(request)).error);
        await pause(rest);
      }
      await courier.close();
      return found;
    }),
  );
  server.close().closeAllConnections();
  expect(errors.flat()).toEqual(Array(rests.length * 3).fill(null));
});
