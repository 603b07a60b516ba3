import type { Option } from 'commander';
import { variableOf } from '../../config/environment.ts';
import type { Setting } from '../../config/setting.ts';

/** Flags that are no settings: they are about the program, or say where the settings are. */
const withoutKey = new Set(['help', 'version', 'config']);

/** The setting that a flag is, by its declaration; there is no second list of them. */
export function settingOf(option: Option): Setting | undefined {
  const attribute = option.attributeName();
  if (option.long == null || withoutKey.has(attribute)) return undefined;
  const content = contentOf(option);
  const choices = choicesOf(option);
  return {
    // A map of names to values has a name of its own.
    key: attribute === 'header' ? 'headers' : attribute,
    flag: option.long,
    variable: variableOf(option.long),
    about: option.description,
    group: option.helpGroupHeading?.replace(/:$/, '') ?? 'Output',
    form: formOf(option, attribute),
    ...(content && { content }),
    ...(choices && { choices }),
    negated: option.negate,
  };
}

function formOf(option: Option, attribute: string): Setting['form'] {
  if (attribute === 'header') return 'headers';
  if (!option.required && !option.optional) return 'switch';
  // `<groups>`: a plural is several.
  const several = /\(repeatable\b/.test(option.description) || /<\w+s>$/.test(option.flags);
  return several ? 'list' : 'text';
}

const contents: Readonly<Record<string, NonNullable<Setting['content']>>> = {
  number: 'number',
  duration: 'duration',
  file: 'file',
  path: 'file',
  folder: 'file',
  url: 'address',
};

function contentOf({ flags }: Option): Setting['content'] {
  if (flags.endsWith('[=file]>')) return 'named file';
  const [, word = ''] = /<(\w+)>$/.exec(flags) ?? [];
  return Object.hasOwn(contents, word) ? contents[word] : undefined;
}

function choicesOf({ parseArg }: Option): readonly string[] | undefined {
  return (parseArg as { readonly choices?: readonly string[] } | undefined)?.choices;
}
