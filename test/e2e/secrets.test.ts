import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { openProxy } from '../fixtures/hostile/proxy.ts';
import { type Answering, answersOk, held, type Received, record } from '../fixtures/receivers/recorder.ts';
import { type Ended, runCli, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

// With characters that JSON, addresses and shells each spell in a way of their own.
const token = `canary-token'"/+é\\x`;
const bearer = 'canary-bearer/+=';
const basic = Buffer.from('me:canary-basic').toString('base64');
const apiKey = 'canary-api-key';
const parameter = 'canary-param/ü+';
const password = 'canary-proxy';

const given = [
  ...['--token', token, '-H', `Authorization: Bearer ${bearer}`, '-H', `X-Api-Key: ${apiKey}`],
  ...['-H', `X-Hub-Signature: ${basic}`],
];
const address = (url: string): string => `${url}/hook?api_token=${encodeURIComponent(parameter)}&plain=seen`;

/** Whether a text gives the secret away, in any spelling. */
const leaks = (text: string): string[] =>
  ['canary-token', 'canary-bearer', 'canary-api-key', 'canary-param', 'canary-proxy', basic].filter((part) =>
    text.includes(part),
  );

/** Everything that arrived, in the headers, the body and the reason of the answer. */
const echo =
  (status: number, wrap: (text: string) => string | Buffer = (text) => text): Answering =>
  (request, response) => {
    const all = describeRequest(request);
    response.writeHead(status, `No ${request.headers['x-api-key']}`, {
      'content-type': 'text/html',
      'x-echo': Buffer.from(all)
        .toString('latin1')
        .replace(/[^\u0020-\u007e\u0080-\u00ff]/g, ''),
      'set-cookie': [`a=${request.headers.authorization}`, 'b=2'],
      location: `/elsewhere${request.url}`,
    });
    response.end(wrap(all));
  };

function describeRequest({ url, headers, body }: Received): string {
  return `${url}\n${JSON.stringify(headers)}\n${decodeURIComponent(url)}\n${body.toString()}`;
}

const everything = ({ stdout, stderr }: Ended): string => `${stdout}\n${stderr}`;

describe.each([
  ['accepted', answersOk],
  ['500 with everything echoed', echo(500)],
  ['302 to everything echoed', echo(302)],
  ['200 with an echo that is no JSON', echo(200)],
  ['200 with an echo as JSON', echo(200, (text) => JSON.stringify({ text }))],
  ['200 with an echo as keys of JSON', echo(200, (text) => JSON.stringify({ [text]: 1 }))],
  [
    '200 with an echo that is no UTF-8',
    echo(200, (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff])])),
  ],
  ['a reset connection', ((_, response) => response.socket?.destroy()) as Answering],
])('%s', (_, answer) => {
  test.concurrent.each([['--json'], ['--contract', 'strict', '--verbose', '--count', '2']])(
    'send %s %s %s shows no secret',
    async (...flags) => {
      await using receiver = await record(answer);
      const send = ['send', 'enterprise.message.received', '--to', address(receiver.url), ...given, ...flags];
      const ended = await runCli(send);
      expect(receiver.requests.length).toBeGreaterThan(0);
      const [request] = receiver.requests;
      // They were sent, all of them.
      const sent = `${request?.url}${JSON.stringify(request?.headers)}${request?.body}`;
      expect(leaks(sent)).toHaveLength(5);
      const signature = new URL(request?.url ?? '', receiver.url).searchParams.get('msg_signature') ?? '';
      expect(signature).toMatch(/^[0-9a-f]{40}$/);

      expect(leaks(everything(ended))).toEqual([]);
      expect(everything(ended)).not.toContain(signature);
      expect(everything(ended)).not.toContain(Buffer.from('canary-token').toString('base64').slice(0, 14));
      // What is no secret stays.
      expect(ended.stdout).toContain('***');
      expect(ended.stdout).toContain('plain=seen');
    },
  );
});

test.concurrent('with --show-secrets they are shown, and the command repeats the delivery', async () => {
  await using receiver = await record(echo(500));
  const send = ['send', 'enterprise.message.received', '--to', address(receiver.url), ...given];
  const shown = await runCli([...send, '--show-secrets', '--json']);
  expect(leaks(shown.stdout)).toHaveLength(5);
  const { repro } = JSON.parse(shown.stdout) as { repro: string };
  expect(await bench.paste(repro)).toMatchObject({ code: 1 });
  const [first, again] = receiver.requests;
  expect(again?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
  expect(again?.url).toBe(first?.url);
  expect(again?.headers.authorization).toBe(`Bearer ${bearer}`);
});

test.concurrent('an excerpt that ends in the middle of a secret ends before it', async () => {
  for (let length = 160; length < 200; length += 9) {
    await using receiver = await record((request, response) => {
      const secret = String(request.headers['x-api-key']);
      response.writeHead(500).end(`${'x'.repeat(length)} ${secret}`);
    });
    const send = ['send', 'contact.updated', '--to', receiver.url, '-H', 'X-Api-Key: abcdefghijklmnop'];
    expect(everything(await runCli(send))).not.toContain('abcd');
  }
});

test.concurrent('a word that the outcome is made of may be a secret: the exit code stays', async () => {
  await using receiver = await record();
  const send = [
    'send',
    'contact.*',
    '--to',
    receiver.url,
    '-H',
    'X-Token: accepted',
    '-H',
    'X-Auth: contact',
  ];
  const { code, stdout } = await runCli(send);
  expect(code).toBe(0);
  expect(stdout).toMatch(/: 3 accepted\n$/);
});

test.concurrent('a body that is piped in: the command brings it along without the secret', async () => {
  await using receiver = await record();
  const send = [
    'send',
    'contact.updated',
    '--to',
    receiver.url,
    '--json',
    '--body',
    '-',
    '--token',
    'canary-token',
  ];
  const { stdout } = await runCli(send, { input: '{\n"token":"canary-token"\n}' });
  const { repro } = JSON.parse(stdout) as { repro: string };
  const encoded = /^printf %s (\S+) \| base64 -d \| /.exec(repro)?.[1] ?? '';
  expect(Buffer.from(encoded, 'base64').toString()).toBe('{\n"token":"***"\n}');
  expect(leaks(stdout)).toEqual([]);
  expect(String(receiver.requests[0]?.body)).toContain('canary-token');
});

test.concurrent('a token that we drew ourselves is no secret', async () => {
  await using receiver = await record();
  const { stdout } = await runCli(['send', 'enterprise.message.received', '--to', receiver.url, '--json']);
  expect(stdout).not.toContain('***');
});

test.concurrent('Basic credentials: neither the header nor the password in it', async () => {
  await using receiver = await record(echo(500, (text) => `${text} the password was canary-basic`));
  const ended = await runCli([
    'send',
    'contact.updated',
    '--to',
    receiver.url,
    '-H',
    `Authorization: Basic ${basic}`,
  ]);
  expect(everything(ended)).not.toContain('canary-basic');
  expect(everything(ended)).not.toContain(basic);
});

test.concurrent('the token of the environment is no part of the process’s command line or title', async () => {
  const { answer, release } = held();
  await using receiver = await record(answer);
  const cli = startCli(['send', 'customer.added', '--to', receiver.url, '--json'], {
    env: { WEBHOOK_SIM_TOKEN: token },
  });
  await receiver.arrived(1);
  const visible = ['cmdline', 'comm', 'stat', 'status'].map((file) =>
    readFileSync(`/proc/${cli.pid}/${file}`, 'utf8'),
  );
  release();
  const ended = await cli.ended;
  expect(leaks(visible.join('\n'))).toEqual([]);
  expect(leaks(everything(ended))).toEqual([]);
  expect(receiver.requests[0]?.url).toContain('canary-token');
});

describe('the password of a proxy', () => {
  const proxied = (proxy: URL): string => `http://me:${password}@${proxy.host}`;

  test.concurrent('is used, and not shown', async () => {
    await using receiver = await record(echo(500));
    await using proxy = await openProxy({ credentials: `me:${password}` });
    for (const flags of [[], ['--json'], ['--verbose']]) {
      const send = ['send', 'contact.updated', '--to', receiver.url, '--proxy', proxied(proxy.url), ...flags];
      const ended = await runCli(send);
      expect(ended.code).toBe(1);
      expect(leaks(everything(ended))).toEqual([]);
    }
    expect(receiver.requests).toHaveLength(3);
    const open = [
      'send',
      'contact.updated',
      '--to',
      receiver.url,
      '--proxy',
      proxied(proxy.url),
      '--show-secrets',
    ];
    expect(leaks((await runCli(open)).stdout)).toEqual(['canary-proxy']);
  });

  test.concurrent('is not shown when the proxy refuses it, or is not there', async () => {
    await using proxy = await openProxy({ credentials: 'me:other' });
    for (const address of [proxied(proxy.url), `http://me:${password}@127.0.0.1:1`]) {
      for (const flags of [[], ['--json'], ['--verbose']]) {
        const ended = await runCli([
          'send',
          'contact.updated',
          '--to',
          'http://127.0.0.1:1/',
          '-x',
          address,
          ...flags,
        ]);
        expect(ended.code).not.toBe(0);
        expect(leaks(everything(ended))).toEqual([]);
      }
    }
  });
});
