import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** From left to right: a layer imports only from itself and from those before it. */
const layers = [
  'world',
  'define',
  'payloads',
  'catalog',
  'generate',
  'deliver',
  'verdict',
  'run',
  'suite',
  'burst',
  'report',
  'commands',
];

/** Beside the row: what each may import of it. Only the commands and the library put them to use. */
const beside: Readonly<Record<string, readonly string[]>> = {
  receive: ['world', 'define', 'payloads', 'catalog'],
  config: ['world', 'define', 'payloads', 'catalog', 'generate', 'deliver', 'verdict'],
  launch: [],
};
const users = ['commands', 'root'];

const files = [...list('src'), ...list('payloads')];

function list(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** `src/run/mask.ts` is in `run`, `payloads/juzi/_cast.ts` in `payloads`, `src/errors.ts` in `root`. */
function layerOf(file: string): string {
  const [first, second, third] = file.split('/');
  if (first === 'payloads') return 'payloads';
  return third === undefined ? 'root' : (second ?? 'root');
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier ?? '');
}

const edges = files.flatMap((file) =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({ from: file, to: relative(root, resolve(root, dirname(file), specifier)) })),
);

function mayImport(from: string, to: string): boolean {
  if (from === to || from === 'root') return true;
  if (beside[from] !== undefined) return beside[from].includes(to) || to === 'root';
  if (beside[to] !== undefined) return users.includes(from);
  if (to === 'root') return true;
  return layers.indexOf(to) <= layers.indexOf(from) && layers.indexOf(to) >= 0;
}

describe('the layers', () => {
  test('the imports were found at all', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(edges.length).toBeGreaterThan(300);
  });

  test('every folder of src is a layer', () => {
    const known = new Set([...layers, ...Object.keys(beside), 'root']);
    expect(files.map(layerOf).filter((layer) => !known.has(layer))).toEqual([]);
  });

  test('no layer imports from its right', () => {
    const breaches = edges.filter(({ from, to }) => !mayImport(layerOf(from), layerOf(to)));
    expect(breaches).toEqual([]);
  });

  test('of the files that stand outside the layers, only the errors, the version and the exit codes are shared', () => {
    const shared = new Set(['src/errors.ts', 'src/version.ts', 'src/exit-code.ts', 'payloads/index.ts']);
    const others = edges.filter(
      ({ to, from }) => layerOf(to) === 'root' && layerOf(from) !== 'root' && !shared.has(to),
    );
    expect(others).toEqual([]);
  });

  test('exit codes, argv and the standard streams belong to the commands', () => {
    const elsewhere = files.filter((file) => {
      if (file === 'src/cli.ts' || file === 'src/exit-code.ts' || layerOf(file) === 'commands') return false;
      return /process\.(?:argv|stdout|stderr|stdin|exit)|exit-code\.ts/.test(
        readFileSync(join(root, file), 'utf8'),
      );
    });
    expect(elsewhere).toEqual([]);
  });

  test('event files and the vocabulary do no I/O', () => {
    const pure = files.filter((file) => ['payloads', 'define', 'world'].includes(layerOf(file)));
    const builtins = pure.flatMap((file) => importsOf(file).filter((name) => name.startsWith('node:')));
    expect([...new Set(builtins)]).toEqual(['node:crypto']);
  });

  test('the linter refuses a planted breach, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'layers-'));
    const plant = (path: string, specifier: string): void => {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(
        join(folder, path),
        `import * as other from '${specifier}';\n\nexport const use = other;\n`,
      );
    };
    const breaches = [
      ['src/define/planted.ts', '../commands/list.ts'],
      ['src/verdict/planted.ts', '../run/mask.ts'],
      ['payloads/juzi/planted.ts', '../../src/generate/clock.ts'],
      ['src/suite/planted.ts', '../report/paint.ts'],
      ['src/receive/planted.ts', '../deliver/courier.ts'],
      ['src/config/planted.ts', '../run/address.ts'],
      ['src/launch/planted.ts', '../deliver/courier.ts'],
      ['src/commands/planted.ts', '../cli.ts'],
    ] as const;
    for (const [path, specifier] of breaches) plant(path, specifier);
    plant('src/run/allowed.ts', '../verdict/judge.ts');
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    const { stdout, stderr } = spawnSync(
      join(root, 'node_modules/.bin/biome'),
      ['lint', '--vcs-enabled=false', '--reporter=github', '.'],
      { cwd: folder, encoding: 'utf8' },
    );
    const refused = [...`${stdout}${stderr}`.matchAll(/noRestrictedImports.*?file=([^,]+)/g)].map(
      ([, file]) => relative(realpathSync(folder), file ?? ''),
    );
    rmSync(folder, { recursive: true });
    expect(refused.sort()).toEqual(breaches.map(([path]) => path).sort());
  });
});
