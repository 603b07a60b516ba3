import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../errors.ts';
import type { ConfigNode } from './config-node.ts';

/**
 * Reads a module whose default export is the configuration, a promise of it, or a function that returns either.
 * A value has no line there: its place is the file.
 */
export async function readModule(path: string, shown: string): Promise<ConfigNode> {
  if (!existsSync(path)) throw new UsageError(`${shown}: no such file or folder`);
  const { href } = pathToFileURL(path);
  let content: unknown;
  try {
    const module = (await import(href)) as { default?: unknown };
    content = await (typeof module.default === 'function' ? module.default() : module.default);
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const line = error instanceof SyntaxError ? await brokenLine(path) : lineIn(error, href);
    throw new UsageError(`${shown}${line}: it could not be loaded: ${why.replace(/\s+/g, ' ')}`);
  }
  if (content === undefined) throw new UsageError(`${shown}: write \`export default { … }\``);
  return written(content, shown, new Set());
}

/** `:3`, where the stack of an error names the module. */
function lineIn(error: unknown, href: string): string {
  const stack = (error instanceof Error && error.stack) || '';
  const at = stack.indexOf(`${href}:`);
  return at < 0 ? '' : (/^:\d+/.exec(stack.slice(at + href.length))?.[0] ?? '');
}

/** The same of a module that is no JavaScript: Node.js tells the line only to whom it checks the file for. */
async function brokenLine(path: string): Promise<string> {
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    execFile(process.execPath, ['--check', path], (_, __, stderr) => {
      const [first = ''] = stderr.split('\n');
      resolve(first.startsWith(`${path}:`) ? first.slice(path.length) : '');
    });
  });
}

function written(value: unknown, place: string, around: ReadonlySet<unknown>): ConfigNode {
  if (typeof value === 'string') return { kind: 'text', place, text: value };
  if (typeof value === 'number') return { kind: 'number', place, text: String(value) };
  if (typeof value === 'boolean') return { kind: 'switch', place, text: String(value) };
  if (value === undefined || value === null) return { kind: 'other', place, what: 'nothing' };
  if (value instanceof URL) return { kind: 'text', place, text: value.href };
  if (typeof value !== 'object') return { kind: 'other', place, what: `a ${typeof value}` };
  if (around.has(value)) throw new UsageError(`${place}: a value contains itself`);
  const inside = new Set(around).add(value);
  if (Array.isArray(value)) {
    return { kind: 'list', place, items: value.map((item) => written(item, place, inside)) };
  }
  const entries = Object.entries(value)
    // `token: process.env.TOKEN` is how a module leaves a key out.
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => ({ key, place, value: written(inner, place, inside) }));
  return { kind: 'map', place, entries };
}
