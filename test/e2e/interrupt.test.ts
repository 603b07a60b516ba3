import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { record } from '../fixtures/receivers/recorder.ts';
import { burstWords } from './run-burst.ts';
import { root, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const noAnswer = () => undefined;

describe.concurrent('one key press that arrives twice', () => {
  test.concurrent.each([
    ['send', ['send', 'contact.updated', '--timeout', '60s']],
    ['test', ['test', 'contact.updated', '--timeout', '60s', '--concurrency', '1']],
    ['burst', burstWords(['contact.updated', '--timeout', '60s', '--connections', '2'])],
  ])('%s: what is in flight has 5 s, then it is aborted and reported', async (name, words) => {
    await using receiver = await record(noAnswer);
    const report = `${bench.folder}/${name}-grace.json`;
    const files = name === 'send' ? ['--json'] : ['--reporter', `json=${report}`];
    const running = startCli([...words, '--to', receiver.url, ...files]);
    await receiver.arrived(1);
    const began = performance.now();
    process.kill(running.pid, 'SIGHUP');
    await pause(30);
    process.kill(running.pid, 'SIGHUP');
    const { code, stdout, stderr } = await running.ended;
    expect(code, stderr).toBe(130);
    const took = performance.now() - began;
    expect(took).toBeGreaterThan(4500);
    expect(took).toBeLessThan(20_000);
    expect(stderr.match(/Interrupted: no new/g)).toHaveLength(1);
    expect(name === 'send' ? stdout : readFileSync(report, 'utf8')).toContain('aborted');
    expect(readdirSync(bench.folder).filter((file) => file.includes(`${name}-grace`))).toEqual(
      name === 'send' ? [] : [`${name}-grace.json`],
    );
  });
});

test.concurrent('an event that draws for ever: two signals end the process', async () => {
  const source = readFileSync(join(root, 'test/fixtures/events/parcel.sent.js'), 'utf8').replace(
    '../../../src/define/index.ts',
    join(root, 'dist/src/define/index.js'),
  );
  const event = bench.file(
    'loops.js',
    `${source}\nprocess.stderr.write('loaded\\n'); setTimeout(() => { for (;;); }, 1500);\n`,
  );
  await using receiver = await record(noAnswer);
  const words = ['send', 'parcel.sent', '--event-files', event, '--to', receiver.url, '--timeout', '60s'];
  const running = startCli(words, { cwd: root });
  await running.says(/loaded/);
  await pause(4000);
  process.kill(running.pid, 'SIGTERM');
  await pause(1500);
  process.kill(running.pid, 'SIGTERM');
  const { code, signal, stderr } = await running.ended;
  expect({ code, signal }, stderr).toEqual({ code: 130, signal: null });
});

test.concurrent('an event that draws for ever at once: `generate` ends by the second signal', async () => {
  const event = bench.file(
    'draws.js',
    `import { defineEvent, definePlatform, emptyObject, f } from '${join(root, 'dist/src/define/index.js')}';
    const platform = definePlatform({ id: 'shop', title: { zh: '店', en: 'Shop' }, hosts: [], policy: { facts: [] } });
    export default defineEvent({
      platform, name: 'order.paid', title: { zh: '付款', en: 'paid' }, basis: 'inferred',
      docs: { page: 'x', url: 'http://x.test/', read: '2026-01-01' }, address: { basis: 'inferred' },
      scene: (scene) => scene,
      payload: f.object({ id: f.string(() => { process.stderr.write('drawing\\n'); for (;;); }) }),
      response: emptyObject('inferred'),
    });`,
  );
  const running = startCli(['generate', 'order.paid', '--event-files', event], { cwd: root });
  await running.says(/drawing/);
  process.kill(running.pid, 'SIGINT');
  await pause(1500);
  process.kill(running.pid, 'SIGINT');
  const { code, signal, stderr } = await running.ended;
  expect({ code, signal }, stderr).toEqual({ code: 130, signal: null });
});
