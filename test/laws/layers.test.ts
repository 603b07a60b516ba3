import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { breaches, importsBelow, layerOf, readLayers } from '../../scripts/layers.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8');
const imports = importsBelow(root);
const files = [...new Set(imports.map(({ from }) => from))];

describe('the layers', () => {
  test('the imports were found at all', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
  });

  test('every folder of src is a layer, and every layer a folder', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const named = [...readLayers(page).keys()].filter((name) => name !== 'root' && name !== 'payloads');
    expect(folders.map(({ name }) => name).sort()).toEqual(named.sort());
  });

  test('no import breaks the row', () => {
    expect(breaches(root)).toEqual([]);
  });

  test('exit codes, argv and the standard streams belong to the command line', () => {
    const elsewhere = files.filter(
      (file) =>
        layerOf(file) !== 'cli' &&
        // It keeps events from calling it.
        file !== 'src/generate/draw-error.ts' &&
        /process\.(?:argv|stdout|stderr|stdin|exit)\b|exit-code\.ts/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
    );
    expect(elsewhere).toEqual([]);
  });

  test('event files and the vocabulary do no I/O', () => {
    const pure = files.filter((file) => ['payloads', 'define', 'world'].includes(layerOf(file)));
    const builtins = pure.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/from '(node:[^']+)'/g)].map(([, name]) => name),
    );
    expect([...new Set(builtins)]).toEqual(['node:crypto']);
  });

  test('planted breaches are refused, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'layers-'));
    const plant = (from: string, specifier: string): string => {
      mkdirSync(join(folder, dirname(from)), { recursive: true });
      writeFileSync(
        join(folder, from),
        `import type { Other } from '${specifier}';\n\nexport type Use = Other;\n`,
      );
      return from;
    };
    const planted = [
      plant('payloads/juzi/planted.ts', '../../src/generate/clock.ts'),
      plant('src/config/planted.ts', '../delivery/address.ts'),
      plant('src/define/planted.ts', '../cli/commands/list.ts'),
      plant('src/delivery/planted.ts', '../index.ts'),
      plant('src/launch/planted.ts', '../http/client.ts'),
      plant('src/receive/planted.ts', '../http/client.ts'),
      plant('src/suite/run/planted.ts', '../../report/text/paint.ts'),
      plant('src/verdict/planted.ts', '../cli/exit-code.ts'),
    ];
    plant('src/send/allowed.ts', '../verdict/judge.ts');
    plant('src/receive/allowed.ts', '../errors.ts');
    plant('src/cli/allowed.ts', '../launch/process-group.ts');
    const refused = breaches(folder, page).map(({ from }) => from);
    rmSync(folder, { recursive: true });
    expect(refused.sort()).toEqual(planted);
  });
});
