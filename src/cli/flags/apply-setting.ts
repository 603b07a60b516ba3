import { relative, resolve } from 'node:path';
import type { Command, Option } from 'commander';
import { interpolate } from '../../config/interpolate.ts';
import { readSwitch, type Setting, type SourceValue } from '../../config/setting.ts';
import { UsageError } from '../../errors.ts';

/** A flag of a command, and the setting that it is. */
export interface Bound {
  readonly command: Command;
  readonly option: Option;
  readonly setting: Setting;
}

/**
 * Gives an option the value that a source has for it, read as the flag would read it.
 * @param folder paths in a configuration are meant from here
 * @returns what `${NAME}` put in
 * @throws UsageError naming the source
 */
export function applySetting(bound: Bound, given: SourceValue, folder: string): string[] {
  const { command, option, setting } = bound;
  const secrets: string[] = [];
  const attribute = option.attributeName();
  let value: unknown;
  for (const placed of given.texts) {
    let { text } = placed;
    if (placed.literal !== true) {
      const put = interpolate(placed, process.env, setting.content === 'address');
      if (isOpen(setting)) secrets.push(...put.secrets);
      text = readPath(put.text, setting, folder);
    }
    try {
      value = setting.form === 'switch' ? switchValue(text, option) : readText(text, value, option);
    } catch (error) {
      throw withPlace(error, bound, { ...given, place: placed.place }) ?? error;
    }
  }
  // Headers add up: those that were typed stand last, and so replace their namesakes.
  if (setting.form === 'headers') {
    value = [...(value as string[]), ...((command.getOptionValue(attribute) as string[] | undefined) ?? [])];
  }
  command.setOptionValueWithSource(attribute, value, given.from === 'environment' ? 'env' : 'config');
  return secrets;
}

/** Whether the setting can hold anything; what is one of a few words or a number hides nothing. */
function isOpen({ form, content, choices }: Setting): boolean {
  return form !== 'switch' && choices === undefined && content !== 'number' && content !== 'duration';
}

function readText(text: string, before: unknown, { parseArg }: Option): unknown {
  return parseArg === undefined ? text : parseArg(text, before);
}

function switchValue(text: string, { long }: Option): boolean {
  const value = readSwitch(text);
  if (value === undefined) {
    throw new UsageError(`${long} '${text}': write 1, true or yes, or 0, false or no`);
  }
  return value;
}

function readPath(text: string, { content }: Setting, folder: string): string {
  if (content === 'file') return fromHere(text, folder);
  const [name = '', file] = content === 'named file' ? text.split(/=(.*)/s) : [];
  return file === undefined ? text : `${name}=${fromHere(file, folder)}`;
}

/** A path in a file of another folder, as it is from the working directory. */
function fromHere(path: string, folder: string): string {
  const here = process.cwd();
  return path === '-' || folder === here ? path : relative(here, resolve(folder, path)) || '.';
}

/** A mistake in a flag that was not typed, under the name of its source; `undefined` when it is about something else. */
export function withPlace(
  error: unknown,
  { option, setting }: Bound,
  given: SourceValue,
): UsageError | undefined {
  if (!(error instanceof UsageError)) return undefined;
  const flag = [option.long, option.short].find(
    (name) =>
      name != null && error.message.startsWith(name) && !/^[\w-]/.test(error.message.slice(name.length)),
  );
  if (flag == null) return undefined;
  const name = given.from === 'environment' ? given.place : `${given.place}: ${setting.key}`;
  return new UsageError(name + error.message.slice(flag.length));
}
