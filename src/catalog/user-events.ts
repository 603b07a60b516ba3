import { readdir, stat } from 'node:fs/promises';
import module from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type EventDefinition, isEvent } from '../define/event.ts';
import { isScenario, type Scenario } from '../define/scenario.ts';
import { CatalogError } from '../errors.ts';
import { fileProblem } from '../input-file.ts';
import { asIs, type LocalizedText } from '../language.ts';
import { placesOf } from '../module-places.ts';

const moduleEnding = /\.(?:js|mjs|ts|mts)$/;
const declaration = /\.d\.m?ts$/;

/**
 * Loads the user's own event files: a module, or all modules below a folder. Files whose names begin with `_` are
 * skipped: they are parts that others import.
 * @returns every event and scenario that the modules export, under whatever name
 * @throws CatalogError naming the file when one cannot be read, does not load, or exports neither
 */
export async function loadUserModules(
  path: string,
): Promise<{ readonly events: readonly EventDefinition[]; readonly scenarios: readonly Scenario[] }> {
  selfResolve();
  const files = await moduleFiles(resolve(path), path);
  const exported = new Set<unknown>();
  for (const file of files) for (const value of await exportsOf(file)) exported.add(value);
  const all = [...exported];
  return { events: all.filter(isEvent), scenarios: all.filter(isScenario) };
}

async function moduleFiles(path: string, asTyped: string): Promise<string[]> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const why = fileProblem(error);
    throw new CatalogError({
      zh: `--event-files ${asTyped}：${why}`,
      en: `--event-files ${asTyped}: ${why}`,
    });
  });
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && moduleEnding.test(entry.name) && !declaration.test(entry.name))
    .filter((entry) => !entry.name.startsWith('_') && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0)
    throw new CatalogError({
      zh: `--event-files ${asTyped}：这个目录里没有事件文件（.js、.mjs、.ts）`,
      en: `--event-files ${asTyped}: no event files (.js, .mjs, .ts) in this folder`,
    });
  return files;
}

async function exportsOf(file: string): Promise<(EventDefinition | Scenario)[]> {
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    const why = await loadProblem(error, file);
    const text = { zh: `${file} 无法加载：${why.zh}`, en: `${file} does not load: ${why.en}` };
    throw new CatalogError(text, { cause: error });
  }
  const values = Object.values(module);
  const known = [...values.filter(isEvent), ...values.filter(isScenario)];
  if (known.length === 0) {
    throw new CatalogError({
      zh: `${file} 没有导出事件：请写 \`export default defineEvent({ … })\``,
      en: `${file} exports no event: write \`export default defineEvent({ … })\``,
    });
  }
  return known;
}

/** What went wrong and where, on one line. */
async function loadProblem(error: unknown, file: string): Promise<LocalizedText> {
  if (!(error instanceof Error)) return asIs(String(error));
  if ('code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return {
      zh: '这个版本的 Node.js 不能运行 TypeScript；请先编译，或使用 Node.js 22.18 或更高版本',
      en: 'this Node.js does not run TypeScript; compile it, or use Node.js 22.18 or newer',
    };
  }
  const [message = ''] = error.message.split('\n');
  const [place] = await placesOf(error, file);
  return place === undefined ? asIs(message) : { zh: `${message}（${place}）`, en: `${message} (${place})` };
}

let registered = false;

/**
 * Lets event files anywhere import `webhook-sim/define`. Under npx the package is in npx's own cache, where a file in
 * the user's folder would not find it. An installed copy takes precedence.
 */
function selfResolve(): void {
  if (registered) return;
  registered = true;
  const { resolve } = module.createRequire(import.meta.url);
  const own = Object.fromEntries(
    ['webhook-sim', 'webhook-sim/define'].map((name) => [name, pathToFileURL(resolve(name)).href]),
  );
  // Hooks run on another thread, so their code is passed as text.
  const hooks = asIs(`const own = ${JSON.stringify(own)};
export async function resolve(specifier, context, next) {
  if (!Object.hasOwn(own, specifier)) return next(specifier, context);
  try { return await next(specifier, context); }
  catch { return { url: own[specifier], shortCircuit: true }; }
}`).en;
  module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
}
