import { type AddressEntry, resolveAddress } from '../../config/addresses.ts';
import { prefix, readEnvironment, unknownVariableWarnings, variableOf } from '../../config/environment.ts';
import { interpolate } from '../../config/interpolate.ts';
import { type OpenConfiguration, openConfiguration } from '../../config/open-configuration.ts';
import { mergeSources, type Relations } from '../../config/precedence.ts';
import { readSwitch, type SourceValue } from '../../config/setting.ts';
import { UsageError, warningLine } from '../../errors.ts';
import { asIs, type LanguageChoice, type LocalizedText, say, setLanguage } from '../../language.ts';
import { printable } from '../../report/text/escape.ts';
import type { CommandName } from '../commands.ts';
import { type DeclaredFlag, everySetting, flagsOf, longOf, programFlags, settingOf } from './declared.ts';
import type { Edit } from './kinds.ts';
import { readSource, withPlace } from './read-source.ts';
import type { FlagKey, ValuesOf } from './table/index.ts';

/** The typed values by key, as the flags' kinds read them; a repeating flag has a list. */
export type Typed = ReadonlyMap<string, unknown>;

/** The sources of values that were not typed. */
export interface ResolvedSettings {
  /** The path of the configuration file, relative to the working directory where that is shorter. */
  readonly file: string | undefined;
  /** The folder of the file; paths in the file are relative to it. */
  readonly folder: string | undefined;
  /** `--config FILE` or `--no-config`, if typed. */
  readonly configFlags: readonly string[];
  /** The settings whose value comes from the environment or the file, by key. */
  readonly given: ReadonlyMap<string, SourceValue>;
  /** The settings of the file that only other commands take. */
  readonly unused: ReadonlyMap<string, SourceValue>;
  /** Keys that the file or the environment sets, even if a typed value overrides them. */
  readonly ambient: ReadonlySet<string>;
}

/** What the resolved flags hold besides a value for each flag. */
export interface Resolved {
  readonly settings?: ResolvedSettings;
  /** The entries of `addresses`; none if --to or --base is typed or in the environment. */
  readonly addresses?: readonly AddressEntry[];
  /** Values that `${NAME}` put into the configuration; reports mask them. */
  readonly secrets?: readonly string[];
  /** The values of `--set` and `--unset`, in the order of the command line. */
  readonly edits?: readonly Edit[];
}

/** The flags of a command by precedence: typed, then environment, then configuration. */
export type FlagsOf<C extends CommandName> = ValuesOf<C> & Resolved;

/** The resolved flags of a command, and messages about their sources. */
export interface Resolution<C extends CommandName> {
  readonly flags: FlagsOf<C>;
  /** Unknown variables with our prefix. Printed first, as they may explain a later error. */
  readonly warnings: readonly string[];
  /** The keys that a configuration file sets. */
  readonly notes: readonly string[];
  /** Replaces the flag's name in an error by the source of its value, and masks secrets. */
  explain(error: unknown): Promise<unknown>;
}

/**
 * Adds settings of the environment and the configuration to the typed flags.
 * @throws UsageError if flags exclude or need each other, or a source is invalid; the message names the source
 */
export async function resolveFlags<C extends CommandName>(command: C, typed: Typed): Promise<Resolution<C>> {
  const declared = flagsOf(command);
  const relations = relationsOf(declared);
  refuseConflicts(declared, typed);
  // A command without flags reads no configuration: `init` must work even if the existing one is invalid.
  const configurable = declared.some(({ global }) => !global);
  const opened = configurable
    ? await openConfiguration(chosenConfig(typed), process.cwd(), everySetting)
    : undefined;
  const { configuration, ignored } = withoutDistrusted(declared, opened);
  const { environment, given } = mergedSources(declared, typed, configuration, relations);
  const values = new Map(typed);
  const secrets: string[] = [];
  const explain = (error: unknown): Promise<unknown> => explainError(error, declared, given, secrets);
  try {
    // The language first: what is wrong with the others is said in it.
    for (const flag of [...declared].sort((a, b) => Number(b.key === 'lang') - Number(a.key === 'lang'))) {
      const source = given.get(flag.key);
      if (source === undefined) continue;
      const read = readSource(flag, source, configuration?.folder ?? '');
      secrets.push(...read.secrets);
      // Headers of all sources add up. Typed ones come last and replace earlier ones of the same name.
      const before = flag.repeats === 'map' ? ((typed.get(flag.key) ?? []) as readonly unknown[]) : [];
      values.set(flag.key, flag.repeats === undefined ? read.values[0] : [...read.values, ...before]);
      if (flag.key === 'lang') setLanguage(read.values[0] as LanguageChoice);
      if (flag.order !== undefined) {
        values.set(flag.order, [...((values.get(flag.order) ?? []) as readonly unknown[]), ...read.values]);
      }
    }
  } catch (error) {
    throw await explain(error);
  }
  refuseMissing(declared, typed, values);
  const addresses = configuredAddresses(declared, values, given, configuration, secrets);
  const keys = new Set<string>(declared.map(({ key }) => key));
  const settings: ResolvedSettings = {
    file: configuration?.file,
    folder: configuration?.folder,
    configFlags: configFlags(typed),
    given,
    unused: new Map([...(configuration?.settings ?? [])].filter(([key]) => !keys.has(key))),
    ambient: new Set([...(configuration?.settings.keys() ?? []), ...environment.keys()]),
  };
  const flags = {
    ...Object.fromEntries(values),
    settings,
    ...(addresses.length > 0 && { addresses }),
    ...(secrets.length > 0 && { secrets }),
  } as FlagsOf<C>;
  // `config` prints the sources itself.
  const notes = sourceNotes(configuration, command === 'config' ? [] : usedKeys(settings, addresses));
  return {
    flags,
    warnings: [...unknownVariables(declared), ...ignored].map((text) => printable(warningLine(say(text)))),
    notes,
    explain,
  };
}

/** Leaves out what a configuration above the working directory may not set. */
function withoutDistrusted(
  declared: readonly DeclaredFlag[],
  configuration: OpenConfiguration | undefined,
): { configuration: OpenConfiguration | undefined; ignored: readonly LocalizedText[] } {
  const distrusted = declared.filter(
    ({ key, notFromAbove }) => notFromAbove !== undefined && configuration?.settings.has(key),
  );
  if (configuration?.isAbove !== true || distrusted.length === 0) return { configuration, ignored: [] };
  const settings = new Map(configuration.settings);
  const ignored = distrusted.map(({ key, long, notFromAbove }) => {
    const place = settings.get(key)?.place;
    settings.delete(key);
    return {
      zh: `${place}：${key} 已忽略：${notFromAbove?.zh}，而该文件不是你指定的；请在命令行写 ${long}，或用 --config 指定该文件`,
      en: `${place}: ${key} is ignored: ${notFromAbove?.en}, and nobody has named this file; type ${long}, or name the file with --config`,
    };
  });
  return { configuration: { ...configuration, settings }, ignored };
}

function relationsOf(declared: readonly DeclaredFlag[]): Relations {
  const pairs = (relation: 'conflicts' | 'needs'): (readonly [string, string])[] =>
    declared.flatMap((flag) => Object.keys(flag[relation] ?? {}).map((other) => [flag.key, other] as const));
  const orders = new Set(declared.flatMap(({ order }) => order ?? []));
  return {
    conflicts: pairs('conflicts'),
    needs: Object.fromEntries(pairs('needs')),
    together: [...orders].map((order) =>
      declared.filter((flag) => flag.order === order).map(({ key }) => key),
    ),
  };
}

function refuseConflicts(declared: readonly DeclaredFlag[], typed: Typed): void {
  for (const { key, long, conflicts = {} } of declared) {
    for (const [other, why] of Object.entries(conflicts)) {
      if (!typed.has(key) || !typed.has(other)) continue;
      const rival = longOf(other as FlagKey);
      throw new UsageError({
        zh: `${long} 与 ${rival} 不能同时使用：${why.zh}`,
        en: `${long} and ${rival} exclude each other: ${why.en}`,
      });
    }
  }
}

function refuseMissing(declared: readonly DeclaredFlag[], typed: Typed, values: Typed): void {
  for (const { key, long, needs = {} } of declared) {
    for (const [other, why] of Object.entries(needs)) {
      if (!typed.has(key) || (values.get(other) ?? false) !== false) continue;
      const needed = longOf(other as FlagKey);
      throw new UsageError({
        zh: `${long} 须与 ${needed} 一起使用：${why.zh}`,
        en: `${long} goes with ${needed}: ${why.en}`,
      });
    }
  }
}

function mergedSources(
  declared: readonly DeclaredFlag[],
  typed: Typed,
  configuration: OpenConfiguration | undefined,
  relations: Relations,
): { environment: ReadonlyMap<string, SourceValue>; given: ReadonlyMap<string, SourceValue> } {
  const settings = declared.flatMap((flag) => settingOf(flag) ?? []);
  const environment = new Map(readEnvironment(settings, process.env));
  const config = configuration?.settings ?? new Map<string, SourceValue>();
  const maps = new Set(settings.filter(({ form }) => form === 'map').map(({ key }) => key));
  // Maps (headers) of all sources add up.
  for (const key of maps) {
    const [inFile, inEnvironment] = [config.get(key), environment.get(key)];
    if (inFile === undefined || inEnvironment === undefined) continue;
    environment.set(key, { ...inEnvironment, texts: [...inFile.texts, ...inEnvironment.texts] });
  }
  const flags = new Set([...typed.keys()].filter((key) => !maps.has(key)));
  return { environment, given: mergeSources(settings, { flags, environment, config }, relations) };
}

async function explainError(
  error: unknown,
  declared: readonly DeclaredFlag[],
  given: ReadonlyMap<string, SourceValue>,
  secrets: readonly string[],
): Promise<unknown> {
  let explained = error;
  for (const flag of declared) {
    const source = given.get(flag.key);
    if (source !== undefined) explained = withPlace(explained, flag, source) ?? explained;
  }
  if (secrets.length === 0 || !(explained instanceof UsageError)) return explained;
  const { masker } = await import('../../delivery/mask.ts');
  return new UsageError(asIs(masker(secrets)(explained.message)));
}

/** The entries of `addresses`, unless --to or --base is typed or in the environment. */
function configuredAddresses(
  declared: readonly DeclaredFlag[],
  values: Typed,
  given: ReadonlyMap<string, SourceValue>,
  configuration: OpenConfiguration | undefined,
  secrets: string[],
): readonly AddressEntry[] {
  const to = declared.find(({ key }) => key === 'to');
  if (to === undefined || Object.keys(to.needs ?? {}).some((other) => (values.get(other) ?? false) === false))
    return [];
  const elsewhere = ['to', 'base'].some((key) => values.has(key) && given.get(key)?.from !== 'config');
  if (elsewhere) return [];
  return (configuration?.addresses ?? []).map((written) => {
    const resolved = resolveAddress(written, (text, isAddress) => interpolate(text, process.env, isAddress));
    secrets.push(...resolved.secrets);
    return resolved.entry;
  });
}

/** What came of the configuration file: the keys that it sets, and that it was run. */
function sourceNotes(configuration: OpenConfiguration | undefined, keys: readonly string[]): string[] {
  if (configuration === undefined || (keys.length === 0 && !configuration.isModule)) return [];
  const { file, isModule } = configuration;
  const none = keys.length === 0;
  const note = say({
    zh: `${isModule ? '已运行' : '使用'} ${file}${none ? '' : `：${keys.join('、')}`}`,
    en: `${isModule ? 'ran' : 'using'} ${file}${none ? '' : `: ${keys.join(', ')}`}`,
  });
  return [printable(note)];
}

function usedKeys({ given }: ResolvedSettings, addresses: readonly AddressEntry[]): string[] {
  const keys = [...given].filter(([, { from }]) => from === 'config').map(([key]) => key);
  if (addresses.length > 0) keys.push('addresses');
  return keys;
}

function unknownVariables(declared: readonly DeclaredFlag[]): readonly LocalizedText[] {
  const present = Object.keys(process.env).filter((name) => name.startsWith(prefix));
  const own = [...declared, ...programFlags()].map(({ long }) => variableOf(long));
  if (present.every((name) => own.includes(name))) return [];
  return unknownVariableWarnings([...own, ...everySetting().map(({ variable }) => variable)], process.env);
}

/** The file of `--config`, false for `--no-config`, or undefined; their variables count if neither is typed. */
function chosenConfig(typed: Typed): string | false | undefined {
  if (typed.has('noConfig')) return false;
  const file = typed.get('config');
  if (typeof file === 'string') return file;
  if (readSwitch(process.env[variableOf('--no-config')] ?? '') === true) return false;
  return process.env[variableOf('--config')] || undefined;
}

function configFlags(typed: Typed): string[] {
  if (typed.has('noConfig')) return ['--no-config'];
  const file = typed.get('config');
  return typeof file === 'string' ? ['--config', file] : [];
}
