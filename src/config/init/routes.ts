import type { Project } from './project.ts';
import { type RouteSyntax, routeSyntaxes } from './route-syntax.ts';

/** A POST route that is written in the sources of a project. */
export interface Route {
  /** `/hooks/message`; a parameter is as its framework writes it. */
  readonly path: string;
  readonly file: string;
}

interface Text {
  readonly file: string;
  readonly text: string;
  readonly syntax: RouteSyntax;
}

interface Mount {
  readonly file: string;
  readonly parent: string;
  readonly prefix: string;
  readonly object: string;
  /** The file that the object is imported from. */
  readonly target: string | undefined;
}

/** Callers, of which `.post('/path')` is a request. */
const clients =
  /^(?:axios|https?|client|api|fetch|request|agent|got|ky|superagent|session|requests|resty|restTemplate|webClient)$/i;

/** Finds the POST routes of a project by what its sources look like. Nothing is run, and a route may be missed or wrong. */
export function findRoutes(project: Project): readonly Route[] {
  const texts = project.sources().flatMap((file): Text[] => {
    const syntax = routeSyntaxes.find(({ files }) => files.test(file));
    return syntax === undefined ? [] : [{ file, text: withoutComments(project.read(file)), syntax }];
  });
  const mounts = texts.flatMap((text) => mountsOf(text, texts));
  const global = join('', prefixEverywhere(texts) ?? '');
  const routes = texts.flatMap((text) =>
    routesOf(text, mounts, texts).map((path) => ({
      path: join(global, join(ofFile(text), path)),
      file: text.file,
    })),
  );
  const seen = new Set<string>();
  return routes.filter(({ path }) => !seen.has(path) && seen.add(path));
}

const withoutComments = (text: string): string =>
  text.replace(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replace(/^[ \t]*(?:\/\/|#(?!\[)).*$/gm, '');

function prefixEverywhere(texts: readonly Text[]): string | undefined {
  for (const { text, syntax } of texts) {
    const prefix = syntax.everywhere?.exec(text)?.groups?.['prefix'];
    if (prefix !== undefined) return prefix;
  }
  return undefined;
}

/** Laravel puts `/api` before the routes of one file. */
const ofFile = ({ file }: Text): string => (/^routes\/api\.php$/.test(file) ? '/api' : '');

function routesOf(own: Text, mounts: readonly Mount[], texts: readonly Text[]): string[] {
  const { file, text, syntax } = own;
  const byPath = syntax.byPath?.(file, text);
  if (byPath !== undefined) return [byPath];
  const blocks = blocksOf(own);
  return syntax.routes.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { object = '', path = '' } = match.groups ?? {};
      // What follows `$` is put in when it runs.
      if (clients.test(object) || /[\s$]|:\/\//.test(path.replace(/\$$/, ''))) return [];
      const before = prefixOf(file, object, mounts, texts);
      const around = blocks.filter(({ from, to }) => from <= match.index && match.index < to);
      return [[before, ...around.map(({ prefix }) => prefix), clean(path)].reduce(join)];
    }),
  );
}

/** The expression of a Django path without its anchors. */
const clean = (path: string): string => path.replace(/^\^/, '').replace(/\$$/, '');

/** `/a` and `b/` are `/a/b`. */
function join(prefix: string, path: string): string {
  const parts = [...prefix.split('/'), ...path.split('/')].filter((part) => part !== '');
  return parts.length === 0 ? '' : `/${parts.join('/')}${path.endsWith('/') && path !== '/' ? '/' : ''}`;
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly prefix: string;
}

function blocksOf({ text, syntax }: Text): Block[] {
  const blocks = (syntax.blocks ?? []).flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const from = match.index + match[0].length;
      const className = /class\s+(\w+?)(?:Controller)?\b[^{]*\{$/.exec(match[0])?.[1] ?? '';
      const prefix = (match.groups?.['prefix'] ?? '').replace('[controller]', className.toLowerCase());
      return { from, to: match[0].endsWith('{') ? endOfBraces(text, from) : endOfDo(text, match), prefix };
    }),
  );
  const before = syntax.blocksBefore;
  if (before === undefined) return blocks;
  for (const match of text.matchAll(before.open)) {
    const from = match.index + match[0].length;
    const to = endOfBraces(text, from);
    const prefix = before.prefix.exec(text.slice(to + 1, to + 400))?.groups?.['prefix'];
    if (prefix !== undefined) blocks.push({ from, to, prefix });
  }
  return blocks;
}

/** The place of the `}` that closes the block. */
function endOfBraces(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === '{') depth += 1;
    else if (text[i] === '}') depth -= 1;
    if (depth === 0) return i;
  }
  return text.length;
}

/** The place of the `end` in the column of the line that opened the block. */
function endOfDo(text: string, { index, 0: opening }: RegExpExecArray): number {
  const [indent = ''] = /^[ \t]*/.exec(opening) ?? [];
  const end = new RegExp(`^${indent}end\\b`, 'm').exec(text.slice(index + opening.length));
  return end === null ? text.length : index + opening.length + end.index;
}

function mountsOf({ file, text, syntax }: Text, texts: readonly Text[]): Mount[] {
  return (syntax.mounts ?? []).flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups = {} }) => {
      const { parent = '', prefix = '', object = '' } = groups;
      const named = /['"`]([^'"`]+)['"`]/.exec(object)?.[1];
      const [first = object] = object.split('.');
      const modules = named === undefined ? modulesOf(first, text) : [named];
      return { file, parent, prefix, object, target: fileOf(modules, file, texts) };
    }),
  );
}

/** The modules that a name may come from, the likeliest first. */
function modulesOf(name: string, text: string): string[] {
  if (!/^[\w$]+$/.test(name)) return [];
  const word = name.replaceAll('$', '\\$');
  const [, es] =
    new RegExp(`import\\s[^;'"]*?\\b${word}\\b[^;'"]*?from\\s*['"]([^'"]+)['"]`).exec(text) ?? [];
  const [, cjs] =
    new RegExp(`\\b${word}\\b[^=;\\n]*=\\s*(?:await\\s+)?(?:require|import)\\(\\s*['"]([^'"]+)['"]`).exec(
      text,
    ) ?? [];
  const [, from] =
    new RegExp(`^\\s*from\\s+([\\w.]+)\\s+import\\s[^\\n]*\\b${word}\\b`, 'm').exec(text) ?? [];
  const [, as] = new RegExp(`^\\s*import\\s+([\\w.]+)\\s+as\\s+${word}\\b`, 'm').exec(text) ?? [];
  return [es, cjs, from && `${from}.${name}`, from, as].filter(
    (found) => found !== undefined && found !== '',
  ) as string[];
}

/** The file of a module, if it is one of the project. Folders before it, aliases and extensions do not matter. */
function fileOf(modules: readonly string[], from: string, texts: readonly Text[]): string | undefined {
  for (const module of modules) {
    const isPython = from.endsWith('.py');
    const stem = (isPython ? module.replaceAll('.', '/') : module.replace(/\.[cm]?[jt]sx?$/, ''))
      .split('/')
      .filter((part) => !/^(?:\.{0,2}|[@~])$/.test(part))
      .join('/');
    if (stem === '') continue;
    const found = texts.find(({ file }) => {
      const path = file.replace(/\.\w+$/, '').replace(/\/(?:index|__init__)$/, '');
      return file !== from && (path === stem || path.endsWith(`/${stem}`));
    });
    if (found !== undefined) return found.file;
  }
  return undefined;
}

/** What is before the routes of a variable: its own prefix, and where it and its file are mounted. */
function prefixOf(
  file: string,
  object: string,
  mounts: readonly Mount[],
  texts: readonly Text[],
  depth = 0,
): string {
  if (depth > 6) return '';
  const own = texts.find((text) => text.file === file);
  let group: Readonly<Record<string, string | undefined>> | undefined;
  for (const pattern of own?.syntax.groups ?? []) {
    for (const { groups } of own?.text.matchAll(multiline(pattern)) ?? []) {
      if (groups?.['object'] === object && object !== '') group ??= groups;
    }
  }
  const prefix = group?.['prefix'] ?? '';
  const parent = group?.['parent'];
  if (parent !== undefined && parent !== object)
    return join(prefixOf(file, parent, mounts, texts, depth + 1), prefix);
  const mount =
    mounts.find(
      (one) => one.file === file && one.object === object && one.target === undefined && object !== '',
    ) ?? mounts.find((one) => one.target === file);
  if (mount === undefined) return prefix;
  const above = prefixOf(
    mount.file,
    mount.parent === object && mount.file === file ? '' : mount.parent,
    mounts,
    texts,
    depth + 1,
  );
  return [above, mount.prefix, prefix].reduce(join);
}

const multiline = (pattern: RegExp): RegExp => new RegExp(pattern.source, 'gm');
