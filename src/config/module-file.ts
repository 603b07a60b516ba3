import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../errors.ts';
import { placesOf } from '../module-places.ts';
import type { ConfigNode } from './config-node.ts';

/**
 * Reads a module whose default export is the configuration, a promise of it, or a function that returns either.
 * Its values have no line: their place is the file.
 */
export async function readModule(path: string, shown: string): Promise<ConfigNode> {
  if (!existsSync(path))
    throw new UsageError({ zh: `${shown}：没有这个文件或目录`, en: `${shown}: no such file or folder` });
  let content: unknown;
  try {
    const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
    content = await (typeof module.default === 'function' ? module.default() : module.default);
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const places = error instanceof Error ? await placesOf(error, path) : [];
    const own = places.find((place) => place.startsWith(`${path}:`)) ?? '';
    const [line = ''] = /^:\d+/.exec(own.slice(path.length)) ?? [];
    const reason = why.replace(/\s+/g, ' ');
    throw new UsageError({
      zh: `${shown}${line}：无法加载：${reason}`,
      en: `${shown}${line}: cannot be loaded: ${reason}`,
    });
  }
  if (content === undefined)
    throw new UsageError({
      zh: `${shown}：请写 \`export default { … }\``,
      en: `${shown}: write \`export default { … }\``,
    });
  return written(content, shown, new Set());
}

function written(value: unknown, place: string, around: ReadonlySet<unknown>): ConfigNode {
  if (typeof value === 'string') return { kind: 'text', place, text: value };
  if (typeof value === 'number') return { kind: 'number', place, text: String(value) };
  if (typeof value === 'boolean') return { kind: 'switch', place, text: String(value) };
  if (value === undefined || value === null) return { kind: 'other', place, what: 'nothing' };
  if (value instanceof URL) return { kind: 'text', place, text: value.href };
  if (typeof value !== 'object') return { kind: 'other', place, what: typeof value };
  if (around.has(value))
    throw new UsageError({ zh: `${place}：值包含自身`, en: `${place}: a value contains itself` });
  const inside = new Set(around).add(value);
  if (Array.isArray(value)) {
    return { kind: 'list', place, items: value.map((item) => written(item, place, inside)) };
  }
  const entries = Object.entries(value)
    // `token: process.env.TOKEN` leaves the key out if the variable is not set.
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => ({ key, place, value: written(inner, place, inside) }));
  return { kind: 'map', place, entries };
}
