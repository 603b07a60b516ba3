import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ciRecipe } from '../../config/init/ci-recipe.ts';
import { guessReceiver } from '../../config/init/receiver-guess.ts';
import { configTemplate, templateName } from '../../config/init/template.ts';
import { configNames, findConfig } from '../../config/open-configuration.ts';
import type { Setting } from '../../config/setting.ts';
import { UsageError } from '../../errors.ts';
import type { Paint } from '../../report/text/paint.ts';
import type { ExitCode } from '../exit-code.ts';
import { everySetting, settingsOf } from '../flags/declared.ts';
import { type Io, printed } from '../io/io.ts';

/** `init`: writes a configuration and a CI recipe. Existing files are left alone. */
export async function init(io: Io): Promise<ExitCode> {
  const folder = process.cwd();
  const receiver = guessReceiver(folder);
  const recipe = ciRecipe(folder, receiver);
  const paint = await io.paint();
  const own = ownConfig(folder);
  const configLine =
    own === undefined
      ? await put(folder, templateName, configTemplate(explainedSettings(), receiver), paint)
      : left(own, paint);
  const recipeLine = await put(folder, recipe.path, recipe.text, paint);
  const lines = [configLine, recipeLine];
  if (receiver !== undefined) {
    lines.push(
      '',
      `Detected the start command of your receiver: ${paint.strong(receiver.start)} (from ${receiver.from}).`,
    );
  }
  lines.push('', 'Next:');
  if (own === undefined) lines.push(`  check the address in ${templateName}`);
  if (recipe.todo !== undefined) lines.push(`  ${recipe.todo}`);
  lines.push(`  ${paint.strong('webhook-sim test')}`);
  await io.out.write(`${lines.join('\n')}\n`);
  return printed(io);
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

/** Settings of `test` first: they matter most in a configuration. */
function explainedSettings(): readonly Setting[] {
  const own = settingsOf('test');
  const keys = new Set(own.map(({ key }) => key));
  return [...own, ...everySetting().filter(({ key }) => !keys.has(key))];
}
