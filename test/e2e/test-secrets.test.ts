import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openProxy } from '../fixtures/hostile/proxy.ts';
import { type Answering, answersWith, record } from '../fixtures/receivers/recorder.ts';
import { type Ended, runCli, workshop } from './run-cli.ts';

const token = `canary-token'"/+é`;
const bearer = 'canary-bearer/+=';
const fromEnvironment = 'canary-environment';
const password = 'canary-proxy';
const parameter = 'canary-parameter';
const secrets = ['canary-token', 'canary-bearer', fromEnvironment, password, parameter];

const leaks = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

const reporters = ['json', 'ndjson', 'junit', 'tap', 'github', 'html', 'pretty'];

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

describe.concurrent.each<[string, Answering]>([
  ['a receiver that accepts', answersWith(200, '{"errcode":0,"errmsg":"ok"}')],
  ['a receiver that shows everything that it got', echo],
  ['a receiver that breaks off', (_, response) => void response.socket?.destroy()],
])('%s', (_, answer) => {
  test('no secret in any report, nor on the terminal', async () => {
    using bench = workshop();
    await using receiver = await record(answer);
    await using proxy = await openProxy({ credentials: `me:${password}` });
    bench.file(
      'webhook-sim.config.yaml',
      `headers:\n  X-Api-Key: "\${CANARY}"\nproxy: http://me:${password}@${proxy.url.host}\n`,
    );
    const files = reporters.flatMap((name) => ['--reporter', `${name}=report-${name}`]);
    const args = [
      'test',
      'enterprise.message.received',
      ...['--to', `${receiver.url}/hook?api_token=${parameter}`, '--token', token],
      ...['-H', `Authorization: Bearer ${bearer}`, '--negative', '--timeout', '8s', '--max-cases', '60'],
      ...['--reporter', 'pretty', ...files],
    ];
    const env = { CANARY: fromEnvironment, GITHUB_STEP_SUMMARY: `${bench.folder}/summary.md` };
    const ended: Ended = await runCli(args, { cwd: bench.folder, env });

    expect(receiver.requests.length).toBeGreaterThan(8);
    const [request] = receiver.requests;
    // They were sent: all but the proxy's own.
    const sent = `${request?.url} ${JSON.stringify(request?.headers)} ${request?.body}`;
    expect(leaks(sent)).toEqual(secrets.filter((secret) => secret !== password));

    // What was made from the token is as secret, in requests that are wrong on purpose, too.
    const signatures = receiver.requests.flatMap(
      ({ url }) => new URL(url, receiver.url).searchParams.get('msg_signature') ?? [],
    );
    expect(new Set(signatures).size).toBeGreaterThan(8);
    const given = (text: string): string[] => signatures.filter((signature) => text.includes(signature));
    expect(given(`${ended.stdout}${ended.stderr}`)).toEqual([]);
    expect(leaks(`${ended.stdout}${ended.stderr}`)).toEqual([]);
    const written = readdirSync(bench.folder).filter((name) => /^(report-|summary)/.test(name));
    expect(written).toHaveLength(reporters.length + 1);
    for (const name of written) {
      const text = readFileSync(`${bench.folder}/${name}`, 'utf8');
      expect(text.length, name).toBeGreaterThan(20);
      expect(leaks(text), name).toEqual([]);
      expect(given(text), name).toEqual([]);
      for (const secret of secrets) {
        const hidden = Buffer.from(secret).toString('base64').slice(0, 12);
        expect(text.includes(hidden), `${name} ${secret} in base64`).toBe(false);
      }
    }
  });
});

describe.concurrent.each(['--probe', '--probe-command'])('%s', (kind) => {
  test.each([200, 500])(
    'no secret of addresses and commands, nor an echo of them, answered %s',
    async (status) => {
      using bench = workshop();
      const canaries = ['canary-probe', 'canary-wait', 'canary-exec', 'canary-header'];
      const found = (text: string): string[] =>
        canaries.filter((canary) => text.toLowerCase().includes(canary));
      await using state = await record((request, response) => {
        const all = `${request.url} ${JSON.stringify(request.headers)} ${Math.random()}`;
        response.writeHead(status).end(kind === '--probe' ? all : all.toUpperCase());
      });
      const probe =
        kind === '--probe'
          ? `${state.url}/state?sig=canary-probe`
          : `node -e "fetch('${state.url}/state?sig=canary-probe',{headers:{'X-Functions-Key':'canary-header'}}).then(async(r)=>{const t=await r.text();if(r.ok)console.log(t);else{console.error(t);process.exit(1)}})"`;
      bench.file(
        'server.mjs',
        `import http from 'node:http';
       console.log(process.argv.join(' '), process.env.API_TOKEN);
       http.createServer((q, r) => { console.log(q.url); q.resume(); r.writeHead(q.method === 'GET' ? 200 : 500).end('no'); }).listen(Number(process.argv[2]));`,
      );
      await using port = await record();
      const target = new URL(port.url);
      await port[Symbol.asyncDispose]();
      const files = reporters.flatMap((name) => ['--reporter', `${name}=report-${name}`]);
      const ended = await runCli(
        [
          ...['test', 'contact.updated', '--to', target.href, kind, probe, '--reporter', 'pretty', ...files],
          ...['--exec', `API_TOKEN=canary-exec node server.mjs ${target.port}`, '--max-cases', '6'],
          ...['--wait-on', `${target.href}ready?ticket=canary-wait`],
        ],
        { cwd: bench.folder },
      );
      expect(ended.code).toBe(1);
      expect(found(ended.stdout + ended.stderr)).toEqual([]);
      for (const name of reporters) {
        const text = readFileSync(`${bench.folder}/report-${name}`, 'utf8');
        expect(text, name).toContain('***');
        expect(found(text), name).toEqual([]);
      }
    },
    60_000,
  );
});
