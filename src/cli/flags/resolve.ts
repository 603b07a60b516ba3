import { type AddressEntry, resolveAddress } from '../../config/addresses.ts';
import { prefix, readEnvironment, strayVariables, variableOf } from '../../config/environment.ts';
import { interpolate } from '../../config/interpolate.ts';
import { type OpenConfiguration, openConfiguration } from '../../config/open-configuration.ts';
import { mergeSources, type Relations } from '../../config/precedence.ts';
import { readSwitch, type SourceValue } from '../../config/setting.ts';
import { UsageError } from '../../errors.ts';
import { printable } from '../../report/text/escape.ts';
import type { CommandName } from '../commands.ts';
import { type DeclaredFlag, everySetting, flagsOf, longOf, programFlags, settingOf } from './declared.ts';
import type { Edit } from './kinds.ts';
import { readSource, withPlace } from './read-source.ts';
import type { FlagKey, ValuesOf } from './table/index.ts';

/** What was typed, by the keys of flags: values as their kinds read them, lists where a flag repeats. */
export type Typed = ReadonlyMap<string, unknown>;

/** Where the values of flags come from, unless they were typed. */
export interface ResolvedSettings {
  /** The configuration file, as a person in the working directory would write its path. */
  readonly file: string | undefined;
  /** The folder of the file, from which its paths are relative. */
  readonly folder: string | undefined;
  /** The flags that name the file, or say that there is none. */
  readonly configFlags: readonly string[];
  /** What the environment or the file says about each setting for which it wins, by key. */
  readonly given: ReadonlyMap<string, SourceValue>;
  /** What the file says about settings of other commands. */
  readonly unused: ReadonlyMap<string, SourceValue>;
  /** Keys that the file or the environment has a value for, whether it wins or not. */
  readonly ambient: ReadonlySet<string>;
}

/** What the environment and the configuration add to the values of the flags. */
export interface Resolved {
  readonly settings?: ResolvedSettings;
  /** Where the configuration sends which events; a --to or --base of a stronger source takes its place. */
  readonly addresses?: readonly AddressEntry[];
  /** Values that `${NAME}` put into the configuration: reports mask them. */
  readonly secrets?: readonly string[];
  /** The values of `--set` and `--unset`, in the order in which they were typed. */
  readonly edits?: readonly Edit[];
}

/** The flags of a command, resolved: what was typed, then the environment, then the configuration. */
export type FlagsOf<C extends CommandName> = ValuesOf<C> & Resolved;

/** The flags of a command, and what the user is told about where they come from. */
export interface Resolution<C extends CommandName> {
  readonly flags: FlagsOf<C>;
  /** Variables of the environment that mean nothing: perhaps the reason why something else is wrong. */
  readonly warnings: readonly string[];
  /** That a file decides something. */
  readonly notes: readonly string[];
  /** The error to throw in place of one: a mistake in a value that was not typed is reported with its place. */
  explain(error: unknown): Promise<unknown>;
}

/**
 * Completes the flags that were typed by the environment and the configuration.
 * @throws UsageError when flags exclude or lack each other, or a source is wrong, with its place
 */
export async function resolveFlags<C extends CommandName>(command: C, typed: Typed): Promise<Resolution<C>> {
  const declared = flagsOf(command);
  const relations = relationsOf(declared);
  refuseConflicts(declared, typed);
  // A command without flags of its own has nothing to configure: `init` must work beside a broken configuration.
  const configurable = declared.some(({ global }) => !global);
  const configuration = configurable
    ? await openConfiguration(chosenConfig(typed), process.cwd(), everySetting)
    : undefined;
  const { environment, given } = mergedSources(declared, typed, configuration, relations);
  const values = new Map(typed);
  const secrets: string[] = [];
  const explain = (error: unknown): Promise<unknown> => explainError(error, declared, given, secrets);
  try {
    for (const flag of declared) {
      const source = given.get(flag.key);
      if (source === undefined) continue;
      const read = readSource(flag, source, configuration?.folder ?? '');
      secrets.push(...read.secrets);
      // Headers add up; those that were typed come last, and so replace their namesakes.
      const before = flag.repeats === 'map' ? ((typed.get(flag.key) ?? []) as readonly unknown[]) : [];
      values.set(flag.key, flag.repeats === undefined ? read.values[0] : [...read.values, ...before]);
      if (flag.order !== undefined) {
        values.set(flag.order, [...((values.get(flag.order) ?? []) as readonly unknown[]), ...read.values]);
      }
    }
  } catch (error) {
    throw await explain(error);
  }
  refuseLonely(declared, typed, values);
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
  // `config` shows all of it anyway.
  const notes = command === 'config' ? [] : usedKeys(settings, addresses);
  return { flags, warnings: strays(declared), notes, explain };
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
      throw new UsageError(`${long} and ${longOf(other as FlagKey)} exclude each other: ${why}`);
    }
  }
}

function refuseLonely(declared: readonly DeclaredFlag[], typed: Typed, values: Typed): void {
  for (const { key, long, needs = {} } of declared) {
    for (const [other, why] of Object.entries(needs)) {
      if (!typed.has(key) || (values.get(other) ?? false) !== false) continue;
      throw new UsageError(`${long} goes with ${longOf(other as FlagKey)}: ${why}`);
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
  // What is a map adds up over all sources.
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
  return new UsageError(masker(secrets)(explained.message));
}

/** The entries of `addresses`, unless a stronger source says where everything goes. */
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

/** A file that decides something says so, by name. */
function usedKeys({ file, given }: ResolvedSettings, addresses: readonly AddressEntry[]): string[] {
  const keys = [...given].filter(([, { from }]) => from === 'config').map(([key]) => key);
  if (addresses.length > 0) keys.push('addresses');
  if (file === undefined || keys.length === 0) return [];
  return [printable(`using ${file}: ${keys.join(', ')}`)];
}

function strays(declared: readonly DeclaredFlag[]): string[] {
  const present = Object.keys(process.env).filter((name) => name.startsWith(prefix));
  const own = [...declared, ...programFlags()].map(({ long }) => variableOf(long));
  if (present.every((name) => own.includes(name))) return [];
  return strayVariables([...own, ...everySetting().map(({ variable }) => variable)], process.env);
}

/** What `--config`, `--no-config` and their variables say. */
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
