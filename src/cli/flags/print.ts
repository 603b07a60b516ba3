import type { SourceValue } from '../../config/setting.ts';
import { type DeclaredFlag, flagsOf } from './declared.ts';
import type { Resolved } from './resolve.ts';
import type { FlagKey } from './table/index.ts';

/** A flag and its value as command-line words: `--bail 3`; none for a switch that is off. */
export function wordsOf({ long, short, kind, repeats }: DeclaredFlag, value: unknown): string[] {
  if (value === undefined || value === false) return [];
  if (kind === undefined) return [long];
  const name = short === 'H' ? `-${short}` : long;
  const values = repeats === undefined ? [value] : (value as readonly unknown[]);
  return values.flatMap((each) => [name, kind.print(each)]);
}

/**
 * The flags of a command that repeats one delivery (`send`) or one case (`test`) of a run with `flags`. Settings of
 * the configuration or environment apply to the repeated command anyway: those that may be secret are left out, and
 * those that would send more than the one delivery (`neutral`) are overridden.
 */
export function reproWords(
  command: 'send' | 'test',
  flags: Resolved & { readonly [K in FlagKey]?: unknown },
): string[] {
  const { settings } = flags;
  return [
    ...(settings?.configFlags ?? []),
    ...flagsOf(command).flatMap((flag) => {
      const { key, repro, neutral } = flag;
      if (neutral !== undefined && settings?.ambient.has(key) === true) return [flag.long, neutral];
      // --to and --base override `addresses`, so they must not be passed if entries of `addresses` apply.
      const replaced = flags.addresses !== undefined && (key === 'to' || key === 'base');
      if (repro === undefined || replaced) return [];
      const source = settings?.given.get(key);
      const value = flags[key];
      return isSecret(source) ? [] : wordsOf(flag, repro === 'typed' ? typedPart(value, source) : value);
    }),
  ];
}

/** The typed part of a value: a list starts with the values of the environment and the configuration. */
function typedPart(value: unknown, source: SourceValue | undefined): unknown {
  if (source === undefined) return value;
  return Array.isArray(value) ? value.slice(source.texts.length) : undefined;
}

/** A value with `${NAME}` in a configuration. Reports mask it, so the printed command would pass the mask. */
const isSecret = (source: SourceValue | undefined): boolean =>
  source?.from === 'config' &&
  source.texts.some(({ text, literal }) => literal !== true && text.includes('${'));
