import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Configuration } from './check-config.ts';
import { packageKey, type Setting } from './setting.ts';

/** A configuration file, read and checked. */
export interface OpenConfiguration extends Configuration {
  /** Its paths are relative to this folder. */
  readonly folder: string;
  /** Its path, relative to the working directory where that is shorter. */
  readonly file: string;
}

/**
 * Opens the configuration in effect in a folder.
 * @param chosen a file, in place of the one that would be found; `false` for none at all
 * @param settings those of every command; called only when there is a file
 * @throws UsageError with the place of the first mistake
 */
export async function openConfiguration(
  chosen: string | false | undefined,
  workingDirectory: string,
  settings: () => readonly Setting[],
): Promise<OpenConfiguration | undefined> {
  if (chosen === false) return undefined;
  const path = chosen === undefined ? findConfig(workingDirectory) : resolve(workingDirectory, chosen);
  if (path === undefined) return undefined;
  // Most folders have none: the readers are loaded only here.
  const { checkConfig, readConfig, shownPath } = await import('./read-config.ts');
  const content = await readConfig(path, workingDirectory);
  return {
    ...checkConfig(content, settings()),
    folder: resolve(path, '..'),
    file: shownPath(path, workingDirectory),
  };
}

/** File names of configurations, beside a package.json with the key. */
export const configNames = ['js', 'mjs', 'json', 'yaml', 'yml'].map((end) => `webhook-sim.config.${end}`);

/**
 * Finds the configuration of a folder: its own, or that of the nearest folder above.
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
  // Most package.json files do not have the key: parsing them is not necessary.
  if (!text.includes(`"${packageKey}"`)) return false;
  try {
    const content: unknown = JSON.parse(text);
    return isObject(content) && Object.hasOwn(content, packageKey);
  } catch {
    // Broken, and perhaps with the key: reading it reports the place.
    return new RegExp(`"${packageKey}"\\s*:\\s*\\{`).test(text);
  }
}
