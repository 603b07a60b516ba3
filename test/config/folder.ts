import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with some files in it, gone when the test is over. */
export interface Folder extends Disposable {
  readonly path: string;
  at(name: string): string;
}

/** @param files contents by path; a path that ends in a slash is an empty folder */
export function folderWith(files: Readonly<Record<string, string>>): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'webhook-sim-config-')));
  const at = (name: string): string => join(path, name);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(name.endsWith('/') ? at(name) : dirname(at(name)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(at(name), content);
  }
  return { path, at, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
