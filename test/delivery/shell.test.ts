import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { shellCommand, shellPipe, shellWord } from '../../src/delivery/shell.ts';
import { printable } from '../../src/report/text/escape.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';

/** Those that are installed. */
const shells = ['sh', 'dash', 'bash', 'zsh', 'ksh', 'busybox'].filter(
  (shell) => spawnSync(shell, ['-c', 'true']).error === undefined,
);

const run = (shell: string, script: string): Buffer => spawnSync(shell, ['-c', script]).stdout;

test('plain arguments are not quoted', () => {
  for (const word of ['send', '--to', 'http://localhost:3000/hook', 'type=image,chat=room', 'a@b', '100%']) {
    expect(shellWord(word)).toBe(word);
  }
});

test('printable text stays readable', () => {
  expect(shellWord("it's 海")).toBe(`'it'\\''s 海'`);
  expect(shellWord('👩‍🚀 a')).toBe("'👩‍🚀 a'");
});

test('control and bidirectional characters are octal escapes', () => {
  expect(shellWord('a\tb')).toBe(`"$(printf 'a\\011b')"`);
  expect(shellWord('-\u200f!')).toBe(`"$(printf '\\055\\342\\200\\217\\041')"`);
});

const words = [
  ...[
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
    '*',
    '?',
    '~',
    '#',
    '!',
    '!!',
    ';',
    '&',
  ],
  ...['|', '>', '{a,b}', '[a]', '海', '-n', '=', '=ls', "''", '%s', '\\n', '\\011', 'a b', '^x^y'],
  ...[
    '\n',
    'a\nb\n',
    '\n\n',
    'a\n\n',
    '\r',
    '\r\n',
    '\t',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u009b',
    '\u200f',
    '\u202e',
  ],
  ...[
    '\ufeff',
    '\u2028',
    '\u061c',
    '\u2066',
    '\u00ad',
    '\u200b',
    '\u{e0041}',
    '-\t',
    '%\t',
    '\'\t\\!$`"',
    '1\u00012',
  ],
];

describe.each(shells)('%s', (shell) => {
  test('reads every argument back, alone and among others', () => {
    const commands = [...words.map((word) => [word, 'x']), words];
    // One shell for all of them: each takes some ms to start.
    const script = commands.flatMap((each) => [
      shellCommand(['printf', '%s\\0', ...each]),
      `printf '%s\\0' ${each.map(shellWord).join(' ')}`,
    ]);
    const read = run(shell, script.join('\n')).toString().split('\0').slice(0, -1);
    expect(read).toEqual(commands.flatMap((each) => [...each, ...each]));
  });

  test('reads arbitrary text back, from commands that a terminal shows as they are', () => {
    const rng = new Rng(seedKey('shell words'));
    const alphabet = [...words.join(''), ...'abc019xyz'];
    const text = (): string =>
      Array.from({ length: rng.int(13) }, () => alphabet[rng.int(alphabet.length)]).join('');
    const each = Array.from({ length: 300 }, text);
    const command = shellCommand(['printf', '%s\\0', ...each]);
    expect(printable(command)).toBe(command);
    expect(run(shell, command).toString().split('\0').slice(0, -1)).toEqual(each);
  });

  test('pipes every body byte for byte', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const bodies = [all, ...words.map((word) => Buffer.from(`{"a":"${word}"}`)), Buffer.from('\ufffd')];
    for (const body of bodies) {
      const command = shellPipe(body, 'cat');
      expect(printable(command)).toBe(command);
      expect(run(shell, command).equals(body), command).toBe(true);
    }
  });
});
