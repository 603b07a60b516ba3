import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { ok, response, says, withReceiver } from '../fixtures/hostile/receiver.ts';
import { runBurst } from './run-burst.ts';
import { runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const answers = says(ok());
const ca = fileURLToPath(new URL('../fixtures/hostile/certificates/ca.pem', import.meta.url));
/** No resolver has an address for it. */
const host = 'shop.invalid';
const send = ['send', 'contact.updated', '--timeout', '20s'];
const burst = ['contact.updated', '--count', '3', '--connections', '1'];

describe('send --resolve', () => {
  test('connects to the address; the Host header, the record and the commands keep the host', () =>
    withReceiver(answers, async ({ url: { port }, requests }) => {
      const resolve = `${host}:${port}:127.0.0.1`;
      const to = ['--to', `http://${host}:${port}/hook`];
      const args = [...send, ...to, '--resolve', resolve];
      const { code, stdout } = await runCli([...args, '--json']);
      expect(code).toBe(0);
      const { request, repro } = JSON.parse(stdout) as Delivery;
      expect(request.url).toBe(`http://${host}:${port}/hook`);
      expect(repro).toContain(` --resolve ${resolve}`);
      expect((await bench.sh(repro)).code).toBe(0);
      const printed = await runCli([...args, '--curl']);
      expect(printed.stdout).toContain(` --resolve ${resolve} `);
      expect((await bench.sh(printed.stdout)).code).toBe(0);
      expect(requests).toHaveLength(3);
      for (const each of requests) expect(each).toMatch(new RegExp(`\r\nhost: ${host}:${port}\r\n`, 'i'));
    }));

  test('the server name and the certificate are those of the host', () => {
    const asked: string[] = [];
    const SNICallback = (name: string, done: (error: null) => void): void => {
      asked.push(name);
      done(null);
    };
    return withReceiver(
      answers,
      async ({ url: { port } }) => {
        const trusted = ['--cacert', ca, '--json'];
        const resolve = (name: string) => ['--resolve', `${name}:${port}:127.0.0.1`];
        const to = (name: string) => ['--to', `https://${name}:${port}/hook`];
        const right = await runCli([...send, ...to('example.test'), ...resolve('example.test'), ...trusted]);
        expect(right.code).toBe(0);
        const wrong = await runCli([...send, ...to('other.test'), ...resolve('other.test'), ...trusted]);
        expect(wrong.stdout).toContain('transport.tls_wrong_host');
        expect(asked).toEqual(['example.test', 'other.test']);
      },
      { identity: 'wrong-host', tls: { SNICallback } },
    );
  });

  test('an IP address may be resolved too, and its certificate is its own', () =>
    withReceiver(
      answers,
      async ({ url: { port } }) => {
        const args = (name: string) => [
          ...[...send, '--to', `https://${name}:${port}/hook`, '--cacert', ca, '--json'],
          ...['--resolve', `*:${port}:127.0.0.1`],
        ];
        expect((await runCli(args('127.0.0.9'))).stdout).toContain('transport.tls_wrong_host');
        expect((await runCli(args('[::1]'))).code).toBe(0);
      },
      { identity: 'valid' },
    ));

  test('several addresses are tried in turn, IPv6 in brackets', () =>
    withReceiver(answers, async ({ url: { port }, requests }) => {
      const resolve = ['--resolve', `${host}:${port}:[::1],127.0.0.1`];
      const { code } = await runCli([...send, '--to', `http://${host}:${port}/`, ...resolve]);
      expect(code).toBe(0);
      expect(requests).toHaveLength(1);
    }));

  test('of several for one host the last counts; * is for hosts without one; another port is not meant', () =>
    withReceiver(answers, async ({ url: { port }, requests }) => {
      const flags = [`*:${port}:127.0.0.2`, `${host}:1:127.0.0.2`, `${host}:${port}:127.0.0.2`];
      const all = [...flags, `${host.toUpperCase()}:${port}:127.0.0.1`].flatMap((text) => [
        '--resolve',
        text,
      ]);
      expect((await runCli([...send, '--to', `http://${host}:${port}/`, ...all])).code).toBe(0);
      const other = await runCli([...send, '--to', `http://other.invalid:${port}/`, ...all]);
      expect(other.code).toBe(3);
      expect(other.stdout).toContain(`tried 127.0.0.2:${port}`);
      expect(requests).toHaveLength(1);
    }));

  test('the environment and a configuration have it as well', () =>
    withReceiver(answers, async ({ url: { port }, requests }) => {
      const to = ['--to', `http://${host}:${port}/`];
      const env = { WEBHOOK_SIM_RESOLVE: `${host}:${port}:127.0.0.1` };
      expect((await runCli([...send, ...to], { env })).code).toBe(0);
      const config = bench.file('webhook-sim.config.yaml', `resolve: ['${host}:${port}:127.0.0.1']\n`);
      expect((await runCli([...send, ...to, '--config', config])).code).toBe(0);
      expect(requests).toHaveLength(2);
    }));

  test.each([
    ['shop.example', 'write HOST:PORT:ADDRESS, such as shop.example:443:127.0.0.1'],
    ['shop.example:443', 'write HOST:PORT:ADDRESS'],
    ['shop.example:0:127.0.0.1', 'a port is a number from 1 to 65535'],
    ['shop.example:65536:127.0.0.1', 'a port is a number from 1 to 65535'],
    ['shop.example:80:other.example', "'other.example' is not an IP address"],
    ['shop.example:80:127.0.0.1,', "'' is not an IP address"],
    ['http://shop.example:80:127.0.0.1', 'write HOST:PORT:ADDRESS'],
  ])('%s is a usage error', async (text, why) => {
    const { code, stderr } = await runCli([...send, '--to', 'http://127.0.0.1:9/', '--resolve', text]);
    expect(code).toBe(2);
    expect(stderr).toContain(`error: --resolve '${text}': ${why}`);
  });

  test('a proxy looks names up itself', async () => {
    const { code, stderr } = await runCli([
      ...[...send, '--to', 'http://shop.example/', '--resolve', 'shop.example:80:127.0.0.1'],
      ...['--proxy', 'http://127.0.0.1:9'],
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      '--resolve and --proxy exclude each other: the proxy looks host names up itself',
    );
  });
});

test('test --resolve: --wait, --wait-on, the probe, every case and the commands that repeat them', () =>
  withReceiver(says(response('500 Broken')), async (receiver) => {
    const { port } = receiver.url;
    await withReceiver(answers, async (health) => {
      const resolve = [`${host}:${port}:127.0.0.1`, `health.invalid:${health.url.port}:127.0.0.1`];
      const { code, stdout, stderr } = await runCli([
        ...['test', 'room.left', '--only', 'redelivery', '--max-cases', '1', '--timeout', '20s'],
        ...['--base', `http://${host}:${port}`, ...resolve.flatMap((text) => ['--resolve', text])],
        ...['--wait', '20s', '--wait-on', `http://health.invalid:${health.url.port}/health`],
        ...['--probe', `http://health.invalid:${health.url.port}/state`],
      ]);
      expect(stderr).toContain('The receiver was ready after');
      expect(code).toBe(1);
      expect(stdout).toContain(`--resolve ${resolve[0]} --resolve ${resolve[1]}`);
      expect(receiver.requests.length).toBeGreaterThan(0);
      const asked = health.requests.map((request) => request.split('\r\n', 1)[0]);
      expect(asked).toContain('GET /health HTTP/1.1');
      expect(asked).toContain('GET /state HTTP/1.1');
      for (const request of health.requests)
        expect(request).toMatch(new RegExp(`\r\nhost: health\\.invalid:${health.url.port}\r\n`, 'i'));
    });
    const waiting = ['test', 'room.left', '--only', 'variants', '--max-cases', '1', '--wait', '20s'];
    const to = ['--base', `http://${host}:${port}`, '--resolve', `${host}:${port}:127.0.0.1`];
    expect((await runCli([...waiting, ...to])).stderr).toContain('The receiver was ready after');
  }));

describe('burst --resolve', () => {
  test.each(['1', '2'])('load to a name that is this machine is allowed, with %s workers', (workers) =>
    withReceiver(answers, async ({ url: { port }, requests }) => {
      const words = [...burst, '--to', `http://${host}:${port}/hook`, '--connections', workers];
      const resolve = ['--resolve', `${host}:${port}:127.0.0.1`, '--workers', workers];
      const { report, code } = await runBurst([...words, ...resolve]);
      expect(code).toBe(0);
      expect(report.started).toBe(3);
      expect(requests).toHaveLength(3);
      for (const each of requests) expect(each).toContain(`\r\nhost: ${host}:${port}\r\n`);
    }),
  );

  test('load to localhost that is elsewhere is refused, unless the address itself is named', async () => {
    const away = ['burst', ...burst, '--to', 'http://localhost/', '--resolve', 'localhost:80:93.184.216.34'];
    const why =
      'error: localhost:80 is 93.184.216.34, which is not this machine, and a burst goes nowhere else unless you name it: --allow-target 93.184.216.34\n';
    expect(await runCli(away)).toMatchObject({ code: 2, stderr: why });
    expect(await runCli([...away, '--allow-target', 'localhost'])).toMatchObject({ code: 2, stderr: why });
    const six = ['burst', ...burst, '--to', 'http://127.0.0.1/', '--resolve', '*:80:127.0.0.1,2001:DB8::1'];
    expect((await runCli(six)).stderr).toContain('--allow-target [2001:db8::1]');
    const any = ['burst', ...burst, '--to', 'http://localhost/', '--resolve', 'localhost:80:0.0.0.0'];
    expect((await runCli(any)).stderr).toMatch(/is not this machine.*; write 127\.0\.0\.1$/m);
  });

  test('an address that is named may be loaded', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    // 0.0.0.0 is no loopback address, and leads to this machine: nothing listens there.
    const flags = ['--resolve', `${host}:${port}:0.0.0.0`, '--allow-target', '0.0.0.0'];
    const { code } = await runCli(['burst', ...burst, '--to', `http://${host}:${port}/`, ...flags]);
    expect(code).toBe(3);
  });
});
