import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { runCli, startCli } from './run-cli.ts';

function listening(status: () => number, port = 0): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(status(), { 'content-type': 'application/json' }).end('{}');
      });
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const oneCase = (port: number): string[] => [
  ...['test', 'contact.updated', '--base', `http://127.0.0.1:${port}`],
  ...['--only', 'variants', '--max-cases', '1'],
];

test('--wait without --exec waits for a receiver that is started elsewhere', async () => {
  const port = await freePort();
  const running = startCli([...oneCase(port), '--wait', '20s']);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const server = await listening(() => 200, port);
  const { code, stderr } = await running.ended;
  server.close();
  expect(stderr).toMatch(/The receiver was ready after /);
  expect(code).toBe(0);
});

test('--wait-on waits until its URL responds with 2xx', async () => {
  let asked = 0;
  const health = await listening(() => (++asked < 4 ? 503 : 200));
  const server = await listening(() => 200);
  const { code, stderr } = await runCli([
    ...oneCase(portOf(server)),
    ...['--wait-on', `http://127.0.0.1:${portOf(health)}/health`],
  ]);
  health.close();
  server.close();
  expect(asked).toBe(4);
  expect(stderr).toMatch(/The receiver was ready after /);
  expect(code).toBe(0);
});

test('a receiver that does not come is one error, and every case is skipped', async () => {
  const port = await freePort();
  const { code, stdout, stderr } = await runCli([...oneCase(port), '--wait', '300ms']);
  expect(code).toBe(3);
  expect(stdout).toContain('1 skipped');
  expect(stderr).toMatch(/^error: Nothing accepted a connection at 127\.0\.0\.1:\d+ .* within 0\.3 s/m);
});

test('without --wait, nothing is waited for', async () => {
  const { code, stderr } = await runCli(oneCase(await freePort()));
  expect(code).toBe(3);
  expect(stderr).not.toContain('ready after');
});
