import { relative, resolve } from 'node:path';
import { interpolate } from '../../config/interpolate.ts';
import { readSwitch, type SourceValue } from '../../config/setting.ts';
import { UsageError } from '../../errors.ts';
import { asIs, say } from '../../language.ts';
import { plainWidth } from '../../typed-text.ts';
import { withoutQuotes } from '../typed/quotes.ts';
import type { DeclaredFlag } from './declared.ts';
import type { FlagKind } from './flag.ts';
import { completeReport, isInlineBody } from './kinds.ts';

/** The values that a source gives a flag, and the secrets that `${NAME}` put into them. */
export interface ReadSource {
  readonly values: readonly unknown[];
  readonly secrets: readonly string[];
}

/**
 * Reads the values that the environment or a configuration gives a flag, as typed values are read.
 * @param folder the folder of the configuration; its paths are relative to it
 * @throws UsageError that names the source
 */
export function readSource(flag: DeclaredFlag, source: SourceValue, folder: string): ReadSource {
  const { kind, long } = flag;
  const secrets: string[] = [];
  const values = source.texts.flatMap((placed) => {
    let { text } = placed;
    if (placed.literal !== true) {
      const interpolated = interpolate(placed, process.env, kind?.content === 'address');
      if (kind !== undefined && kind.content !== 'plain') secrets.push(...interpolated.secrets);
      text = kind === undefined ? interpolated.text : relocated(interpolated.text, kind, folder);
    }
    try {
      return kind === undefined ? [switchValue(text, long)] : readTexts(text, flag);
    } catch (error) {
      throw withPlace(error, flag, { ...source, place: placed.place }) ?? error;
    }
  });
  return { values, secrets };
}

/** The values in one text: several if the flag accepts a list separated by commas. */
export function readTexts(text: string, { kind, long, repeats }: DeclaredFlag): unknown[] {
  const bare = kind?.verbatim === true ? text : withoutQuotes(text);
  const meant = kind !== undefined && isNotation(kind) ? plainWidth(bare) : bare;
  const texts = repeats === 'split' ? meant.split(/[,，、]/).map((part) => part.trim()) : [meant];
  return texts.map((each) => kind?.read(each, long));
}

/** Whether values are numbers, durations or words of ours, in which a full-width character can only mean the plain one. */
const isNotation = ({ content, words, placeholder }: FlagKind): boolean =>
  content === 'plain' || words !== undefined || /^(?:rate|rate:duration|share|part)$/.test(placeholder);

function switchValue(text: string, long: string): boolean {
  const value = readSwitch(text);
  if (value === undefined) {
    throw new UsageError({
      zh: `${long} '${text}'：请写 1、true、yes，或 0、false、no`,
      en: `${long} '${text}': write 1, true or yes, or 0, false or no`,
    });
  }
  return value;
}

function relocated(text: string, { content }: FlagKind, folder: string): string {
  if (content === 'path') return fromHere(text, folder);
  const [name = '', file] = content === 'report' ? completeReport(text).split(/=(.*)/s) : [];
  return file === undefined ? text : `${name}=${fromHere(file, folder)}`;
}

/** Turns a path relative to `folder` into one relative to the working directory. */
function fromHere(path: string, folder: string): string {
  const here = process.cwd();
  return path === '-' || isInlineBody(path) || folder === here
    ? path
    : relative(here, resolve(folder, path)) || '.';
}

/** An error about a flag, with the flag's name replaced by its source; `undefined` if it is about something else. */
export function withPlace(error: unknown, flag: DeclaredFlag, source: SourceValue): UsageError | undefined {
  if (!(error instanceof UsageError)) return undefined;
  const { long, short, key } = flag;
  const name = [long, ...(short === undefined ? [] : [`-${short}`])].find(
    (typed) => error.message.startsWith(typed) && !/^[\w-]/.test(error.message.slice(typed.length)),
  );
  if (name === undefined) return undefined;
  const { place } = source;
  const shown =
    source.from === 'environment' ? place : say({ zh: `${place}：${key}`, en: `${place}: ${key}` });
  return new UsageError(asIs(shown + error.message.slice(name.length)));
}
