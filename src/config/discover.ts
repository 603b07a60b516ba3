import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';

/** The key in a package.json. */
export const packageKey = 'webhook-sim';

/** The files that are looked for, beside a package.json with the key. */
export const configNames = ['js', 'mjs', 'json', 'yaml', 'yml'].map((end) => `webhook-sim.config.${end}`);

/**
 * The configuration that holds in a folder: its own, or that of the nearest folder above it that has one.
 * @throws UsageError when a folder has two
 */
export function findConfig(folder: string): string | undefined {
  const found = configNames.filter((name) => existsSync(join(folder, name)));
  if (hasPackageKey(join(folder, 'package.json'))) found.push('package.json');
  const [name, other] = found;
  if (name !== undefined && other !== undefined) {
    throw new UsageError(
      `${folder} has two configurations, ${name} and ${other}: keep one, or name one with --config`,
    );
  }
  if (name !== undefined) return join(folder, name);
  const above = dirname(folder);
  return above === folder ? undefined : findConfig(above);
}

function hasPackageKey(path: string): boolean {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return false;
  }
  // Almost every package.json has nothing for us: there is no need to understand it.
  if (!text.includes(`"${packageKey}"`)) return false;
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null && Object.hasOwn(content, packageKey);
  } catch {
    // Broken, and perhaps ours: who reads it will say where.
    return new RegExp(`"${packageKey}"\\s*:\\s*\\{`).test(text);
  }
}
