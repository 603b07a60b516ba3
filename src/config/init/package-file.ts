import { isObject } from '../../json.ts';

interface PackageFile {
  readonly scripts: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, unknown>>;
  readonly main: string | undefined;
}

/** What matters of a package.json, even of a broken one. */
export function parsePackage(text: string): PackageFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = {};
  }
  const { scripts, main, dependencies } = isObject(content) ? content : {};
  return {
    scripts: isObject(scripts) ? scripts : {},
    dependencies: isObject(dependencies) ? dependencies : {},
    main: typeof main === 'string' ? main : undefined,
  };
}
