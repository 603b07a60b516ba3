import { describe, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { bin, type Ended, runCli, spawnCli, start } from './run-cli.ts';

/** What a person sees, without what differs from run to run. */
const seen = ({ code, stdout, stderr }: Ended): unknown => ({
  code,
  stdout: steady(stdout),
  stderr: steady(stderr),
});

const steady = (text: string): string =>
  text
    .replace(/ +[\d.]+ m?s\b/g, ' <time>')
    .replace(/\([\d,]+\/s\)/g, '(<rate>)')
    .replace(/^( {2}sent +)[\d.]+ (?:KiB|bytes).*/gm, '$1<size>');

const commands: readonly (readonly string[])[] = [
  ['--help'],
  ['--version'],
  ['list', '--json'],
  ['show', 'contact.updated'],
  ['generate', 'contact.*', '--seed', '1'],
  ['send', 'contact.*', '--seed', '1', '--to', 'RECEIVER'],
  ['test', 'room.left', '--seed', '1', '--to', 'RECEIVER'],
  ['config', '--json', '--seed', '1'],
  ['completion', 'bash'],
  ['compare', 'nowhere.json', 'nowhere.json'],
  ['init', '--nosuch'],
  ['burst', 'contact.updated', '--count', 'none'],
  ['send', 'contact.updated', '--to', 'ftp://127.0.0.1/'],
];

// Most tests run the program by `runCli`. This is why they may.
describe('in a process of its own a command line says and does what it does in one that stays', () => {
  test.concurrent.each(commands.map((args) => ({ args, line: args.join(' ') })))(
    '$line',
    async ({ args }) => {
      await using receiver = await record(answersWith(200, '{"errcode":0,"errmsg":"ok"}'));
      const given = args.map((arg) => arg.replace('RECEIVER', receiver.url));
      const own = await spawnCli(given);
      const sent = receiver.requests.length;
      expect(seen(await runCli(given))).toEqual(seen(own));
      const bodies = receiver.requests.map(({ body }) => body.toString());
      expect(bodies.slice(sent).sort()).toEqual(bodies.slice(0, sent).sort());
    },
  );
});

test('in a folder that is gone it says so in a line', async () => {
  const script = 'd=$(mktemp -d) && cd "$d" && rmdir "$d" && exec "$@"';
  for (const words of [['list'], ['send', 'contact.updated'], ['burst', 'contact.updated', '--count', '1']]) {
    const { code, stdout, stderr } = await start('sh', ['-c', script, 'sh', process.execPath, bin, ...words])
      .ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('error: the working directory does not exist any more: change to another one\n');
  }
});

test.each(['18.20.4', '20.18.3'])('on Node.js %s it says in a line which it needs', async (version) => {
  const script = `Object.defineProperty(process.versions, 'node', { value: '${version}' });
    await import(${JSON.stringify(bin)});`;
  const { code, stderr } = await start(process.execPath, ['--input-type=module', '-e', script]).ended;
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: webhook-sim needs Node.js 20.19 or later, and this is ${version}\n`,
  });
});

test('on Bun it says in a line that it runs on Node.js', async () => {
  const script = `Object.defineProperty(process, 'versions', { value: { ...process.versions, bun: '1.3.0' } });
    await import(${JSON.stringify(bin)});`;
  const { code, stderr } = await start(process.execPath, ['--input-type=module', '-e', script]).ended;
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'error: webhook-sim runs on Node.js, and this is Bun 1.3.0: leave out --bun, or start it with node\n',
  });
});
