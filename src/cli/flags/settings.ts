import type { Command, Option } from 'commander';
import { type AddressEntry, resolveAddress } from '../../config/addresses.ts';
import { prefix, readEnvironment, strayVariables, variableOf } from '../../config/environment.ts';
import { interpolate } from '../../config/interpolate.ts';
import { type OpenConfiguration, openConfiguration } from '../../config/open-configuration.ts';
import { type Relations, settleSources } from '../../config/precedence.ts';
import { readSwitch, type Setting, type SourceValue } from '../../config/setting.ts';
import { UsageError } from '../../errors.ts';
import { printable } from '../../report/text/escape.ts';
import { applySetting, type Bound, withPlace } from './apply-setting.ts';
import { settingOf } from './setting-of.ts';

/** What came from elsewhere than the command line. */
export interface ResolvedSettings {
  /** The configuration file, as a person here would write its path. */
  readonly file: string | undefined;
  /** What was given for each setting that holds, by its key. */
  readonly given: ReadonlyMap<string, SourceValue>;
  /** Where the file is: what it says of paths is meant from there. */
  readonly folder: string | undefined;
  /** The flags that said which file, or that there is none. */
  readonly chosen: readonly string[];
  /** What the file says and the command has no flag for. */
  readonly idle: ReadonlyMap<string, SourceValue>;
  /** Keys that the file has a value for, whether that holds or something stronger does. */
  readonly inFile: ReadonlySet<string>;
}

/** What the environment and the configuration add to the flags of a command. */
export interface SettledFlags {
  readonly settled?: ResolvedSettings;
  /** Where the configuration sends which events; a --to or --base of a stronger source takes its place. */
  readonly addresses?: readonly AddressEntry[];
  /** Values that `${NAME}` put into the configuration: reports mask them. */
  readonly secrets?: readonly string[];
}

/** What is left to do when the flags of a command are settled. */
export interface Settlement {
  /** What in the environment means nothing: it may be why something else is wrong. */
  readonly warnings: readonly string[];
  /** That a file decides something. */
  readonly notes: readonly string[];
  /** The error to throw in place of one: a mistake in a flag that was not typed is told with its place. */
  explain(error: unknown): Promise<unknown>;
}

/** How settings depend on each other beyond what is declared to commander. */
const exclusive = [
  ['to', 'base'],
  ['body', 'variant'],
  ['body', 'coverage'],
  // The shapes that a load can have.
  ['stages', 'rate'],
  ['stages', 'burst'],
  ['stages', 'duration'],
  ['connections', 'rate'],
  ['connections', 'stages'],
  ['connections', 'burst'],
  ['connections', 'poisson'],
  ['connections', 'maxInFlight'],
] as const;
/** One list, in the order in which they apply. */
const together = [['set', 'unset']];
/** There is nothing to wait for without a receiver to start. */
const starting = { wait: 'exec', waitOn: 'exec' };
const only: Readonly<Record<string, Relations['only']>> = {
  // It has an address for its curl commands alone.
  generate: { to: 'curl', base: 'curl', headers: 'curl' },
  test: starting,
  config: starting,
  burst: { every: 'burst' },
};

const aboutConfig = ['--config', '--no-config'];

/**
 * Completes the flags of a command: flag before environment before configuration before default.
 * @param everyOption the options of every command: a key or variable may be meant for another one
 * @throws UsageError when something was given that is wrong, with its place
 */
export async function settle(command: Command, everyOption: () => readonly Option[]): Promise<Settlement> {
  const bounds = boundOptions(command);
  const everySetting = () => settingsOf(everyOption());
  // Without flags there is nothing to settle: `init` must work beside a broken configuration.
  const chosen = command.options.length === 0 ? false : chosenConfig(command);
  const configuration = await openConfiguration(chosen, process.cwd(), everySetting);
  const given = settleGiven(command, bounds, configuration);

  const secrets: string[] = [];
  const explain = async (error: unknown): Promise<unknown> => {
    let told = error;
    for (const bound of bounds) {
      const value = given.get(bound.setting.key);
      if (value !== undefined) told = withPlace(told, bound, value) ?? told;
    }
    if (secrets.length === 0 || !(told instanceof UsageError)) return told;
    const { masker } = await import('../../delivery/mask.ts');
    return new UsageError(masker(secrets)(told.message));
  };
  try {
    for (const bound of bounds) {
      const value = given.get(bound.setting.key);
      if (value !== undefined) secrets.push(...applySetting(bound, value, configuration?.folder ?? ''));
    }
  } catch (error) {
    throw await explain(error);
  }
  const addresses = settleAddresses(command, given, configuration, secrets);

  const keys = bounds.map(({ setting }) => setting.key);
  const idle = [...(configuration?.settings ?? [])].filter(([key]) => !keys.includes(key));
  const settled: ResolvedSettings = {
    file: configuration?.file,
    folder: configuration?.folder,
    chosen: typedConfig(command),
    given,
    idle: new Map(idle),
    inFile: new Set(configuration?.settings.keys()),
  };
  command.setOptionValue('settled', settled);
  if (addresses.length > 0) command.setOptionValue('addresses', addresses);
  if (secrets.length > 0) command.setOptionValue('secrets', secrets);
  return { warnings: strays(bounds, everyOption), notes: usedKeys(command, settled, addresses), explain };
}

/** The entries of `addresses`, unless a stronger source says where everything goes. */
function settleAddresses(
  command: Command,
  given: ReadonlyMap<string, SourceValue>,
  configuration: OpenConfiguration | undefined,
  secrets: string[],
): readonly AddressEntry[] {
  if (!command.options.some((option) => option.attributeName() === 'to')) return [];
  const elsewhere = ['to', 'base'].some(
    (key) => command.getOptionValueSource(key) === 'cli' || given.get(key)?.from === 'environment',
  );
  if (elsewhere || (command.name() === 'generate' && command.getOptionValue('curl') !== true)) return [];
  return (configuration?.addresses ?? []).map((written) => {
    const resolved = resolveAddress(written, (text, isAddress) => interpolate(text, process.env, isAddress));
    secrets.push(...resolved.secrets);
    return resolved.entry;
  });
}

/** A file that decides something says so, by name. */
function usedKeys(
  command: Command,
  { file, given }: ResolvedSettings,
  addresses: readonly AddressEntry[],
): string[] {
  const keys = [...given].filter(([, { from }]) => from === 'config').map(([key]) => key);
  if (addresses.length > 0) keys.push('addresses');
  // `config` is about nothing else.
  if (file === undefined || keys.length === 0 || command.name() === 'config') return [];
  return [printable(`using ${file}: ${keys.join(', ')}`)];
}

function strays(bounds: readonly Bound[], everyOption: () => readonly Option[]): string[] {
  const own = [...bounds.map(({ setting }) => setting.variable), ...aboutConfig.map(variableOf)];
  const present = Object.keys(process.env).filter((name) => name.startsWith(prefix));
  // The other commands' flags are declared only when somebody asks.
  if (present.every((name) => own.includes(name))) return [];
  return strayVariables([...own, ...settingsOf(everyOption()).map(({ variable }) => variable)], process.env);
}

/** The command's own options, and those of the program. */
function boundOptions(own: Command): Bound[] {
  return [own, ...(own.parent === null ? [] : [own.parent])].flatMap((command) =>
    command.options.flatMap((option) => {
      const setting = settingOf(option);
      return setting === undefined ? [] : [{ command, option, setting }];
    }),
  );
}

/** The settings of some options; the first of a key counts. */
export function settingsOf(options: readonly Option[]): readonly Setting[] {
  const byKey = new Map<string, Setting>();
  for (const option of options) {
    const setting = settingOf(option);
    if (setting !== undefined && !byKey.has(setting.key)) byKey.set(setting.key, setting);
  }
  return [...byKey.values()];
}

/** What `--config`, `--no-config` and their twins say. */
function chosenConfig({ parent }: Command): string | false | undefined {
  // Where `--no-config` is a flag, commander takes `true` for the default.
  const typed: unknown = parent?.getOptionValue('config');
  if (typed === false || typeof typed === 'string') return typed;
  if (readSwitch(process.env[variableOf('--no-config')] ?? '') === true) return false;
  return process.env[variableOf('--config')] || undefined;
}

function typedConfig({ parent }: Command): string[] {
  const typed: unknown = parent?.getOptionValue('config');
  if (typeof typed === 'string') return ['--config', typed];
  return typed === false ? ['--no-config'] : [];
}

function settleGiven(
  command: Command,
  bounds: readonly Bound[],
  configuration: OpenConfiguration | undefined,
): ReadonlyMap<string, SourceValue> {
  const settings = bounds.map(({ setting }) => setting);
  const typed = bounds.filter(
    ({ command: owner, option }) => owner.getOptionValueSource(option.attributeName()) === 'cli',
  );
  const environment = readEnvironment(settings, process.env);
  const config = new Map(configuration?.settings);
  const inFile = config.get('headers');
  const inEnvironment = environment.get('headers');
  // Headers add up.
  const headers = inFile &&
    inEnvironment && { ...inEnvironment, texts: [...inFile.texts, ...inEnvironment.texts] };
  return settleSources(
    settings,
    {
      flags: new Set(typed.map(({ setting }) => setting.key).filter((key) => key !== 'headers')),
      environment: headers ? new Map([...environment, ['headers', headers]]) : environment,
      config,
    },
    {
      exclusive: [...exclusive, ...bounds.flatMap(({ option }) => declaredConflicts(option))],
      together,
      only: only[command.name()] ?? {},
    },
  );
}

/** commander keeps them to itself; its version is pinned. */
function declaredConflicts(option: Option): [string, string][] {
  const { conflictsWith = [] } = option as Option & { readonly conflictsWith?: readonly string[] };
  return conflictsWith.map((other) => [option.attributeName(), other]);
}
