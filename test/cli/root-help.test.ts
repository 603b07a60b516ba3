import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { rootHelp } from '../../src/cli/root-help.ts';
import { noPaint } from '../../src/report/text/paint.ts';

test('the first page lists every command, and no other', () => {
  const [, section = ''] = /\nCommands\n([\s\S]*?)\n\n/.exec(rootHelp(noPaint)) ?? [];
  const listed = section.split('\n').map((line) => line.trim().split(' ')[0]);
  expect(listed).toEqual(Object.keys(commands));
});
