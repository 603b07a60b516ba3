import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { answersWith, type Received, record } from '../fixtures/receivers/recorder.ts';
import { exceptWhen, runBurst } from './run-burst.ts';
import { lines, type RunOptions, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const refuses = answersWith(500, 'no');

const kept = (path: string): Delivery[] =>
  lines(readFileSync(path, 'utf8')).map((line) => JSON.parse(line) as Delivery);

/** What a receiver can tell one delivery from another by. */
const essence = ({ method, url, headers, body }: Received) =>
  JSON.stringify([method, url, headers['content-type'], headers['x-tenant'], body.toString('base64')]);

/** Runs a burst of which nothing is accepted, and the commands of some of what was kept: the same bytes arrive again. */
async function comesBack(
  name: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Delivery[]> {
  await using receiver = await record(refuses);
  const to = args.some((word) => word === '--base') ? [] : ['--to', `${receiver.url}/a?b=c`];
  const words = args.map((word) => word.replace('RECEIVER', receiver.url));
  const path = `${bench.folder}/${name}.ndjson`;
  const { code, report, stderr } = await runBurst([...words, ...to, '--count', '24', '--failures', path], {
    cwd: bench.folder,
    ...options,
  });
  expect(code, stderr).toBe(1);
  const deliveries = kept(path);
  expect(deliveries).toHaveLength(24);
  const byId = (a: Delivery, b: Delivery): number => (a.id < b.id ? -1 : 1);
  expect(deliveries.toSorted(byId)).toEqual(report.failures.toSorted(byId));
  const first = receiver.requests.map(essence);
  expect(first).toHaveLength(24);
  for (const { repro } of deliveries.slice(0, 2)) {
    const from = receiver.requests.length;
    const again = await bench.paste(repro, options);
    expect(again.code, `${repro}\n${again.stderr}`).toBe(1);
    const sent = receiver.requests.slice(from).map(essence);
    expect(sent).toHaveLength(1);
    expect(first, repro).toContain(sent[0]);
  }
  return deliveries;
}

describe.concurrent('the command of a kept failure sends the same bytes again', () => {
  test.concurrent('with a pinned seed', async () => {
    const deliveries = await comesBack('pinned', ['juzi/*', '--seed', 'a b\'c"$d', '--coverage', 'pairwise']);
    expect(new Set(deliveries.map(({ now }) => now))).toEqual(new Set(['2025-01-01T00:00:00+08:00']));
  });

  test.concurrent('with the real clock, by two workers', async () => {
    const deliveries = await comesBack('real', ['juzi/*', '--rate', '100/s', '--workers', '2']);
    // The clock ran: otherwise this would prove nothing.
    expect(new Set(deliveries.map(({ now }) => now)).size).toBeGreaterThan(5);
  });

  test.concurrent('with another cast, variants and overrides', () =>
    comesBack('changed', [
      ...['juzi/message.received', '--contacts', '9', '--variant', 'type=image,chat=room'],
      ...['--variant', 'type=文字,isSelf=yes', '--set', 'data.token=O\'Brien "x" $HOME `id` \\ *'],
      ...['--unset', 'data.avatar', '--set', 'data.added[0]:={"x":[1,2]}', '--force'],
    ]));

  test.concurrent('with a token, a signature and headers', () =>
    comesBack('signed', [
      ...['enterprise.message.received', '--token', 'enterprise-token', '--show-secrets', '--now', 'real'],
      ...['-H', "X-Tenant: it's $1", '-H', 'Content-Type: text/plain', '--base', 'RECEIVER/x?a=1'],
    ]));

  test.concurrent('with events of the user’s own, in threads as well', async () => {
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
    await comesBack('own', ['mine/thing.made', '--event-files', 'own.mjs']);
    await comesBack('own-threads', ['mine/thing.made', '--event-files', 'own.mjs', '--workers', '2']);
  });

  test.concurrent.each([
    ['pinned', ['--seed', '3']],
    ['real', ['--now', 'real', '--workers', '2']],
  ])('of what repeats an earlier one, with a clock that is %s', async (clock, flags) => {
    const deliveries = await comesBack(`repeats-${clock}`, ['contact.*', '--duplicates', '50%', ...flags]);
    const repeated = deliveries.filter(
      ({ request }, i) => deliveries.findIndex((other) => other.request.body === request.body) < i,
    );
    expect(repeated.length).toBeGreaterThan(3);
    for (const { id, request } of repeated) {
      const same = deliveries.filter((other) => other.request.body === request.body);
      expect(new Set(same.map(({ repro }) => repro)).size).toBe(1);
      expect(same.filter((other) => other.id === id)).toHaveLength(1);
    }
  });

  test.concurrent('beside a configuration that asks for several deliveries', async () => {
    const cwd = `${bench.folder}/configured`;
    mkdirSync(cwd);
    bench.file('configured/webhook-sim.config.yaml', 'count: 3\ncoverage: full\nset: [event_id=x]\n');
    await comesBack('configured/typed', ['contact.updated', '--coverage', 'each'], { cwd });
    await comesBack('configured/given', ['contact.updated'], {
      cwd,
      env: { WEBHOOK_SIM_COVERAGE: 'pairwise' },
    });
  });
});

test.concurrent('--failures grows while the run goes on, in whole lines', async () => {
  await using receiver = await record(refuses);
  const path = `${bench.folder}/grows.ndjson`;
  const flags = ['--rate', '50/s', '--duration', '60s', '--keep', '60', '--timeout', '30s'];
  const to = ['--to', receiver.url, '--failures', path];
  const running = startCli(['burst', 'contact.updated', ...to, ...flags]);
  const seen: number[] = [];
  while ((seen.at(-1) ?? 0) < 60) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const deliveries = lines(text.replace(/[^\n]+$/, '')).map((line) => JSON.parse(line) as Delivery);
    if (deliveries.length !== seen.at(-1)) seen.push(deliveries.length);
    for (const { event, request, attempts, verdict } of deliveries.slice(-1)) {
      expect([event, request.method]).toEqual(['yuju/contact.updated', 'POST']);
      expect(attempts).toMatchObject([{ status: 500, body: 'no' }]);
      expect(verdict).toMatchObject({ outcome: 'violation', findings: [{ code: 'status.error' }] });
    }
    await pause(50);
  }
  expect(seen.length).toBeGreaterThan(2);
  process.kill(running.pid, 'SIGINT');
  expect((await running.ended).code).toBe(130);
});

test.concurrent('--keep keeps the first of each event and finding, and the same others each time', async () => {
  const ids: string[][] = [];
  for (const workers of ['1', '2']) {
    await using receiver = await record(
      exceptWhen(
        (nth) => nth >= 0,
        (request, response) => {
          const deleted = request.body.includes('contact_deleted');
          response.writeHead(deleted ? 404 : 200, { 'content-type': 'application/json' }).end('[]');
        },
      ),
    );
    const args = ['contact.*', '--to', receiver.url, '--seed', '5', '--count', '300', '--keep', '20'];
    const { report } = await runBurst([...args, '--workers', workers]);
    expect(report.failures).toHaveLength(20);
    for (const { event, code, first } of report.findings.filter(({ severity }) => severity === 'error')) {
      const indices = report.failures
        .filter((one) => one.event === event && one.verdict.findings.some((found) => found.code === code))
        .map(({ index }) => index);
      expect(Math.min(...indices)).toBe(first.n);
    }
    ids.push(report.failures.map(({ id }) => id).sort());
  }
  expect(ids[0]).toEqual(ids[1]);
});
