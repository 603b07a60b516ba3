import {
  type Alias,
  type Document,
  type DocumentOptions,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParseOptions,
  parseDocument,
  visit,
} from 'yaml';
import { UsageError } from '../errors.ts';
import { asIs } from '../language.ts';
import { scanJson } from '../verdict/json/json-scanner.ts';
import type { ConfigMap, ConfigNode } from './config-node.ts';

/** Deeper than any configuration; stops an alias that contains itself. */
const deepest = 20;
/** Values that aliases may stand for, all together: a few lines could stand for billions. */
const mostAliased = 10_000;

/**
 * Reads YAML or JSON, with the place of each value.
 * @param shown the file, for messages
 * @throws UsageError when it is broken, or has a key twice
 */
export function readData(source: string, shown: string, json: boolean): ConfigNode {
  const text = source.replace(/^\ufeff/, '');
  const lines = new LineCounter();
  // First, since it does not mind how deep a document is.
  if (json) checkJson(text, (at) => placeIn(text, shown, at));
  const document = parsed(text, shown, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // The parser compares every key with every other one.
    uniqueKeys: false,
    // `silent` would hide a second document.
    logLevel: 'error',
  });
  const place = (at: number): string => {
    const { line, col } = lines.linePos(at);
    return `${shown}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const second = error.code === 'MULTIPLE_DOCS';
    const what = second
      ? { zh: '出现第二个文档：配置只能有一个文档', en: 'a second document: a configuration is one' }
      : asIs(oneLine(error.message));
    const at = place(error.pos[0]);
    throw new UsageError({ zh: `${at}：${what.zh}`, en: `${at}: ${what.en}` });
  }

  const targets = aliasTargets(document);
  let aliased = 0;
  /** @param inAlias of an alias that is read; what is in it is counted */
  const read = (node: unknown, at: number, depth: number, inAlias = false): ConfigNode => {
    const start = (node as Node | null)?.range?.[0] ?? at;
    const here = place(start);
    if (depth > deepest)
      throw new UsageError({
        zh: `${here}：嵌套超过 ${deepest} 层`,
        en: `${here}: nested more than ${deepest} levels deep`,
      });
    if (inAlias) aliased += 1;
    if (aliased > mostAliased) {
      throw new UsageError({
        zh: `${here}：别名代表的值超过 ${mostAliased} 个`,
        en: `${here}: aliases stand for more than ${mostAliased} values`,
      });
    }
    if (isAlias(node)) {
      const target = targets.get(node);
      if (target === undefined)
        throw new UsageError({
          zh: `${here}：它之前没有 &${node.source}`,
          en: `${here}: there is no &${node.source} before it`,
        });
      return read(target, start, depth + 1, true);
    }
    if (isSeq(node)) {
      return {
        kind: 'list',
        place: here,
        items: node.items.map((item) => read(item, start, depth + 1, inAlias)),
      };
    }
    if (isMap(node)) {
      const names = new Set<string>();
      const entries: ConfigMap['entries'] = node.items.map(({ key, value }) => {
        const keyAt = (key as Node).range?.[0] ?? start;
        const name = isScalar(key) ? String(key.value) : String(key);
        if (names.has(name))
          throw new UsageError({ zh: `${place(keyAt)}：键重复`, en: `${place(keyAt)}: duplicate key` });
        names.add(name);
        return { key: name, place: place(keyAt), value: read(value, keyAt, depth + 1, inAlias) };
      });
      return { kind: 'map', place: here, entries };
    }
    if (isScalar(node)) {
      const { value, source: spelling } = node;
      if (typeof value === 'string') return { kind: 'text', place: here, text: value };
      // As written: `007` is a seed of three characters.
      if (typeof value === 'number') return { kind: 'number', place: here, text: spelling ?? String(value) };
      if (typeof value === 'boolean') return { kind: 'switch', place: here, text: String(value) };
    }
    return { kind: 'other', place: here, what: 'nothing' };
  };
  // A file of comments only is valid.
  if (document.contents === null) return { kind: 'map', place: place(0), entries: [] };
  return read(document.contents, 0, 0);
}

/** @throws UsageError for a document that is nested too deep for its parser */
function parsed(text: string, shown: string, options: ParseOptions & DocumentOptions): Document.Parsed {
  try {
    return parseDocument(text, options);
  } catch (error) {
    if (error instanceof RangeError)
      throw new UsageError({
        zh: `${shown}：嵌套超过 ${deepest} 层`,
        en: `${shown}: nested more than ${deepest} levels deep`,
      });
    throw error;
  }
}

function placeIn(text: string, shown: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.lastIndexOf('\n') + 1;
  return `${shown}:${before.split('\n').length}:${at - line + 1}`;
}

/** What each alias stands for: the nearest node before it with its anchor. Looking for each alone takes a square. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchored = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if ('anchor' in node && node.anchor !== undefined) anchored.set(node.anchor, node);
        return;
      }
      const target = anchored.get(node.source);
      if (target !== undefined) targets.set(node, target);
    },
  });
  return targets;
}

/** YAML accepts much that other readers of a JSON file do not. */
function checkJson(text: string, place: (at: number) => string): void {
  const { error, duplicateKeys } = scanJson(text, deepest);
  const [twice] = duplicateKeys;
  if (error !== null) {
    const at = place(error.at);
    throw new UsageError({
      zh: `${at}：JSON 无效：应为 ${error.expected.zh}`,
      en: `${at}: invalid JSON: expected ${error.expected.en}`,
    });
  }
  if (twice !== undefined)
    throw new UsageError({ zh: `${place(twice.at)}：键重复`, en: `${place(twice.at)}: duplicate key` });
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
