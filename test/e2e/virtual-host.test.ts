import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { burst, openSuite, planSuite, send as sendFromCode } from '../../src/index.ts';
import { openProxy } from '../fixtures/hostile/proxy.ts';
import { ok, response, says, withReceiver } from '../fixtures/hostile/receiver.ts';
import { runBurst } from './run-burst.ts';
import { runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const answers = says(ok());
const ca = fileURLToPath(new URL('../fixtures/hostile/certificates/ca.pem', import.meta.url));
const name = 'Shop_1.example:8080';
const named = ['-H', `Host: ${name}`];
const send = ['send', 'contact.updated', '--timeout', '20s', ...named];

/** The `Host` headers of a request. */
const hostsOf = (request: string): string[] =>
  [...(request.split('\r\n\r\n', 1)[0] ?? '').matchAll(/\r\nhost: ?([^\r]*)/gi)].map(([, host = '']) => host);

describe("-H 'Host: …'", () => {
  test('is sent once, as typed, and by the commands that repeat the delivery', () =>
    withReceiver(answers, async ({ url, requests }) => {
      const { code, stdout } = await runCli([...send, '--to', url.href, '--json', '-n', '2']);
      expect(code).toBe(0);
      const [first = ''] = stdout.split('\n');
      const { request, repro } = JSON.parse(first) as Delivery;
      expect(request.headers).toMatchObject({ Host: name });
      expect((await bench.sh(repro)).code).toBe(0);
      const printed = await runCli([...send, '--to', url.href, '--curl']);
      expect((await bench.sh(printed.stdout)).code).toBe(0);
      expect(requests.map(hostsOf)).toEqual(Array(4).fill([name]));
      const verbose = await runCli([...send, '--to', url.href, '--verbose']);
      expect(verbose.stdout.match(/host: .*/gi)).toEqual([`Host: ${name}`]);
    }));

  test('the last of several counts, in whatever case', () =>
    withReceiver(answers, async ({ url, requests }) => {
      await runCli([...send, '-H', 'host: other.example', '-H', 'HOST: [::1]:80', '--to', url.href]);
      expect(requests.map(hostsOf)).toEqual([['[::1]:80']]);
    }));

  test('the server name and the certificate follow the address, though the headers differ', () => {
    const asked: string[] = [];
    const SNICallback = (server: string, done: (error: null) => void): void => {
      asked.push(server);
      done(null);
    };
    return withReceiver(
      answers,
      async (receiver) => {
        const config = bench.file(
          'hosts.config.yaml',
          `addresses:\n  contact.created: {to: '${receiver.url.href}', headers: {Host: a.example}}\n  contact.updated: {to: '${receiver.url.href}', headers: {Host: b.example}}\n`,
        );
        const events = ['contact.created', 'contact.updated', '--coverage', 'each', '--config', config];
        const { code } = await runCli(['send', ...events, '--timeout', '20s', '--cacert', ca]);
        expect(code).toBe(0);
        expect(new Set(receiver.requests.flatMap(hostsOf))).toEqual(new Set(['a.example', 'b.example']));
        expect(new Set(asked)).toEqual(new Set(['localhost']));
      },
      { identity: 'valid', tls: { SNICallback } },
    );
  });

  test('test, its probe and its invalid requests have it too', () =>
    withReceiver(says(response('500 Broken')), (broken) =>
      withReceiver(answers, async (state) => {
        const words = ['test', 'room.left', '--negative', '--max-cases', '12', '--timeout', '20s', ...named];
        const to = ['--to', broken.url.href, '--probe', state.url.href];
        const { code, stdout } = await runCli([...words, ...to]);
        expect(code).toBe(1);
        expect(stdout).toContain(`-H 'Host: ${name}'`);
        expect(broken.requests.length).toBeGreaterThan(5);
        for (const request of [...broken.requests, ...state.requests])
          expect(hostsOf(request)).toEqual([name]);
      }),
    ));

  test('burst, and the address is judged, not the name', () =>
    withReceiver(answers, async ({ url, requests }) => {
      const words = ['contact.updated', '--count', '3', '-c', '1', '--to', url.href, ...named];
      expect((await runBurst(words)).code).toBe(0);
      expect(requests.map(hostsOf)).toEqual(Array(3).fill([name]));
    }));

  test('through a proxy too', async () => {
    await using proxy = await openProxy();
    await withReceiver(answers, async ({ url, requests }) => {
      expect((await runCli([...send, '--to', url.href, '--proxy', proxy.url.href])).code).toBe(0);
      expect(requests.flatMap(hostsOf)).toHaveLength(1);
    });
  });

  test.each(['', 'a b', 'a/b', 'http://a', 'a:port', 'a@b', '商店.example', '::1', 'a,b\u0001'])(
    '%j is no host',
    async (value) => {
      const { code, stderr } = await runCli([...send, '-H', `Host: ${value}`, '--to', 'http://127.0.0.1:9/']);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: -H '/);
    },
  );

  test('a platform’s own host is refused', async () => {
    for (const host of ['chat.jijyun.cn', 'X.chat.jijyun.cn.:443']) {
      for (const command of ['send', 'test', 'burst']) {
        const words = [command, 'contact.updated', '--to', 'http://127.0.0.1:9/', '-H', `host: ${host}`];
        const { code, stderr } = await runCli(words);
        expect(code).toBe(2);
        expect(stderr).toContain(`error: the header host: ${host}: this is the platform itself`);
      }
    }
  });
});

describe('in the library', () => {
  const event = 'yuju/contact.updated';

  test('headers.Host and connection.resolve do the same', () =>
    withReceiver(answers, async ({ url, requests }) => {
      const to = `http://shop.invalid:${url.port}/hook`;
      const connection = { resolve: [`shop.invalid:${url.port}:127.0.0.1`] };
      const options = { to, headers: { Host: name }, connection };
      for await (const { verdict, repro } of sendFromCode(event, options)) {
        expect(verdict.outcome).toBe('accepted');
        expect(repro).toContain(`-H 'Host: ${name}' --resolve shop.invalid:${url.port}:127.0.0.1`);
      }
      const { cases } = await planSuite({ filter: `${event} › usual` });
      const suite = await openSuite(options);
      for (const one of cases) {
        const { outcome, deliveries, repro } = await suite.run(one);
        expect(outcome).toBe('passed');
        expect(repro).toContain(`--resolve shop.invalid:${url.port}:127.0.0.1`);
        expect(deliveries[0]?.curl).toContain(`--resolve shop.invalid:${url.port}:127.0.0.1`);
      }
      await suite.close();
      const { outcomes } = await burst({ events: event, count: 2, connections: 1, ...options }).result;
      expect(outcomes.accepted).toBe(2);
      expect(requests.map(hostsOf)).toEqual(Array(3 + cases.length).fill([name]));
    }));

  test('what cannot be used is refused before anything is sent', async () => {
    const first = (options: object) => sendFromCode(event, { to: 'http://127.0.0.1:9/', ...options }).next();
    await expect(first({ headers: { host: 'a b' } })).rejects.toThrow(/^headers: /);
    await expect(first({ headers: { host: 'chat.jijyun.cn' } })).rejects.toThrow('the platform itself');
    await expect(first({ connection: { resolve: 'a:1:127.0.0.1' } })).rejects.toThrow(/^connection: /);
    await expect(first({ connection: { resolve: ['a:1'] } })).rejects.toThrow("resolve 'a:1': write HOST:");
    const both = { resolve: ['a:1:127.0.0.1'], proxy: new URL('http://127.0.0.1:9') };
    await expect(first({ connection: both })).rejects.toThrow('resolve and proxy exclude each other');
    const load = { events: event, to: 'http://localhost/', count: 1 };
    const away = { resolve: ['localhost:80:192.0.2.1'] };
    await expect(burst({ ...load, connection: both }).result).rejects.toThrow('resolve and proxy exclude');
    await expect(burst({ ...load, connection: away }).result).rejects.toThrow('--allow-target 192.0.2.1');
  });
});
