import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { UsageError } from '../errors.ts';
import { scanJson } from '../verdict/json/json-scanner.ts';
import type { ConfigMap, ConfigNode } from './config-node.ts';

/** Deeper than any configuration; stops an alias that contains itself. */
const deepest = 20;

/**
 * Reads YAML or JSON, with the place of each value.
 * @param shown the file, for messages
 * @throws UsageError when it is broken, or has a key twice
 */
export function readData(source: string, shown: string, json: boolean): ConfigNode {
  const text = source.replace(/^\ufeff/, '');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'silent',
  });
  const place = (at: number): string => {
    const { line, col } = lines.linePos(at);
    return `${shown}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  if (json) checkJson(text, place);
  const [error] = document.errors;
  if (error !== undefined) {
    const what = error.code === 'DUPLICATE_KEY' ? 'duplicate key' : oneLine(error.message);
    throw new UsageError(`${place(error.pos[0])}: ${what}`);
  }

  const read = (node: unknown, at: number, depth: number): ConfigNode => {
    const start = (node as Node | null)?.range?.[0] ?? at;
    const here = place(start);
    if (depth > deepest) throw new UsageError(`${here}: nested more than ${deepest} levels deep`);
    if (isAlias(node)) return read(node.resolve(document), start, depth + 1);
    if (isSeq(node)) {
      return { kind: 'list', place: here, items: node.items.map((item) => read(item, start, depth + 1)) };
    }
    if (isMap(node)) {
      const entries: ConfigMap['entries'] = node.items.map(({ key, value }) => {
        const keyAt = (key as Node).range?.[0] ?? start;
        const name = isScalar(key) ? String(key.value) : String(key);
        return { key: name, place: place(keyAt), value: read(value, keyAt, depth + 1) };
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

/** YAML accepts much that other readers of a JSON file do not. */
function checkJson(text: string, place: (at: number) => string): void {
  const { error, duplicateKeys } = scanJson(text, deepest);
  const [twice] = duplicateKeys;
  if (error !== null) throw new UsageError(`${place(error.at)}: invalid JSON: expected ${error.expected}`);
  if (twice !== undefined) throw new UsageError(`${place(twice.at)}: duplicate key`);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
