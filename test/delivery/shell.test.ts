import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellCommand, shellWord } from '../../src/delivery/shell.ts';

test('plain arguments are not quoted', () => {
  for (const word of ['send', '--to', 'http://localhost:3000/hook', 'type=image,chat=room', 'a@b', '100%']) {
    expect(shellWord(word)).toBe(word);
  }
});

test('a shell reads every argument back', () => {
  const words = [
    '',
    ' ',
    "'",
    "it's",
    '"',
    '$HOME',
    '`id`',
    '$(id)',
    '\\',
    '\\\\',
    '\n',
    'a\nb\n',
    '*',
    '?',
    '~',
    '#',
    '!',
    ';',
    '&',
    '|',
    '>',
    '{a,b}',
    '[a]',
    '海',
    '-n',
    '=',
    "''",
    '\t',
    '\u001b',
  ];
  const printEach = `printf '%s\\0' ${shellCommand(words)}`;
  const { stdout } = spawnSync('sh', ['-c', printEach], { encoding: 'utf8' });
  expect(stdout.split('\0').slice(0, -1)).toEqual(words);
});
