import { describe, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/commands.ts';
import { columnsOf } from '../../src/report/text/columns.ts';
import { folderWith } from '../config/folder.ts';
import { runCli } from './run-cli.ts';

const unset = { LC_ALL: '', LC_MESSAGES: '', LANG: '', LANGUAGE: '' };

/** The first line of what a command line that is wrong prints. */
async function refused(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<string | undefined> {
  const { code, stderr } = await runCli(argv, { env: { ...unset, ...env }, ...(cwd && { cwd }) });
  expect(code).toBe(2);
  return stderr.split('\n')[0];
}

describe('the first variable that is set decides', () => {
  test.each([
    [{ LANG: 'zh_CN.UTF-8' }, '错误'],
    [{ LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, '错误'],
    [{ LC_ALL: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' }, 'error'],
    [{ LC_ALL: 'zh_TW.UTF-8', LANG: 'en_US.UTF-8' }, '错误'],
    [{ LANGUAGE: 'zh:en' }, '错误'],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'zh' }, 'error'],
    [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'error'],
    [{ LANG: 'POSIX', LANGUAGE: 'zh' }, 'error'],
    [{ LANG: 'fr_FR.UTF-8' }, 'error'],
    [{}, 'error'],
    [{ LANG: 'en_US.UTF-8', WEBHOOK_SIM_LANG: 'zh' }, '错误'],
  ])('%j', async (env, word) => {
    expect(await refused(['sned'], env)).toMatch(new RegExp(`^${word}[:：]`));
  });
});

test('what is wrong with a command line is said in Chinese, wherever --lang is', async () => {
  const said = "错误：--count '0'：请写整数，不小于 1";
  expect(await refused(['--lang=zh', 'send', 'contact.updated', '-n', '0'])).toBe(said);
  expect(await refused(['send', 'contact.updated', '-n', '0', '--lang', 'zh'])).toBe(said);
  expect(await refused(['send', '--sed', '1', '--lang=zh'])).toBe(
    '错误：未知参数 --sed（是不是 --seed 或 --set？）',
  );
  expect(await refused(['sned'], { WEBHOOK_SIM_LANG: 'zh' })).toBe('错误：未知命令 sned（是不是 send？）');
});

describe('lang of a configuration', () => {
  const inFile = (yaml: string) => folderWith({ 'webhook-sim.config.yaml': yaml });

  test('is the language of the rest, the errors of other keys included', async () => {
    using folder = inFile('timeout: 5\nlang: zh\n');
    expect(await refused(['send', 'contact.updated'], {}, folder.path)).toBe(
      "错误：webhook-sim.config.yaml:1:10：timeout '5'：请写带单位的时长，例如 5s 或 5ms",
    );
    const { stdout } = await runCli(['config', '--timeout', '5s'], { cwd: folder.path, env: unset });
    expect(stdout).toMatch(/^配置：webhook-sim\.config\.yaml\n\n地址\n/);
  });

  test('gives way to what is typed', async () => {
    using folder = inFile('timeout: 5\nlang: zh\n');
    expect(await refused(['send', 'contact.updated', '--lang', 'en'], {}, folder.path)).toMatch(
      /^error: webhook-sim\.config\.yaml:1:10: timeout '5': write a duration/,
    );
  });

  test('has to be a language', async () => {
    using folder = inFile('lang: fr\n');
    expect(await refused(['list'], {}, folder.path)).toBe(
      "error: webhook-sim.config.yaml:1:7: lang 'fr': write one of zh, en, auto",
    );
    expect(await refused(['list', '--no-config'], { WEBHOOK_SIM_LANG: 'fr' })).toBe(
      "error: WEBHOOK_SIM_LANG 'fr': write one of zh, en, auto",
    );
  });
});

test.each(commandNames)('the help of %s in Chinese fits into 80 columns', async (name) => {
  const { stdout } = await runCli([name, '--help', '--lang', 'zh']);
  expect(stdout).toMatch(/^用法：webhook-sim /);
  const own = stdout.split('\n').filter((line) => !line.includes('webhook-sim completion'));
  expect(own.filter((line) => columnsOf(line) > 80)).toEqual([]);
});
