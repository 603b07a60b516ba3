import { type FileHandle, open, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Delivery } from '../verdict/delivery.ts';

/** A file of failed deliveries that grows while a run goes on: whole lines, whenever it is looked at. */
export interface KeptFile {
  write(deliveries: readonly Delivery[]): Promise<void>;
  /** Why not everything was written, if it was not. */
  readonly problem: string | undefined;
  close(): Promise<void>;
}

/** @throws UsageError when it cannot be written */
export async function openKeptFile(flag: string, path: string): Promise<KeptFile> {
  const file = await openFile(flag, path, 'w');
  let problem: string | undefined;
  return {
    get problem() {
      return problem;
    },
    async write(deliveries) {
      if (deliveries.length === 0 || problem !== undefined) return;
      const lines = deliveries.map((delivery) => `${JSON.stringify(delivery)}\n`).join('');
      await file.appendFile(lines).catch((error: Error) => {
        problem = `${flag} ${path}: ${error.message}`;
      });
    },
    close: () => file.close(),
  };
}

/** @throws UsageError when a file cannot be opened so */
export async function openFile(flag: string, path: string, how: 'w' | 'a'): Promise<FileHandle> {
  return open(path, how).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'its folder does not exist: make it first' : error.message;
    throw new UsageError(`${flag} ${path}: ${why}`);
  });
}

/** @throws UsageError when two flags name the same file */
export async function refuseShared(
  files: readonly (readonly [flag: string, path: string | undefined])[],
): Promise<void> {
  const flags = new Map<string, string>();
  for (const [flag, name] of files) {
    if (name === undefined) continue;
    const path = await realpath(name).catch(() => resolve(name));
    const before = flags.get(path);
    if (before !== undefined) {
      throw new UsageError(`${before} and ${flag} would both write ${name}: give each a file of its own`);
    }
    flags.set(path, flag);
  }
}
