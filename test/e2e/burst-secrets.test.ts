import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openProxy } from '../fixtures/hostile/proxy.ts';
import { type Answering, held, record } from '../fixtures/receivers/recorder.ts';
import { welcome } from './run-burst.ts';
import { type Ended, runCli, startCli, workshop } from './run-cli.ts';

const token = `canary-token'"/+é`;
const bearer = 'canary-bearer/+=';
const fromEnvironment = 'canary-environment';
const password = 'canary-proxy';
const parameter = 'canary-parameter';
const secrets = ['canary-token', 'canary-bearer', fromEnvironment, password, parameter];

const leaks = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

/** Everything that arrived, in the headers, the body and the reason of the answer. */
const echo: Answering = (request, response) => {
  const all = `${request.url} ${JSON.stringify(request.headers)} ${decodeURIComponent(request.url)} ${request.body}`;
  response.writeHead(500, `No ${request.headers.authorization}`, {
    'x-echo': Buffer.from(all)
      .toString('latin1')
      .replace(/[^\u0020-\u007e\u0080-\u00ff]/g, ''),
  });
  response.end(all);
};
const files = ['--failures', 'failures', '--log', 'log'].concat(
  ['json', 'html', 'prom'].flatMap((name) => ['--reporter', `${name}=report-${name}`]),
);

/** Sends a little load with every kind of secret, and gives what was said, and what was written by file. */
async function withSecrets(answer: Answering, flags: readonly string[]) {
  using bench = workshop();
  await using receiver = await record(answer);
  await using proxy = await openProxy({ credentials: `me:${password}` });
  bench.file(
    'webhook-sim.config.yaml',
    `headers:\n  X-Api-Key: "\${CANARY}"\nproxy: http://me:${password}@${proxy.url.host}\n`,
  );
  const given = ['--token', token, '-H', `Authorization: Bearer ${bearer}`];
  const ended = await runCli(
    [
      ...['burst', 'enterprise.message.received', 'juzi/message.received', '--count', '30', '-c', '5'],
      ...['--to', `${receiver.url}/hook?api_token=${parameter}`, ...given, ...files, ...flags],
    ],
    { cwd: bench.folder, env: { CANARY: fromEnvironment } },
  );
  const written = new Map(
    readdirSync(bench.folder)
      .filter((name) => /^(report-|failures|log)/.test(name))
      .map((name) => [name, readFileSync(`${bench.folder}/${name}`, 'utf8')]),
  );
  return { ended, written, requests: receiver.requests };
}

const spoken = ({ stdout, stderr }: Ended): string => `${stdout}\n${stderr}`;

describe.each<[string, Answering]>([
  ['a receiver that accepts', welcome],
  ['a receiver that shows everything that it got', echo],
  ['a receiver that breaks off', (_, response) => void response.socket?.destroy()],
])('%s', (_, answer) => {
  test.concurrent.each([[[]], [['--workers', '2', '--contract', 'strict', '--threshold', 'errors<1%']]])(
    'no secret in any report or file, nor on the terminal: %j',
    async (flags) => {
      const { ended, written, requests } = await withSecrets(answer, flags);
      expect(requests.length, ended.stderr).toBe(30);
      // They were sent: all but the proxy's own.
      const sent = requests
        .map(({ url, headers, body }) => `${url} ${JSON.stringify(headers)} ${body}`)
        .join();
      expect(leaks(sent)).toEqual(secrets.filter((secret) => secret !== password));
      // What was made from the token is as secret.
      const signatures = requests.flatMap(
        ({ url }) => new URL(url, 'http://a').searchParams.get('msg_signature') ?? [],
      );
      expect(new Set(signatures).size).toBeGreaterThan(8);
      expect([...written.keys()].sort()).toEqual([
        'failures',
        'log',
        'report-html',
        'report-json',
        'report-prom',
      ]);
      for (const [name, text] of [...written, ['what was said', spoken(ended)] as const]) {
        if (name !== 'failures' || answer !== welcome) expect(text.length, name).toBeGreaterThan(20);
        expect(leaks(text), name).toEqual([]);
        expect(
          signatures.filter((signature) => text.includes(signature)),
          name,
        ).toEqual([]);
        for (const secret of secrets) {
          const hidden = Buffer.from(secret).toString('base64').slice(0, 12);
          expect(text.includes(hidden), `${name} ${secret} in base64`).toBe(false);
        }
      }
      expect(written.get('report-json')).toContain('***');
    },
  );
});

test.concurrent('--show-secrets shows them', async () => {
  const { ended, written } = await withSecrets(echo, ['--show-secrets']);
  const said = ['canary-token', 'canary-bearer', password, parameter];
  for (const name of ['failures', 'report-json', 'report-html']) {
    expect(leaks(written.get(name) ?? ''), name).toEqual(expect.arrayContaining(said));
  }
  expect(spoken(ended)).toContain(parameter);
});

test.concurrent.each(['1', '2'])('the process does not show the token, with %s workers', async (workers) => {
  const { answer, release } = held();
  await using receiver = await record(answer);
  const args = [
    'burst',
    'customer.added',
    '--to',
    receiver.url,
    '--count',
    '4',
    '--workers',
    workers,
    '--json',
  ];
  const running = startCli(args, { env: { WEBHOOK_SIM_TOKEN: token } });
  await receiver.arrived(4);
  const tasks = readdirSync(`/proc/${running.pid}/task`).map((task) => `task/${task}/comm`);
  const visible = ['cmdline', 'comm', 'stat', 'status', ...tasks].map((file) =>
    readFileSync(`/proc/${running.pid}/${file}`, 'utf8'),
  );
  release();
  const ended = await running.ended;
  expect(leaks(visible.join('\n'))).toEqual([]);
  expect(leaks(spoken(ended))).toEqual([]);
  expect(receiver.requests[0]?.url).toContain('canary-token');
});

test.concurrent('a mistake does not repeat what the environment put into a configuration', async () => {
  using bench = workshop();
  bench.file('webhook-sim.config.yaml', `to: http://192.0.2.1/\${CANARY}\nthreshold: ["p99<\${CANARY}"]\n`);
  for (const flags of [[], ['--to', 'http://127.0.0.1:1/']]) {
    const env = { CANARY: fromEnvironment };
    const ended = await runCli(['burst', 'contact.updated', ...flags], { cwd: bench.folder, env });
    expect(ended.code).toBe(2);
    expect(leaks(spoken(ended))).toEqual([]);
  }
});
