import { variableOf } from '../../config/environment.ts';
import type { Setting } from '../../config/setting.ts';
import { compose, type LocalizedText } from '../../language.ts';
import type { CommandName } from '../commands.ts';
import { type Flag, type Heading, headings } from './flag.ts';
import { type FlagKey, flags } from './table/index.ts';

/** A flag as one command takes it, with the variations of that command applied. */
export interface DeclaredFlag extends Omit<Flag, 'per' | 'long' | 'commands'> {
  readonly key: FlagKey;
  /** `--max-cases` */
  readonly long: string;
  /** Every command takes it. */
  readonly global: boolean;
}

const entries = Object.entries(flags) as readonly (readonly [FlagKey, Flag])[];

/** `config` takes the flags of `test`, because it shows the settings of `test`. */
const sameFlags: Readonly<Partial<Record<CommandName, CommandName>>> = { config: 'test' };

/** The flags of a command, by heading and then in the order of the table; the program's flags come last. */
export function flagsOf(command: CommandName): readonly DeclaredFlag[] {
  const own = entries.flatMap(([key, flag]) => {
    const like = flag.commands.includes(command) ? command : sameFlags[command];
    return like !== undefined && flag.commands.includes(like) ? [declared(key, flag, like)] : [];
  });
  return [...own.sort(byHeading), ...programFlags()];
}

/** Entries of a record are in the order in which they are written. */
const placeOf = (heading: Heading): number => Object.keys(headings).indexOf(heading);

const byHeading = (a: DeclaredFlag, b: DeclaredFlag): number => placeOf(a.group) - placeOf(b.group);

/** The flags of the program: every command takes them. */
export const programFlags = (): readonly DeclaredFlag[] =>
  entries.flatMap(([key, flag]) => (flag.commands.includes('program') ? [declared(key, flag)] : []));

function declared(key: FlagKey, flag: Flag, command?: CommandName): DeclaredFlag {
  const { per, long = kebab(key), commands, ...rest } = flag;
  return {
    ...rest,
    ...(command && per?.[command]),
    key,
    long: `--${long}`,
    global: commands.includes('program'),
  };
}

/** `max-cases` for `maxCases` */
const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The long form of a flag, for messages. */
export const longOf = (key: FlagKey): string => `--${flags[key].long ?? kebab(key)}`;

/** The default as it would be typed; `undefined` if there is none. */
export function printedDefault({ kind, default: value }: Pick<Flag, 'kind' | 'default'>): string | undefined {
  if (kind === undefined || value === undefined) return undefined;
  return [value]
    .flat()
    .map((one) => kind.print(one))
    .join(', ');
}

/** A flag's help text: what it does, the words that it accepts, whether it repeats, its default. */
export function helpOf(flag: DeclaredFlag): LocalizedText {
  const { help, kind, repeats } = flag;
  const standard = printedDefault(flag);
  const notes: readonly LocalizedText[] = [
    ...(repeats === undefined ? [] : [{ zh: '可重复', en: 'repeatable' }]),
    ...(standard === undefined ? [] : [{ zh: `默认：${standard}`, en: `default: ${standard}` }]),
  ];
  const words = kind?.words !== undefined && kind.words.length > 1 ? kind.words : [];
  const choices = { zh: `：${words.join('、')}`, en: `: ${words.join(', ')}` };
  const said = {
    zh: `（${notes.map(({ zh }) => zh).join('；')}）`,
    en: ` (${notes.map(({ en }) => en).join('; ')})`,
  };
  return compose(
    (the) => `${the(help)}${words.length === 0 ? '' : the(choices)}${notes.length === 0 ? '' : the(said)}`,
  );
}

/** The flag in a configuration and in the environment; `undefined` for one of the command line only. */
export function settingOf(flag: DeclaredFlag): Setting | undefined {
  const { key, long, kind, repeats, group, onlyTyped, example, negated = false } = flag;
  if (onlyTyped === true) return undefined;
  return {
    key,
    flag: long,
    variable: variableOf(long),
    help: helpOf(flag),
    group: headings[group],
    form: kind === undefined ? 'switch' : repeats === 'map' ? 'map' : repeats ? 'list' : 'value',
    kind,
    ...(example !== undefined && { example }),
    default: printedDefault(flag),
    negated,
  };
}

export const settingsOf = (command: CommandName): readonly Setting[] =>
  flagsOf(command).flatMap((flag) => settingOf(flag) ?? []);

/** The settings of every command: the keys of a configuration. */
export function everySetting(): readonly Setting[] {
  return entries.flatMap(([key, flag]) => settingOf(declared(key, flag)) ?? []);
}

/** The settings of every command as `init` explains them, those of `test` first: they matter most in a configuration. */
export function explainedSettings(): readonly Setting[] {
  const own = settingsOf('test');
  const keys = new Set(own.map(({ key }) => key));
  return [...own, ...everySetting().filter(({ key }) => !keys.has(key))];
}
