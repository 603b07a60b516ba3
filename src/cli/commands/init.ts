import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { builtinCatalog } from '../../catalog/builtin.ts';
import { type AddressGuess, guessAddress } from '../../config/init/address-guess.ts';
import { ciRecipe } from '../../config/init/ci-recipe.ts';
import { openProject } from '../../config/init/project.ts';
import { guessReceiver, type ReceiverGuess } from '../../config/init/receiver-guess.ts';
import { findRoutes } from '../../config/init/routes.ts';
import { configTemplate, templateName } from '../../config/init/template.ts';
import { configNames, findConfig } from '../../config/open-configuration.ts';
import { UsageError } from '../../errors.ts';
import { type LocalizedText, say } from '../../language.ts';
import { columnsOf, padColumns } from '../../report/text/columns.ts';
import type { Paint } from '../../report/text/paint.ts';
import type { ExitCode } from '../exit-code.ts';
import { explainedSettings } from '../flags/declared.ts';
import { type Io, printed } from '../io/io.ts';

const words = {
  guessed: { zh: '根据项目文件推测，尚未验证：', en: 'Guessed from your files, and not tried:' },
  next: { zh: '接下来：', en: 'Next:' },
  check: { zh: `核对 ${templateName} 中的地址`, en: `check the address in ${templateName}` },
  start: { zh: '启动', en: 'start' },
  routed: { zh: '有对应路由的事件', en: 'those with a route' },
  written: { zh: '已写入', en: 'written' },
  kept: { zh: '已保留', en: 'kept' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** `init`: writes a configuration and a CI recipe. Existing files are left alone. */
export async function init(io: Io): Promise<ExitCode> {
  const folder = process.cwd();
  const project = openProject(folder);
  const receiver = guessReceiver(project);
  const address = guessAddress(findRoutes(project), builtinCatalog.entries);
  const recipe = ciRecipe(project, receiver);
  const paint = await io.paint();
  const own = ownConfig(folder);
  const template = configTemplate(explainedSettings(), { receiver, address });
  const configLine = own === undefined ? await put(folder, templateName, template, paint) : left(own, paint);
  const recipeLine = await put(folder, recipe.path, recipe.text, paint);
  const lines = [configLine, recipeLine];
  const guesses = guessLines(receiver, address, paint);
  if (guesses.length > 0) lines.push('', say(words.guessed), ...guesses);
  lines.push('', say(words.next));
  if (own === undefined) lines.push(`  ${say(words.check)}`);
  lines.push(...recipe.todo.map((todo) => `  ${todo}`), `  ${paint.strong('webhook-sim test')}`);
  await io.out.write(`${lines.join('\n')}\n`, 'text');
  return printed(io);
}

function guessLines(
  receiver: ReceiverGuess | undefined,
  address: AddressGuess | undefined,
  paint: Paint,
): string[] {
  const lines: (readonly [what: string, value: string, from: string])[] = [];
  if (receiver !== undefined) lines.push([say(words.start), receiver.start, receiver.from]);
  if (address !== undefined) {
    const { key, path, from, events } = address;
    const route = { zh: `${from.join('、')} 中的 POST 路由`, en: `a POST route in ${from.join(', ')}` };
    lines.push([key, path || '/', say(route)]);
    if (events.length > 0) lines.push(['events', events.join(', '), say(words.routed)]);
  }
  const width = Math.max(6, ...lines.map(([what]) => columnsOf(what)));
  return lines.map(([what, value, from]) => {
    const shown = paint.strong(value);
    return `  ${padColumns(what, width)}  ${say({ zh: `${shown}（${from}）`, en: `${shown} (${from})` })}`;
  });
}

/** The configuration that the folder has already, in any format: a second one would be an error. */
function ownConfig(folder: string): string | undefined {
  try {
    const found = findConfig(folder);
    return found !== undefined && dirname(found) === folder ? found.slice(folder.length + 1) : undefined;
  } catch (error) {
    if (error instanceof UsageError)
      return say({ zh: configNames.join(' 或 '), en: configNames.join(' or ') });
    throw error;
  }
}

async function put(folder: string, name: string, text: string, paint: Paint): Promise<string> {
  const path = join(folder, name);
  try {
    await mkdir(dirname(path), { recursive: true });
    // Never overwrites a file, even one created since the check.
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return left(name, paint);
    throw new UsageError({ zh: `无法写入 ${name}：${message}`, en: `${name} cannot be written: ${message}` });
  }
  return `${paint.good(say(words.written))}  ${name}`;
}

function left(name: string, paint: Paint): string {
  const kept = padColumns(say(words.kept), columnsOf(say(words.written)));
  const why = { zh: `${name}（已存在）`, en: `${name}, which already exists` };
  return `${paint.faint(kept)}  ${say(why)}`;
}
