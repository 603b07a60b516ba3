import { existsSync, readFileSync, statSync } from 'node:fs';
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
  /** It is a module: reading it has run it. */
  readonly isModule: boolean;
  /** It was found in a folder above the working directory: nobody has named it. */
  readonly isAbove: boolean;
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
  const folder = dirname(path);
  const isAbove = chosen === undefined && folder !== resolve(workingDirectory);
  if (chosen === undefined) refuseOfOthers(path, isAbove);
  // Most folders have none: the readers are loaded only here.
  const { checkConfig, isModuleName, readConfig, shownPath } = await import('./read-config.ts');
  const content = await readConfig(path, workingDirectory);
  return {
    ...checkConfig(content, settings()),
    folder,
    file: shownPath(path, workingDirectory),
    isModule: isModuleName(path),
    isAbove,
  };
}

/**
 * A file that nobody has named may be somebody else's, in a folder that everybody can write to. It has to belong to the
 * user or to root; in the working directory, to the owner of that folder as well, as in a folder mounted into a
 * container.
 * @throws UsageError for a file of somebody else
 */
function refuseOfOthers(path: string, isAbove: boolean): void {
  const user = process.geteuid?.();
  const owner = statSync(path, { throwIfNoEntry: false })?.uid;
  if (user === undefined || owner === undefined || owner === 0 || owner === user) return;
  if (!isAbove && owner === statSync(dirname(path)).uid) return;
  throw new UsageError({
    zh: `${path} 属于其他用户，只有用 --config 指定才会读取；不需要配置请用 --no-config`,
    en: `${path} belongs to another user, and is not read unless you name it with --config; --no-config goes without`,
  });
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
    throw new UsageError({
      zh: `${folder} 有两个配置文件 ${name} 和 ${other}：请只保留一个，或用 --config 指定`,
      en: `${folder} has two configurations, ${name} and ${other}: keep one, or name one with --config`,
    });
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
