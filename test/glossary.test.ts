import { readdirSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { expect, test } from 'vitest';
import { readText, root } from './docs/support/markdown.ts';

/** The words that CONTRIBUTING.md rejects, each with the one that we use. */
const rejected = new Map(
  [...readText('CONTRIBUTING.md').matchAll(/^\| [^|]+ \| ([^|]+) \| ([^|]*)\|$/gm)]
    .filter(([, word]) => !/^(?:中文|-)/.test(word ?? ''))
    .flatMap(([, word = '', others = '']) =>
      others
        .trim()
        .split('、')
        .filter(Boolean)
        .map((other) => [other, word] as const),
    ),
);

const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`);

/** The strings of a module: comments and patterns are no texts. */
function stringsOf(code: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value } = node as { type?: string; value?: unknown };
    if (type === 'Literal' && typeof value === 'string') found.push(value);
    if (type === 'TemplateElement') found.push((value as { cooked: string }).cooked);
    for (const inner of Object.values(node)) visit(inner);
  };
  visit(parseAst(code, { lang: 'ts' }));
  return found;
}

/** Each rejected word in some texts, as a complaint. */
const complaints = (file: string, texts: readonly string[]): string[] =>
  texts.flatMap((text) =>
    [...rejected]
      .filter(([other]) => text.includes(other))
      .map(([other, word]) => `${file}: ${other} → ${word}: ${text.trim().slice(0, 80)}`),
  );

test('the glossary is read', () => {
  expect(rejected.size).toBeGreaterThan(20);
  expect(rejected.get('接收方')).toBe('接收端');
  expect(stringsOf("f('应答'); // 应答\ng(/应答/, '接收方')")).toEqual(['应答', '接收方']);
});

test('no Chinese page uses a word that the glossary rejects', () => {
  const pages = ['README.zh-CN.md', ...filesBelow('docs', /\.zh-CN\.md$/)];
  expect(pages.flatMap((page) => complaints(page, readText(page).split('\n')))).toEqual([]);
});

test('no text of the program uses a word that the glossary rejects', () => {
  const modules = [
    ...filesBelow('src', /\.ts$/),
    ...filesBelow('payloads', /\.ts$/),
    ...filesBelow('examples', /\.mjs$/),
  ];
  const suspects = modules.filter((file) => complaints(file, [readText(file)]).length > 0);
  expect(suspects.flatMap((file) => complaints(file, stringsOf(readText(file))))).toEqual([]);
});
