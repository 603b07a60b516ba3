import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { helpOf, programFlags } from '../../src/cli/flags/declared.ts';
import { rootHelp } from '../../src/cli/root-help.ts';
import { noPaint } from '../../src/report/text/paint.ts';

test('the help lists exactly the commands that exist', () => {
  const [, section = ''] = /\nCommands\n([\s\S]*?)\n\n/.exec(rootHelp(noPaint)) ?? [];
  const listed = section.split('\n').map((line) => line.trim().split(' ')[0]);
  expect(listed).toEqual(Object.keys(commands));
});

test('at least two spaces separate a name from its text', () => {
  const rows = rootHelp(noPaint)
    .split('\n')
    .filter((line) => /^ {2}\S.* {2,}\S/.test(line));
  expect(rows.length).toBe(Object.keys(commands).length + 2 + programFlags().length);
});

test('the flags of the program have the same text as in the help of a command', () => {
  for (const flag of programFlags()) expect(rootHelp(noPaint)).toContain(helpOf(flag).en);
});
