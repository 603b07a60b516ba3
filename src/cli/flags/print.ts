import type { SourceValue } from '../../config/setting.ts';
import { type DeclaredFlag, flagsOf } from './declared.ts';
import type { Resolved } from './resolve.ts';
import type { FlagKey } from './table/index.ts';

/** The words of a command line that give a flag a value: `--bail 3`; none for a switch that is off. */
export function wordsOf({ long, short, kind, repeats }: DeclaredFlag, value: unknown): string[] {
  if (value === undefined || value === false) return [];
  if (kind === undefined) return [long];
  const name = short === 'H' ? `-${short}` : long;
  const values = repeats === undefined ? [value] : (value as readonly unknown[]);
  return values.flatMap((each) => [name, kind.print(each)]);
}

/**
 * The flags with which a command repeats a delivery (`send`) or a case (`test`) of the command that was given `flags`.
 * What the configuration or the environment holds is there the next time as well, and is left out where it may be
 * secret; what of it would make several deliveries of the one is overruled.
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
      // Where events have addresses of their own, one for all would take their place.
      const replaced = flags.addresses !== undefined && (key === 'to' || key === 'base');
      if (repro === undefined || replaced) return [];
      const source = settings?.given.get(key);
      const value = flags[key];
      return isSecret(source) ? [] : wordsOf(flag, repro === 'typed' ? typedPart(value, source) : value);
    }),
  ];
}

/** What of a value was typed: of a list, all but what the environment and the configuration put before it. */
function typedPart(value: unknown, source: SourceValue | undefined): unknown {
  if (source === undefined) return value;
  return Array.isArray(value) ? value.slice(source.texts.length) : undefined;
}

/** A value into which a configuration put `${NAME}`: masked, it would be wrong. */
const isSecret = (source: SourceValue | undefined): boolean =>
  source?.from === 'config' &&
  source.texts.some(({ text, literal }) => literal !== true && text.includes('${'));
