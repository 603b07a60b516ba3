import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { generate } from '../../src/index.ts';
import { Sender } from '../../src/send/sender.ts';

test('a signal that deliveries to many origins share causes no warning', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', listen);
  const { signal } = new AbortController();
  let port = 0;
  const sender = new Sender({
    // Nothing listens at the lowest ports.
    destinations: () => {
      port += 1;
      return { target: { kind: 'exact', url: `http://127.0.0.1:${port}/` }, headers: {} };
    },
    connections: 1,
    timeout: 5000,
    contract: 'documented',
    signal,
  });
  for await (const payload of generate('yuju/contact.updated', { seed: '1', count: 20 }))
    await sender.send(payload);
  expect(port).toBe(20);
  await sender.close();
  await pause(10);
  process.off('warning', listen);
  expect(warnings).toEqual([]);
});
