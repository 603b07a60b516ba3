// Checks every import against the row of layers in docs/ARCHITECTURE.md, where the row is written once.
// Run as a program, it prints each breach and exits with 1.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The entries of the package: nothing imports them. Every other file of src itself is for everybody. */
const entries = ['src/index.ts', 'src/vitest.ts'];

/**
 * Reads the first code block of the page.
 * @returns which layers each layer may import; `root` stands for the files of src itself
 */
export function readLayers(page) {
  const [, block] = /```\n([\s\S]*?)```/.exec(page);
  const [row, ...beside] = block
    .trim()
    .split(/\n+/)
    .map((line) => line.split('←').map((name) => name.trim()));
  const upTo = (name) => row.slice(0, row.indexOf(name) + 1);
  const may = new Map(row.map((name) => [name, upTo(name)]));
  for (const [name, last] of beside) may.set(name, [name, ...upTo(last)]);
  const all = [...may.keys()];
  may.set(row.at(-1), all);
  may.set('root', [...all, 'root']);
  return may;
}

/** `src/http/pool.ts` is in `http`, `payloads/juzi/_cast.ts` in `payloads`, `src/errors.ts` in `root`. */
export function layerOf(file) {
  const [first, second, third] = file.split('/');
  if (first === 'payloads') return 'payloads';
  return third === undefined ? 'root' : second;
}

/** Every relative import below src and payloads, types included: `{ from, to }`, as paths from the root. */
export function importsBelow(root) {
  const files = ['src', 'payloads'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  return files.flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
    return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, specifier]) => ({
      from,
      to: relative(root, resolve(root, dirname(from), specifier)),
    }));
  });
}

/** The imports that break the row. */
export function breaches(root, page = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8')) {
  const may = readLayers(page);
  return importsBelow(root).filter(({ from, to }) => {
    const [importer, imported] = [layerOf(from), layerOf(to)];
    if (imported === 'root') return entries.includes(to);
    // The index of events is data, generated from the event files.
    return to !== 'payloads/index.ts' && !may.get(importer)?.includes(imported);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = breaches(fileURLToPath(new URL('..', import.meta.url)));
  for (const { from, to } of found) {
    console.error(`${from} imports ${to}: see docs/ARCHITECTURE.md, Layers`);
  }
  process.exitCode = found.length > 0 ? 1 : 0;
}
