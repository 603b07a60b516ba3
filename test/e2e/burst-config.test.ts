import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { BurstReport } from '../../src/report/load/json.ts';
import { folderWith } from '../config/folder.ts';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { exceptWhen, welcome } from './run-burst.ts';
import { type Ended, lines, root, runCli } from './run-cli.ts';

const yaml = 'webhook-sim.config.yaml';

interface Configured {
  readonly ended: Ended;
  readonly report: BurstReport;
  /** Whether there was such a file in the folder at the end. */
  has(name: string): boolean;
}

/** Runs the program beside a configuration that sends to a receiver. */
async function run(
  config: string,
  args: readonly string[],
  { env = {}, answer = welcome }: { env?: Record<string, string>; answer?: typeof welcome } = {},
): Promise<Configured> {
  await using receiver = await record(answer);
  using folder = folderWith({ [yaml]: `to: ${receiver.url}/hook\n${config}` });
  const ended = await runCli(args, { cwd: folder.path, env });
  const there = ['out.xml', 'out.prom', 'out.json', 'out.html'].filter((name) => existsSync(folder.at(name)));
  const report = ended.stdout.startsWith('{') ? (JSON.parse(ended.stdout) as BurstReport) : undefined;
  return { ended, report: report as BurstReport, has: (name) => there.includes(name) };
}

describe('burst takes its settings from the configuration', () => {
  const config = `rate: 100/s
duration: 500ms
threshold:
  - p99<20s
  - errors<10%
duplicates: 10%
contacts: 9
keep: 1
contract: strict
seed: abc
`;
  test.concurrent('all of them', async () => {
    const answer = exceptWhen((nth) => nth === 3 || nth === 8, answersWith(500, ''));
    const { ended, report } = await run(config, ['burst', 'juzi/message.received', '--json'], { answer });
    expect(ended.code, ended.stderr).toBe(0);
    expect(lines(ended.stderr)[0]).toBe(
      `using ${yaml}: to, rate, duration, seed, contacts, duplicates, threshold, contract, keep`,
    );
    expect(report).toMatchObject({ planned: 50, started: 50, seed: 'abc', outcomes: { violation: 2 } });
    expect(report.settings).toMatchObject({ shape: '100/s for 500ms', contacts: 9, contract: 'strict' });
    expect(report.thresholds.map(({ expr }) => expr)).toEqual(['p99<20s', 'errors<10%']);
    expect(report.failures).toHaveLength(1);
    expect(report.duplicates).toBeGreaterThan(0);
  });

  test.concurrent.each<[string, string[], Record<string, string>, string]>([
    ['the environment is stronger', [], { WEBHOOK_SIM_RATE: '40/s' }, '40/s for 500ms'],
    ['a flag is stronger still', ['--rate', '60/s'], { WEBHOOK_SIM_RATE: '40/s' }, '60/s for 500ms'],
    ['another shape takes the place of the whole', ['--stages', '20/s:500ms'], {}, 'stages 20/s:500ms'],
    ['so does a closed loop', ['--connections', '3'], {}, '3 connections for 500ms'],
    ['and that of the environment', [], { WEBHOOK_SIM_CONNECTIONS: '4' }, '4 connections for 500ms'],
    ['a count ends it beside the duration', ['--count', '20'], {}, '100/s for 500ms, at most 20 deliveries'],
  ])('%s', async (_, flags, env, shape) => {
    const { ended, report } = await run(config, ['burst', 'juzi/message.received', '--json', ...flags], {
      env,
    });
    expect(ended.code, ended.stderr).toBe(0);
    expect(report.settings.shape).toBe(shape);
  });

  test.concurrent('spikes and what belongs to them give way together', async () => {
    const spikes = 'burst: 20\nevery: 200ms\nduration: 500ms\nmaxInFlight: 30\npoisson: false\n';
    const as = await run(spikes, ['burst', 'contact.updated', '--json']);
    expect(as.report.settings).toMatchObject({ shape: '20 every 200ms for 500ms', connections: 30 });
    const stages = await run(spikes, ['burst', 'contact.updated', '--json', '--stages', '20/s:1s']);
    expect(stages.report.settings.shape).toBe('stages 20/s:1s');
    const closed = await run(spikes, ['burst', 'contact.updated', '--json', '--connections', '2']);
    expect(closed.report.settings.shape).toBe('2 connections for 500ms');
  });

  test('is one that an editor takes for right', () => {
    const schema = readFileSync(join(root, 'dist/schemas/config.schema.json'), 'utf8');
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema));
    const settings = {
      workers: 'auto',
      stages: '0/s..9/s:1s,9/s:5m',
      mix: 'juzi/*=2,yuju/*=1',
      maxInFlight: 9,
    };
    expect(validate({ ...settings, threshold: ['p99<1s'], poisson: true, warmup: '5s' })).toBe(true);
    for (const wrong of [{ stages: ['1/s:1s', '2/s:1s'] }, { mix: ['a=1', 'b=1'] }, { warmup: 5 }]) {
      expect(validate(wrong)).toBe(false);
    }
  });

  test.concurrent('its mix, unless events are typed', async () => {
    const mix = 'mix: juzi/message.received=3,contact.*=1\nworkers: auto\n';
    const mixed = await run(mix, ['burst', '--count', '48', '--json']);
    expect(mixed.report.byEvent['juzi/message.received']?.started).toBe(36);
    const typed = await run(mix, ['burst', 'contact.updated', '--count', '8', '--json']);
    expect(typed.report.settings.events).toEqual(['yuju/contact.updated']);
  });

  test.concurrent.each([
    ['rate: 100\n', `${yaml}:2:7: rate '100': write 100/s`],
    ['threshold: [p99<200]\n', "threshold 'p99<200': write a duration with its unit, such as p99<200ms"],
    ['rate: 1/s\nconnections: 2\n', 'exclude each other: leave one out'],
    ['reporter: [jsno=x]\n', "reporter 'jsno' (did you mean json?)"],
    ['stages: 1/s:1s\nduration: 2s\n', 'exclude each other: leave one out'],
  ])('a mistake in it is told with its place: %j', async (text, message) => {
    const { ended } = await run(text, ['burst', 'contact.updated']);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(new RegExp(`^error: ${yaml.replaceAll('.', '\\.')}:\\d+:\\d+: [^\n]+\n$`));
    expect(ended.stderr).toContain(message);
  });
});

describe('one configuration for several commands', () => {
  test.concurrent('what is for `test` alone does not break a burst', async () => {
    const config = `exec: exit 1
wait: 1s
probe: http://127.0.0.1:1/
negative: true
only: [variants]
maxCases: 9
bail: 1
reporter: [pretty, github, junit=out.xml, json=out.json, html=out.html]
`;
    const { ended, has } = await run(config, ['burst', 'contact.updated', '--count', '20']);
    expect(ended.code, ended.stderr).toBe(0);
    expect(lines(ended.stderr)).toEqual([`using ${yaml}: to, reporter`]);
    expect(ended.stdout).toMatch(/✓ 20 deliveries in .*, all accepted\n$/);
    expect([has('out.xml'), has('out.json'), has('out.html')]).toEqual([false, true, true]);
  });

  test.concurrent('what is for `burst` alone does not break a suite', async () => {
    const config = `rate: 100/s
duration: 500ms
threshold: [p99<1ms]
mix: contact.updated=1
duplicates: 2%
workers: 2
failures: failures.ndjson
reporter: [prom=out.prom, json=out.json]
`;
    const { ended, has } = await run(config, ['test', 'room.left', '--max-cases', '4']);
    expect(ended.code, ended.stderr).toBe(0);
    expect([has('out.prom'), has('out.json')]).toEqual([false, true]);
    expect(ended.stderr).toMatch(/\d cases in .*passed/);
  });

  test.concurrent('what is typed is for the command that it is typed for', async () => {
    const burst = await run('', ['burst', 'contact.updated', '--reporter', 'junit=out.xml']);
    expect(burst.ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--reporter 'junit': write one"),
    });
    const suite = await run('', ['test', 'room.left', '--reporter', 'prom=out.prom']);
    expect(suite.ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--reporter 'prom': write one"),
    });
  });

  test.concurrent('each event goes where the file says, with what the file says', async () => {
    await using receiver = await record(welcome);
    const addresses = `addresses:\n  juzi/*:\n    base: ${receiver.url}/juzi\n    headers: { X-From: file }\n`;
    const { ended, report } = await run(addresses, [
      'burst',
      'juzi/room.left',
      'contact.updated',
      '--count',
      '20',
      '--json',
    ]);
    expect(ended.code, ended.stderr).toBe(0);
    expect(receiver.requests).toHaveLength(10);
    expect(new Set(receiver.requests.map(({ headers }) => headers['x-from']))).toEqual(new Set(['file']));
    expect(receiver.requests.every(({ url }) => url.startsWith('/juzi/'))).toBe(true);
    expect(report.settings.targets['yuju/contact.updated']).toMatch(/\/hook$/);
    expect(report.settings.targets['juzi/room.left']).toContain(`${receiver.url}/juzi/`);
  });
});

describe('allowTarget', () => {
  const config = 'to: http://192.0.2.10/\nallowTarget: 192.0.2.10\n';
  const files = { [yaml]: config, 'below/': '' };
  const words = ['burst', 'contact.updated', '--count', '1', '--timeout', '1ms'];

  test('counts in the working directory, and in a file that is named', async () => {
    using folder = folderWith(files);
    for (const [cwd, more] of [
      ['.', []],
      ['below', ['--config', `../${yaml}`]],
    ] as const) {
      const { code, stderr } = await runCli([...words, ...more], { cwd: folder.at(cwd) });
      expect(stderr).not.toContain('is ignored');
      // It was tried: nothing answers there.
      expect(code).toBe(3);
    }
  });

  test('does not count in a file that was found above it', async () => {
    using folder = folderWith(files);
    const { code, stderr } = await runCli(words, { cwd: folder.at('below') });
    expect(code).toBe(2);
    expect(lines(stderr)).toEqual([
      `warning: ../${yaml}:2:14: allowTarget is ignored: it lets load leave this machine, and nobody has named this file; type --allow-target, or name the file with --config`,
      expect.stringMatching(
        /192\.0\.2\.10 is not this machine, and a burst goes nowhere else unless you name it/,
      ),
    ]);
  });
});
