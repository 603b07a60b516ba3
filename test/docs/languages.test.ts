import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Block, blocksOf, examplesOf, readText, root } from './support/markdown.ts';

const inBoth = [
  'README.md',
  ...readdirSync(new URL('docs/', root))
    // For those who work on this program.
    .filter((name) => !name.endsWith('.zh-CN.md') && name !== 'ARCHITECTURE.md')
    .map((name) => `docs/${name}`),
];
const chineseOf = (page: string): string => page.replace(/\.md$/, '.zh-CN.md');

/** A command without its values, which may be words of the page's language. */
function commandShape(command: string): string {
  const words = command.match(/'[^']*'|\S+/g) ?? [];
  return words.filter((word, i) => i < 2 || /^--?[a-zA-Z]/.test(word) || /^[|>]$/.test(word)).join(' ');
}

function blockShape(block: Block): string[] {
  const { lang, text } = block;
  if (lang === 'sh' || lang === 'console')
    return examplesOf(block).map(({ command }) => `${lang}: ${commandShape(command)}`);
  return [`${lang}: ${text.trimEnd().split('\n').length} lines`];
}

/** What a page consists of, without its words: headings by level, commands, lines of code, rows and columns, items. */
function outline(markdown: string): string[] {
  const blocks = blocksOf(markdown);
  const parts = markdown.replace(/^```\w+\n.*?^```$/gms, '@@block').split(/\n{2,}/);
  return parts.flatMap((part) => {
    const [first = ''] = part.split('\n');
    if (first === '@@block') return blockShape(blocks.shift() as Block);
    if (first.startsWith('#')) return [first.replace(/ .*/, '')];
    if (first.startsWith('|')) {
      const rows = part.trimEnd().split('\n');
      return rows.map((row) => `row of ${row.replaceAll('\\|', '').split('|').length - 2}`);
    }
    if (first.startsWith('- ')) return [`list of ${part.match(/^- /gm)?.length}`];
    return [];
  });
}

/** The flags, settings and codes that a page names in its prose. */
function namesIn(markdown: string): string[] {
  const prose = markdown.replace(/^```.*?^```$/gms, '');
  return [...new Set(prose.match(/(?<![\w-])--[a-z][a-z-]+|`[a-z_]+(?:\.[a-z_]+)+`/g))].sort();
}

describe.each(inBoth)('%s', (page) => {
  const [en, zh] = [readText(page), readText(chineseOf(page))];

  test('has the same sections, commands, code and tables in Chinese', () => {
    expect(outline(zh)).toEqual(outline(en));
  });

  test('names the same flags and codes in Chinese', () => {
    expect(namesIn(zh)).toEqual(namesIn(en));
  });

  test('leads to the other language', () => {
    const nameOf = (path: string): string => path.split('/').at(-1) ?? '';
    expect(en.slice(0, 1000)).toContain(`](${nameOf(chineseOf(page))})`);
    expect(zh.slice(0, 1000)).toContain(`](${nameOf(page)})`);
  });

  test('leads to pages in its language', () => {
    const links = (text: string): string[] =>
      [...text.replace(/^\[.*\]\(.*\)$/gm, '').matchAll(/\]\(([^)#]+\.md)/g)].map(([, path = '']) => path);
    const there = (path: string): string =>
      new URL(path, new URL(page, root)).pathname.slice(root.pathname.length);
    expect(links(en).filter((path) => path.endsWith('.zh-CN.md'))).toEqual([]);
    expect(links(zh).filter((path) => inBoth.includes(there(path)))).toEqual([]);
  });
});

test('the first page in each language lists every page', () => {
  for (const page of inBoth.slice(1)) {
    expect(readText('README.md')).toContain(`](${page})`);
    expect(readText('README.zh-CN.md')).toContain(`](${chineseOf(page)})`);
  }
});
