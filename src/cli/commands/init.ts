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
import type { Paint } from '../../report/text/paint.ts';
import type { ExitCode } from '../exit-code.ts';
import { explainedSettings } from '../flags/declared.ts';
import { type Io, printed } from '../io/io.ts';

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
  if (guesses.length > 0) lines.push('', 'Guessed from your files, and not tried:', ...guesses);
  lines.push('', 'Next:');
  if (own === undefined) lines.push(`  check the address in ${templateName}`);
  lines.push(...recipe.todo.map((todo) => `  ${todo}`), `  ${paint.strong('webhook-sim test')}`);
  await io.out.write(`${lines.join('\n')}\n`);
  return printed(io);
}

function guessLines(
  receiver: ReceiverGuess | undefined,
  address: AddressGuess | undefined,
  paint: Paint,
): string[] {
  const lines: (readonly [string, string, string])[] = [];
  if (receiver !== undefined) lines.push(['start', receiver.start, receiver.from]);
  if (address !== undefined) {
    const { key, path, from, events } = address;
    lines.push([key, path || '/', `a POST route in ${from.join(', ')}`]);
    if (events.length > 0) lines.push(['events', events.join(', '), 'those with a route']);
  }
  return lines.map(([what, value, from]) => `  ${what.padEnd(6)}  ${paint.strong(value)} (${from})`);
}

/** The configuration that the folder has already, in any format: a second one would be an error. */
function ownConfig(folder: string): string | undefined {
  try {
    const found = findConfig(folder);
    return found !== undefined && dirname(found) === folder ? found.slice(folder.length + 1) : undefined;
  } catch (error) {
    if (error instanceof UsageError) return configNames.join(' or ');
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
    throw new UsageError(`${name} cannot be written: ${message}`);
  }
  return `${paint.good('written')}  ${name}`;
}

const left = (name: string, paint: Paint): string =>
  `${paint.faint('kept')}     ${name}, which already exists`;
