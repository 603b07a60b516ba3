import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { lines, root, spawnCli, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const welcome = answersWith(200, '{}');
const define = pathToFileURL(join(root, 'dist/src/define/index.js')).href;

/** An event file whose event does something else than drawing from payload 3 on. */
function eventFile(name: string, does: string): string {
  const file = join(bench.folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { writeSync } from 'node:fs';
import { defineEvent, definePlatform, emptyObject, f } from '${define}';
const platform = definePlatform({ id: 'post', title: { zh: '邮局', en: 'Post' }, hosts: [], policy: { facts: [] } });
const fail = () => { ${does} };
export default defineEvent({
  name: 'parcel.sent', platform, title: { zh: '包裹', en: 'A parcel' }, docs: { page: 'P', read: '2026-01-01' },
  basis: 'documented', scene: (s) => s,
  payload: f.object({ id: f.string((s) => (s.index >= 3 ? fail() : 'x')).label('号', 'id') }),
  address: { path: '/parcels', basis: 'documented' }, response: emptyObject('documented'),
});
`,
  );
  return file;
}

const endless = `writeSync(2, 'drawing without end\\n'); for (;;);`;
const throws = String.raw`throw new RangeError('none left \u001b[31m')`;

describe.concurrent('an event that throws', () => {
  const said =
    /error: post\/parcel\.sent, payload 3: the event could not draw it: RangeError: none left \\u001b\[31m$/m;

  test('send: what was sent is shown, then the payload that failed, 1', async () => {
    await using receiver = await record(welcome);
    const args = ['send', 'parcel.sent', '--event-files', eventFile('send', throws), '--to', receiver.url];
    const { code, stdout, stderr } = await spawnCli([...args, '--count', '9', '--json']);
    expect({ code, records: lines(stdout).length, sent: receiver.requests.length }).toEqual({
      code: 1,
      records: 3,
      sent: 3,
    });
    expect(stderr).toMatch(said);
  });

  test('generate: what was drawn is printed', async () => {
    const args = ['generate', 'parcel.sent', '--event-files', eventFile('generate', throws), '--count', '9'];
    const { code, stdout, stderr } = await spawnCli(args);
    expect({ code, records: lines(stdout).length }).toEqual({ code: 1, records: 3 });
    expect(stderr).toMatch(said);
  });

  test('test: the case is an error, and the run goes on', async () => {
    await using receiver = await record(welcome);
    const args = ['test', 'parcel.sent', '--event-files', eventFile('test', throws), '--to', receiver.url];
    const { code, stdout } = await spawnCli(args);
    expect(code).toBe(1);
    expect(stdout).toContain('event.failed');
    expect(stdout).not.toContain('\u001b[31m');
  });
});

describe.concurrent('burst, with an event that', () => {
  interface Report {
    readonly passed: boolean;
    readonly started: number;
    readonly planned: number;
    readonly dropped: number;
    readonly stopped: { readonly reason: string; readonly message: string };
  }

  test.concurrent.each([
    [
      'throws',
      throws,
      1,
      /^post\/parcel\.sent, payload 3: the event could not draw it: RangeError: none left/,
    ],
    [
      'throws',
      throws,
      2,
      /^post\/parcel\.sent, payload 3: the event could not draw it: RangeError: none left/,
    ],
    ['calls process.exit', 'process.exit(0)', 2, /payload [34]: .*it called process\.exit/],
    [
      'takes all memory',
      'const all = []; for (;;) all.push(new Array(1e6).fill(all.length + 0.5))',
      2,
      /^post\/parcel\.sent, payload [34]: its thread ended: .*memory/,
    ],
  ])('%s (%#)', async (_, does, workers, said) => {
    await using receiver = await record(welcome);
    const name = `burst${workers}${does.length}`;
    const [report, log] = [`${bench.folder}/${name}.json`, `${bench.folder}/${name}.log`];
    const { code, stderr } = await spawnCli(
      [
        ...[
          'burst',
          'parcel.sent',
          '--event-files',
          eventFile(name, does),
          '--to',
          receiver.url,
          '--rate',
          '4/s',
        ],
        ...['--count', '40', '--workers', String(workers), '--reporter', `json=${report}`, '--log', log],
      ],
      { env: { NODE_OPTIONS: '--max-old-space-size=200' } },
    );
    expect({ code, stderr: stderr.includes('this is a bug') }).toEqual({ code: 1, stderr: false });
    const result = JSON.parse(readFileSync(report, 'utf8')) as Report;
    expect(result.stopped).toMatchObject({ reason: 'failed', message: expect.stringMatching(said) });
    expect(result.passed).toBe(false);
    expect(result.planned).toBe(result.started + result.dropped);
    expect(receiver.requests.length).toBe(3);
    expect(lines(readFileSync(log, 'utf8')).length).toBeGreaterThanOrEqual(workers === 1 ? 3 : 1);
  });

  test.concurrent.each([
    ['during the run', ['--count', '40'], 3],
    ['while it is prepared', ['--duration', '10m'], 0],
  ])(
    'draws without end in a thread, %s: Ctrl-C ends the thread, and the report is written',
    async (when, limit, sent) => {
      await using receiver = await record(welcome);
      const name = `loops${sent}`;
      const report = `${bench.folder}/${name}.json`;
      const running = startCli([
        ...['burst', 'parcel.sent', '--event-files', eventFile(name, endless), '--to', receiver.url],
        ...['--rate', '4/s', ...limit, '--workers', '2', '--timeout', '1s', '--reporter', `json=${report}`],
      ]);
      await receiver.arrived(sent);
      await running.says(/drawing without end/);
      await pause(500);
      const began = performance.now();
      process.kill(running.pid, 'SIGINT');
      expect((await running.ended).code, when).toBe(130);
      expect(performance.now() - began).toBeLessThan(9000);
      expect(receiver.requests).toHaveLength(sent);
      expect((JSON.parse(readFileSync(report, 'utf8')) as Report).stopped.reason).toBe('interrupted');
    },
  );
});
