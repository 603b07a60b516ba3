import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadUserModules } from '../../src/catalog/user-events.ts';
import { CatalogError } from '../../src/errors.ts';
import { draws } from '../laws/draws.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/events/${name}`, import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file that no linter has to read. */
async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function complaint(path: string): Promise<CatalogError> {
  const error: unknown = await loadUserModules(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CatalogError);
  return error as CatalogError;
}

describe('what is loaded', () => {
  test('a module’s default export', async () => {
    const { events } = await loadUserModules(fixture('parcel.sent.js'));
    expect(events.map(({ id }) => id)).toEqual(['post/parcel.sent']);
    for (const event of events) {
      for (const { payload, variant } of draws(event)) {
        expect(payload).toEqual({
          parcel: expect.stringMatching(/^[0-9a-f]{8}$/),
          size: variant['size'] === 'large' ? 2 : 1,
        });
      }
    }
  });

  test('a folder with all subfolders, under any export name, each event once', async () => {
    const { events } = await loadUserModules(fixture('pack'));
    expect(events.map(({ id }) => id).sort()).toEqual([
      'shop/order.cancelled',
      'shop/order.paid',
      'shop/order.placed',
    ]);
    expect(events.map(({ platform }) => platform.id)).toEqual(['shop', 'shop', 'shop']);
  });
});

describe('what is refused', () => {
  test('a path that does not exist', async () => {
    const path = fixture('missing.js');
    expect((await complaint(path)).message).toBe(`--event-files ${path}: no such file or folder`);
  });

  test('a module that exports no event', async () => {
    const path = fixture('no-event.js');
    expect((await complaint(path)).message).toBe(
      `${path} exports no event: write \`export default defineEvent({ … })\``,
    );
  });

  test('a folder without modules', async () => {
    await written('notes.txt', 'nothing');
    await written('_part.mjs', 'export default 1;');
    await written('types.d.ts', 'export {};');
    expect((await complaint(folder)).message).toBe(
      `--event-files ${folder}: no event files (.js, .mjs, .ts) in this folder`,
    );
  });

  test('a syntax error, with the file', async () => {
    const path = await written('broken.mjs', 'export default {\n  name: ,\n};\n');
    const error = await complaint(path);
    expect(error.message.startsWith(`${path} does not load: `)).toBe(true);
    expect(error.message).toContain('broken.mjs:2');
    expect(error.message).not.toContain('\n');
    expect(error.cause).toBeInstanceOf(Error);
  });

  test('a definition that contradicts itself, with its message', async () => {
    const path = await written('throws.mjs', 'throw new TypeError("x/y: two dimensions are named a");\n');
    const { message } = await complaint(path);
    expect(message).toContain(`${path} does not load: x/y: two dimensions are named a`);
    expect(message).toContain('throws.mjs:1');
  });

  test('a thrown value that is not an Error', async () => {
    const path = await written('odd.mjs', 'throw "no error";\n');
    expect((await complaint(path)).message).toBe(`${path} does not load: no error`);
  });
});
