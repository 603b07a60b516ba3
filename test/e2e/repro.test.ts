import { afterAll, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { answersWith, type Received, record } from '../fixtures/receivers/recorder.ts';
import { lines, type RunOptions, runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

/** What a receiver can tell one delivery from another by. */
const essence = ({ method, url, headers, body }: Received) => ({
  method,
  url,
  type: headers['content-type'],
  tenant: headers['x-tenant'],
  body: body.toString('base64'),
});

/** Sends, runs the command of every record through a shell, and compares what arrived. */
async function comesBack(args: readonly string[], options: RunOptions = {}): Promise<Delivery[]> {
  // Whatever the event documents, this is accepted.
  await using receiver = await record(answersWith(200, '{"errcode":0,"errmsg":"ok"}'));
  const sent = await runCli(['send', ...args, '--to', `${receiver.url}/a?b=c`, '--json'], {
    cwd: bench.folder,
    ...options,
  });
  expect(sent.code).toBe(0);
  const deliveries = lines(sent.stdout).map((line) => JSON.parse(line) as Delivery);
  expect(deliveries.length).toBeGreaterThan(0);
  expect(receiver.requests).toHaveLength(deliveries.length);
  for (const [i, { repro }] of deliveries.entries()) {
    const again = await bench.paste(repro);
    expect(again, repro).toMatchObject({ code: 0 });
    expect(receiver.requests.slice(deliveries.length + i).map(essence)).toEqual(
      receiver.requests.slice(i, i + 1).map(essence),
    );
  }
  return deliveries;
}

test.concurrent('a pinned seed, and an index', () =>
  comesBack(['contact.updated', '--seed', 'a b\'c"$d', '--index', '7']));

test.concurrent('a drawn seed and the real clock, for every delivery of a run', async () => {
  const deliveries = await comesBack(['contact.updated', '--count', '3', '--delay', '5ms']);
  // The clock ran: otherwise this would prove nothing.
  expect(new Set(deliveries.map(({ now }) => now)).size).toBeGreaterThan(1);
});

test.concurrent('a signature made at a real instant', () =>
  comesBack([
    'enterprise.message.received',
    '--seed',
    '1',
    '--now',
    'real',
    '--show-secrets',
    '--token',
    'enterprise-token',
  ]));

test.concurrent('variants of every kind', async () => {
  const variants = [
    'type=image,chat=room',
    'type=文字,isSelf=yes,source=ai_reply',
    'type=6,chat=room,coworker=yes',
  ];
  await comesBack([
    'juzi/message.received',
    '--seed',
    '3',
    ...variants.flatMap((text) => ['--variant', text]),
  ]);
});

test.concurrent('a value that is not on the page', async () => {
  const [delivery] = await comesBack([
    'juzi/message.received',
    '--seed',
    '3',
    '--variant',
    'source=ai_reply',
  ]);
  expect(delivery?.variant).toMatchObject({ source: 'ai_reply' });
});

test.concurrent('overrides, in their order, with everything a shell would act on', () =>
  comesBack([
    ...['contact.updated', '--seed', '3', '--set', 'data.name=O\'Brien "x" $HOME `id` \\ *'],
    ...['--set', 'data.user_typy:=7', '--unset', 'data.avatar', '--set', 'data.avatar=\nline\n'],
    ...['--set', 'event_id:=null'],
  ]));

test.concurrent('seeds, overrides and headers with what a terminal changes', () =>
  comesBack([
    ...['contact.updated', '--seed', 'a\tb\u200f\u001b[1m\n', '--set', 'data.name=\u202e\t\u001b\n'],
    ...['--force', '--set', 'data.a\u200fb\n=1', '--set', 'data.alias=👩‍🚀\ufeff', '-H', 'X-Tenant: a\tb'],
  ]));

test.concurrent('overrides by force, with keys that must be escaped', () =>
  comesBack([
    ...['contact.updated', '--seed', '3', '--force', '--set', 'data.a\\.b.c\\=d=1', '--set', 'e\\:=2'],
    ...['--set', 'list[0]:={"x":[1,2]}', '--set', 'data.name='],
  ]));

test.concurrent('a body of the user’s own, changed or not', async () => {
  bench.file('own body.json', '{ "event_type": "contact_updated",\r\n "data": {"name":"é"} }\n');
  await comesBack(['contact.updated', '--body', 'own body.json']);
  await comesBack(['contact.updated', '--body', 'own body.json', '--set', 'data.name=x']);
  // Piped in, it comes along in the command.
  const pipes = ['{"event_type":"it\'s"}', '{\n "event_type": "$HOME" }\n', Buffer.from([0xff, 0x00])];
  for (const input of pipes) await comesBack(['contact.updated', '--body', '-', '--force'], { input });
  bench.file('broken.json', Buffer.from([0x7b, 0xff, 0x00, 0x0a]));
  await comesBack(['contact.updated', '--body', 'broken.json', '--force']);
});

test.concurrent('headers', () =>
  comesBack(['contact.updated', '--seed', '3', '-H', "X-Tenant: it's $1", '-H', 'Content-Type: text/plain']));

test.concurrent('a base address', async () => {
  await using receiver = await record();
  const sent = await runCli(['send', 'customer.added', '--base', `${receiver.url}/x?a=1`, '--json']);
  const { repro } = JSON.parse(sent.stdout) as Delivery;
  expect(await bench.paste(repro)).toMatchObject({ code: 0 });
  const [first, second] = receiver.requests.map(essence);
  expect(second).toEqual(first);
  expect(first?.url).toMatch(/^\/x\/v1\/notify\/add\/customer\?a=1&token=/);
});

test.concurrent('events of the user’s own', async () => {
  bench.file(
    'own.mjs',
    `import { defineEvent, definePlatform, emptyObject, f } from 'webhook-sim/define';
     const platform = definePlatform({ id: 'mine', title: { zh: '我', en: 'Mine' }, hosts: [], policy: { facts: [] } });
     export default defineEvent({
       name: 'thing.made', platform, title: { zh: '一', en: 'A' }, docs: { page: 'x', read: '2025-01-01' },
       basis: 'inferred', scene: (s) => s, payload: f.object({ id: f.string((s) => s.rng.hex(8)) }),
       address: { basis: 'inferred' }, response: emptyObject('inferred'),
     });`,
  );
  await comesBack(['mine/thing.made', '--event-files', 'own.mjs']);
});

test.concurrent('a human reader gets the same command as a machine', async () => {
  const flags = ['send', 'contact.updated', '--seed', '9', '--to', 'http://127.0.0.1:1/'];
  const { repro } = JSON.parse((await runCli([...flags, '--json'])).stdout) as Delivery;
  const { stdout } = await runCli(flags);
  expect(stdout).toContain(`\nReproduce with:\n  ${repro}\n`);
});

test.concurrent('a delivery to the embedded receiver goes to it again', async () => {
  // To an embedded receiver again: its port is another one each time.
  const sent = await runCli(['send', 'contact.updated', '--seed', '9', '--json']);
  const { repro } = JSON.parse(sent.stdout) as Delivery;
  expect(repro).not.toContain('--to');
  const again = await bench.paste(`${repro} --json`);
  const bodyOf = (text: string) => (JSON.parse(text) as Delivery).request.body;
  expect(bodyOf(again.stdout)).toBe(bodyOf(sent.stdout));
});
