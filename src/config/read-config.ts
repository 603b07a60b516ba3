import { basename, extname, relative } from 'node:path';
import { didYouMean } from '../catalog/nearest.ts';
import { UsageError } from '../errors.ts';
import { readInputFile } from '../input-file.ts';
import type { ConfigNode } from './config-node.ts';
import { packageKey } from './setting.ts';

export { checkConfig } from './check-config.ts';

/**
 * Reads a configuration file of any format.
 * @param path absolute; error messages show it relative to `folder`
 * @throws UsageError with file, line and column if it is missing, unreadable or invalid
 */
export async function readConfig(path: string, folder: string): Promise<ConfigNode> {
  const shown = shownPath(path, folder);
  const format = extname(path);
  if (isModuleName(path)) {
    return (await import('./module-file.ts')).readModule(path, shown);
  }
  if (format !== '.json' && format !== '.yaml' && format !== '.yml') {
    const formats = ['.js', '.mjs', '.json', '.yaml', '.yml'];
    throw new UsageError({
      zh: `${shown}：配置文件名须以 ${formats.join('、')} 结尾${didYouMean(format, formats)}`,
      en: `${shown}: the name of a configuration must end in ${formats.join(', ')}${didYouMean(format, formats)}`,
    });
  }
  const text = (await readInputFile(path, shown)).toString();
  const { readData } = await import('./data-file.ts');
  const content = readData(text, shown, format === '.json');
  if (basename(path) !== 'package.json') return content;
  const own = content.kind === 'map' ? content.entries.find(({ key }) => key === packageKey) : undefined;
  if (own === undefined)
    throw new UsageError({
      zh: `${shown}：文件中没有键 "${packageKey}"`,
      en: `${shown}: there is no key "${packageKey}" in this file`,
    });
  return own.value;
}

/** Whether a configuration is a module, which is run to be read. */
export const isModuleName = (path: string): boolean => ['.js', '.mjs'].includes(extname(path));

/** A path relative to `folder`, if that is shorter. */
export function shownPath(path: string, folder: string): string {
  const near = relative(folder, path);
  return near === '' || near.length > path.length ? path : near;
}
