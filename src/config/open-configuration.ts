import { resolve } from 'node:path';
import type { Configuration } from './check-config.ts';
import { findConfig } from './discover.ts';
import type { Setting } from './setting.ts';

/** A configuration that was found and checked. */
export interface OpenConfiguration extends Configuration {
  /** Paths in it are meant from here. */
  readonly folder: string;
  /** Its path, as a person in the working directory would write it. */
  readonly file: string;
}

/**
 * Opens the configuration that holds in a folder.
 * @param chosen a file, in place of the one that would be found; `false` for none at all
 * @param settings those of every command; asked for only when there is a file
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
  // Most folders have none: what reads files is loaded only here.
  const { checkConfig, readConfig, shownPath } = await import('./read-config.ts');
  const content = await readConfig(path, workingDirectory);
  return {
    ...checkConfig(content, settings()),
    folder: resolve(path, '..'),
    file: shownPath(path, workingDirectory),
  };
}
