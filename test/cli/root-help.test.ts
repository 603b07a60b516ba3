import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { helpOf, programFlags } from '../../src/cli/flags/declared.ts';
import { rootHelp } from '../../src/cli/root-help.ts';
import { noPaint } from '../../src/report/text/paint.ts';

test('the first page lists every command, and no other', () => {
  const [, section = ''] = /\nCommands\n([\s\S]*?)\n\n/.exec(rootHelp(noPaint)) ?? [];
  const listed = section.split('\n').map((line) => line.trim().split(' ')[0]);
  expect(listed).toEqual(Object.keys(commands));
});

test('names are apart from what they do', () => {
  const rows = rootHelp(noPaint)
    .split('\n')
    .filter((line) => /^ {2}\S.* {2,}\S/.test(line));
  expect(rows.length).toBe(Object.keys(commands).length + 2 + programFlags().length);
});

test('the flags of the program are explained in the words of their own help', () => {
  for (const flag of programFlags()) expect(rootHelp(noPaint)).toContain(helpOf(flag));
});
