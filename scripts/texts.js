// Finds texts for people that are written in one language alone: every string that reads like a sentence or a label
// belongs into a `{ zh, en }`. Run as a program, it prints each and exits with 1.
// Usage: node scripts/texts.js [path...]        (src by default)

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'rolldown/parseAst';

/** Files whose strings are for programs, with the reason. */
const forPrograms = {
  'src/cli/completion/bash.ts': 'a script of the shell',
  'src/cli/completion/fish.ts': 'a script of the shell',
  'src/cli/completion/powershell.ts': 'a script of the shell',
  'src/cli/completion/zsh.ts': 'a script of the shell',
  'src/config/init/languages.ts': 'commands of package managers and steps of a pipeline',
  'src/config/init/receiver-guess.ts': 'commands that start receivers, and names of files',
  'src/load/schedule/shape-text.ts': 'a notation, which reports are compared by',
  'src/report/html/chart/script.ts': 'a script: its words are attributes of the page',
  'src/report/html/chart/style.ts': 'a style sheet',
  'src/report/html/copy-script.ts': 'a script: its words are attributes of the page',
  'src/report/html/style.ts': 'a style sheet',
  'src/report/load/html/script.ts': 'a script: its words are attributes of the page',
  'src/report/load/html/style.ts': 'a style sheet',
  'src/report/load/json.ts': 'the head of a published JSON Schema',
  'src/report/suite/json-schema.ts': 'the head of a published JSON Schema',
  'src/report/suite/html/script.ts': 'a script: its words are attributes of the page',
  'src/report/suite/html/style.ts': 'a style sheet',
  'src/report/load/prom.ts': 'HELP lines of the Prometheus text format',
};

/** What stands for the values in a template. */
const hole = '\u{fffc}';

/** Words that are the same in every language: the tags of HTML, names of headers and files, placeholders of a template. */
const bare = (text) =>
  text.replace(/\b(?:Jenkins|Gem|Pip|Proc)file\b|<[^>]*>|\u{fffc}|&\w+;|`[^`]*`|https?:\/\/\S+/gu, ' ');

const chinese = /[\u4e00-\u9fff]/;
const sentence = /(?:^|[\s(])[A-Za-z][a-z]*(?:['’][a-z]+)?[,:;]? +(?:[a-z]{2,}|a)(?![\w./:=-])/;
/** A word between values. */
const joining =
  /\u{fffc}[^\n]* ?\b(?:in|of|and|or|at|to|for|with|from|by|not|is|no|crossed|failed|left|more)\b[: ]/u;
const label = /^\s*[A-Z][a-z]{2,}:?\s*$/;

/** Whether a string reads like English for people. */
export const readsLikeText = (text) =>
  !chinese.test(text) &&
  (sentence.test(bare(text)) || label.test(bare(text)) || (!text.includes('\n') && joining.test(text)));

/** Every text of a module that is not in both languages: `{ line, text }`. */
export function loneTexts(code) {
  const found = [];
  const lineOf = (at) => code.slice(0, at).split('\n').length;
  visit(parseAst(code, { lang: 'ts' }), []);
  return found;

  function visit(node, above) {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one, above);
      return;
    }
    if (typeof node.type !== 'string') return;
    const text = textOf(node);
    if (text !== undefined && readsLikeText(text) && !isExempt(node, above))
      found.push({ line: lineOf(node.start), text });
    for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child, [node, ...above]);
  }
}

function textOf(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join(hole);
  return undefined;
}

function isExempt(node, above) {
  const [parent] = above;
  if (/^(?:Import|Export|TS)/.test(parent.type)) return true;
  if (parent.type === 'BinaryExpression' && /^[!=]==$/.test(parent.operator)) return true;
  if (parent.type === 'Property' && (parent.key === node || parent.key.name === 'group')) return true;
  // The name of a heading; its words are in a table.
  if (parent.type === 'CallExpression' && parent.callee.name === 'section') return true;
  return above.some(
    (one) =>
      (one.type === 'ObjectExpression' && isLocalized(one)) ||
      (one.type === 'CallExpression' && (one.callee.name === 'asIs' || isPaired(one))) ||
      // A description in a published JSON Schema: editors and programs read it.
      (one.type === 'CallExpression' && one.callee.name === 'about') ||
      // A mistake of whoever wrote the program.
      (one.type === 'NewExpression' && /^(?:Type|Range)?Error$/.test(one.callee.name)),
  );
}

const isLocalized = ({ properties }) => {
  const names = properties.map(({ key }) => key?.name);
  return names.includes('zh') && names.includes('en');
};

/** `.label('名称', 'name')` */
const isPaired = ({ arguments: given }) => given.some((one) => chinese.test(textOf(one) ?? ''));

/** Every lone text below the paths, as `file:line: text`. */
export function loneTextsBelow(paths) {
  const files = paths.flatMap((path) =>
    statSync(path).isFile()
      ? [path]
      : readdirSync(path, { recursive: true })
          .map((name) => join(path, name))
          .filter((file) => file.endsWith('.ts'))
          .sort(),
  );
  return files
    .filter((file) => !Object.keys(forPrograms).some((start) => file.startsWith(start)))
    .flatMap((file) =>
      loneTexts(readFileSync(file, 'utf8')).map(({ line, text }) => `${file}:${line}: ${text}`),
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const paths = process.argv.slice(2);
  const found = loneTextsBelow(paths.length === 0 ? ['src'] : paths);
  for (const line of found) console.error(line);
  if (found.length > 0) console.error(`\n${found.length} texts are not in both languages`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
