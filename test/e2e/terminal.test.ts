import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { bin, runCli, start } from './run-cli.ts';

const hasScript = spawnSync('script', ['--version']).error === undefined;

/** Runs the program on a terminal of its own: stdout and stderr come back as one. */
async function onTerminal(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const words = [process.execPath, bin, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const { stdout } = await start('script', ['-qefc', words.join(' '), '/dev/null'], { env }).ended;
  return stdout.replaceAll('\r\n', '\n');
}

const color = /\u001b\[\d+m/;

describe.skipIf(!hasScript)('on a terminal', () => {
  test.concurrent.each([
    ['list'],
    ['show', 'contact.updated'],
    ['send', 'contact.updated'],
    ['send', 'contact.*'],
    [],
  ])('%s %s is coloured', async (...args) => {
    expect(await onTerminal(args)).toMatch(color);
  });

  test.concurrent('not against NO_COLOR, --no-color, or a terminal that cannot', async () => {
    expect(await onTerminal(['list'], { NO_COLOR: '1' })).not.toMatch(color);
    expect(await onTerminal(['list'], { NO_COLOR: 'false' })).not.toMatch(color);
    expect(await onTerminal(['list'], { TERM: 'dumb' })).not.toMatch(color);
    expect(await onTerminal(['--no-color', 'list'])).not.toMatch(color);
    expect(await onTerminal(['--no-color'])).not.toMatch(color);
    expect(await onTerminal(['send', 'contact.updated'], { NO_COLOR: '1' })).not.toMatch(color);
    // Empty is as good as unset.
    expect(await onTerminal(['list'], { NO_COLOR: '' })).toMatch(color);
  });

  test.concurrent('without its colours it is what a pipe gets', async () => {
    // A coloured line may end in blanks.
    const plain = (text: string): string =>
      text.replaceAll(new RegExp(color, 'g'), '').replaceAll(/ +$/gm, '');
    for (const args of [['list'], ['show', 'juzi/message.received'], []]) {
      expect(plain(await onTerminal(args))).toBe((await runCli(args)).stdout);
    }
  });

  test.concurrent('the colours are all that a receiver’s text comes with', async () => {
    await using receiver = await record(answersWith(500, '\u001b]0;owned\u0007\u001b[2J\u009b31m'));
    for (const flags of [[], ['--verbose'], ['--count', '2']]) {
      const shown = await onTerminal(['send', 'contact.updated', '--to', receiver.url, ...flags]);
      const bare = shown.replaceAll(new RegExp(color, 'g'), '');
      expect(bare).toContain('\\u001b]0;owned\\u0007');
      expect(bare).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });

  test.concurrent('payloads are indented, and the seed that was drawn is told', async () => {
    const shown = await onTerminal(['generate', 'contact.updated']);
    const seed = /^seed (\d+)\n/m.exec(shown)?.[1];
    expect(seed).toBeDefined();
    expect(shown).toContain('\n  "event_type": "contact_updated"');
    expect(await onTerminal(['generate', 'contact.updated', '--ndjson', '--seed', '1'])).toBe(
      (await runCli(['generate', 'contact.updated', '--seed', '1'])).stdout,
    );
  });
});

describe.skipIf(!hasScript)('on a terminal that is not UTF-8', () => {
  const raw = async (args: readonly string[], env: Record<string, string>): Promise<Buffer> => {
    const words = [process.execPath, bin, '--no-color', ...args].join(' ');
    return (await start('script', ['-qefc', words, '/dev/null'], { env }).ended).output;
  };

  test.concurrent('Chinese is written in its encoding, and marks are ASCII', async () => {
    const env = { LC_ALL: 'zh_CN.GB18030' };
    const shown = await raw(['send', 'contact.updated'], env);
    const text = new TextDecoder('gb18030', { fatal: true }).decode(shown);
    expect(text).toContain('ok ');
    expect(text).toMatch(/\p{Script=Han}/u);
    expect(text).not.toMatch(/[✓…·–]/u);
    const refused = await raw(['send', 'contact.updatd'], env);
    expect(new TextDecoder('gb18030', { fatal: true }).decode(refused)).toContain('错误：');
  });

  test.concurrent('JSON is UTF-8', async () => {
    const shown = await raw(['list', '--json', 'juzi/message.received'], { LC_ALL: 'zh_CN.GB18030' });
    expect(new TextDecoder('utf-8', { fatal: true }).decode(shown)).toContain('小组级接收消息回调');
  });

  test.concurrent.each(['C', 'POSIX', 'en_US.ISO-8859-1'])('with %s, marks are ASCII', async (locale) => {
    const shown = (await raw(['send', 'contact.updated'], { LC_ALL: locale })).toString();
    expect(shown).toContain('ok ');
    expect(shown).not.toMatch(/[✓…·–]/u);
  });
});

test.concurrent('a pipe gets UTF-8 in every locale', async () => {
  const { stdout } = await runCli(['list'], { env: { LC_ALL: 'zh_CN.GB18030' } });
  expect(stdout).toContain('小组级接收消息回调');
  expect((await runCli(['send', 'contact.updated'], { env: { LC_ALL: 'C' } })).stdout).toMatch(/^ok /m);
});

describe('in a pipe', () => {
  const colored = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
    const { stdout, stderr } = await runCli(args, { env });
    return (stdout + stderr).includes('\u001b');
  };
  const commands = [[], ['list'], ['show', 'contact.updated'], ['send', 'contact.*']];

  test.concurrent.each([
    [{}, false],
    [{ CLICOLOR_FORCE: '1' }, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '3', TERM: 'dumb' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: 'false' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('%j', async (env, expected) => {
    for (const args of commands) expect(await colored(args, env), args.join(' ')).toBe(expected);
  });

  test.concurrent('--no-color takes precedence over FORCE_COLOR', async () => {
    expect(await colored(['list', '--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  });

  test.concurrent('JSON has no colours', async () => {
    for (const args of [
      ['list', '--json'],
      ['generate', 'contact.updated'],
      ['send', 'contact.updated', '--json'],
    ]) {
      expect(await colored(args, { FORCE_COLOR: '1' }), args.join(' ')).toBe(false);
    }
  });
});
