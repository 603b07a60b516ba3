import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';

/** @throws UsageError when two flags name the same file */
export async function assertDistinctFiles(
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
