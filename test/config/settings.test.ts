import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { commands, everySetting } from '../../src/cli/command-tree.ts';
import { settingOf } from '../../src/cli/flags/setting-of.ts';

const declared = Object.entries(commands).map(([name, define]) => {
  const command = new Command(name);
  define(command, () => undefined);
  return command;
});
const options = declared.flatMap(({ options }) => options);
const settings = new Map(everySetting().map((setting) => [setting.key, setting]));

test('every flag of every command has a key and a variable', () => {
  const flags = options.flatMap(({ long }) => long ?? []);
  expect(flags.length).toBeGreaterThan(40);
  const known = new Set([...settings.values()].map(({ flag }) => flag));
  expect(flags.filter((flag) => !known.has(flag))).toEqual([]);
  const variables = [...settings.values()].map(({ variable }) => variable);
  expect(new Set(variables).size).toBe(variables.length);
});

test('a key has one form, whichever command reads it', () => {
  for (const option of options) {
    const setting = settingOf(option);
    if (setting === undefined) continue;
    const { form, content, flag } = setting;
    expect(settings.get(setting.key)).toMatchObject({ form, flag, ...(content && { content }) });
  }
});

describe('a form follows from what the flag accepts', () => {
  const forms = options.flatMap((option) => {
    const setting = settingOf(option);
    return setting === undefined || option.parseArg === undefined ? [] : [{ option, setting }];
  });
  /** What a flag's own reading makes of a text, or its complaint. */
  const read = (parseArg: unknown, text: string): unknown => {
    try {
      return (parseArg as (text: string) => unknown)(text);
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each(forms)('$setting.flag', ({ option, setting: { form, content, choices } }) => {
    const { parseArg } = option;
    expect(/whole number/.test(String(read(parseArg, 'x')))).toBe(content === 'number');
    expect(/write a duration/.test(String(read(parseArg, 'x')))).toBe(content === 'duration');
    const [first = 'variants'] = choices ?? [];
    if (form === 'text')
      expect(Array.isArray(read(parseArg, content === 'number' ? '1' : first))).toBe(false);
    else expect(Array.isArray(read(parseArg, first))).toBe(true);
    for (const choice of choices ?? []) expect(read(parseArg, choice)).toBe(choice);
  });
});
