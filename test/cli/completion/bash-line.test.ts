import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { bashQuoted, readBashLine } from '../../../src/cli/completion/bash.ts';

/** The words of a line, as bash passes them to a program. */
const byBash = (line: string): string[] =>
  execFileSync('bash', ['-c', `set -f; printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

describe('a line is split as bash splits it', () => {
  test.each([
    'send contact.updated',
    'send  --variant\ttype=image,chat=room',
    `send 'a b' "c d" e\\ f`,
    `--header 'X: "y"' -H "X: 'y'"`,
    String.raw`"a\"b" "a\\b" "a\nb" 'a\b' a\"b\\c`,
    `"it's"'"'x`,
    `'' "" a''b`,
    'leftMembers[0].nickName := =:',
    '图片=群聊 ünï "é ü"',
  ])('%s', (line) => {
    expect(readBashLine(`webhook-sim ${line}`)).toEqual({ words: byBash(line), quote: '' });
  });

  test('an open quote is recognised', () => {
    expect(readBashLine('webhook-sim send ')).toEqual({ words: ['send', ''], quote: '' });
    expect(readBashLine(' webhook-sim send "a b')).toEqual({ words: ['send', 'a b'], quote: '"' });
    expect(readBashLine("webhook-sim send x'a b")).toEqual({ words: ['send', 'xa b'], quote: "'" });
    expect(readBashLine(`webhook-sim 'a' "b`)).toEqual({ words: ['a', 'b'], quote: '"' });
    expect(readBashLine('webhook-sim a\\')).toEqual({ words: ['a'], quote: '' });
  });
});

test.each(['', "'", '"'] as const)('a text quoted for %s reads back unchanged', (quote) => {
  const texts = [
    'type=image,chat=room',
    'a b',
    `it's "so"`,
    'a$b`c',
    'x[0].y*?',
    'a\\b',
    '图片',
    '&;|<>(){}#!~',
    'a:b',
  ];
  for (const text of texts)
    expect(byBash(`x=${quote}${bashQuoted(text, quote)}${quote}`)).toEqual([`x=${text}`]);
});
