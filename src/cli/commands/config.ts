import type { Command } from 'commander';
import { checkAddresses } from '../../config/addresses.ts';
import type { Setting, SourceValue } from '../../config/setting.ts';
import { masked, masker, userSecrets } from '../../delivery/mask.ts';
import {
  type AddressRow,
  renderSettings,
  type SettingGroup,
  type SettingRow,
  type SettingsPage,
} from '../../report/settings.ts';
import type { ExitCode } from '../exit-code.ts';
import { type AddressFlags, readHeaders } from '../flags/address-flags.ts';
import type { Edit } from '../flags/options.ts';
import { settingOf } from '../flags/setting-of.ts';
import type { ResolvedSettings, SettledFlags } from '../flags/settings.ts';
import { type Io, printed } from '../io/io.ts';
import { openCatalog } from './open-catalog.ts';

interface ConfigFlags extends AddressFlags, SettledFlags {
  readonly json?: boolean;
  readonly showSecrets?: boolean;
  readonly proxy?: string;
  readonly events?: readonly string[];
}

/** `config`: the settings that hold for a command's flags, and where each comes from. */
export async function showConfig(command: Command, io: Io): Promise<ExitCode> {
  const flags = command.opts<ConfigFlags>();
  const { settled, addresses = [] } = flags;
  checkAddresses(addresses, await openCatalog(flags.events));
  const page: SettingsPage = {
    file: settled?.file ?? null,
    groups: [...groupsOf(command, settled), ...idleGroup(settled)],
    addresses,
  };
  const shown = flags.showSecrets === true ? page : withoutSecrets(page, flags);
  await io.out.write(
    flags.json === true ? `${JSON.stringify(asObject(shown))}\n` : renderSettings(shown, await io.paint()),
  );
  return printed(io);
}

/** For programs: settings by key, without the headings. */
function asObject({ file, groups, addresses }: SettingsPage) {
  const rows = groups.flatMap((group) => group.rows);
  return { file, settings: Object.fromEntries(rows.map(({ key, ...row }) => [key, row])), addresses };
}

function groupsOf(command: Command, settled: ResolvedSettings | undefined): SettingGroup[] {
  const groups = new Map<string, SettingRow[]>();
  for (const owner of [command, ...(command.parent === null ? [] : [command.parent])]) {
    for (const option of owner.options) {
      const setting = settingOf(option);
      // Of this command alone, and seen at once.
      if (setting === undefined || setting.key === 'json') continue;
      const attribute = option.attributeName();
      const given = settled?.given.get(setting.key);
      const typed = owner.getOptionValueSource(attribute) === 'cli';
      const value =
        typed || given !== undefined
          ? written(owner.getOptionValue(attribute), setting)
          : documentedDefault(setting);
      groups.set(setting.group, [
        ...(groups.get(setting.group) ?? []),
        { key: setting.key, value, ...sourceOf(typed, given) },
      ]);
    }
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}

function sourceOf(typed: boolean, given: SourceValue | undefined): Pick<SettingRow, 'source' | 'place'> {
  if (given !== undefined) return { source: given.from, place: given.place };
  return { source: typed ? 'flag' : 'default' };
}

/** A flag's value as a configuration would have it. */
function written(value: unknown, { key, content }: Setting): SettingRow['value'] {
  if (content === 'duration' && typeof value === 'number') return shortestDuration(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  // A shard is two numbers.
  if (typeof value === 'object' && value !== null && 'of' in value) return Object.values(value).join('/');
  if (!Array.isArray(value)) return String(value);
  const edits = value.filter(
    (item): item is Edit => typeof item === 'object' && item !== null && 'op' in item,
  );
  return edits.length === 0
    ? value.map(String)
    : edits.filter(({ op }) => op === key).map(({ text }) => text);
}

function shortestDuration(ms: number): string {
  const [unit, name] = (
    [
      [60_000, 'm'],
      [1000, 's'],
    ] as const
  ).find(([size]) => ms >= size && ms % size === 0) ?? [1, 'ms'];
  return `${ms / unit}${name}`;
}

/** What the help says about it. */
function documentedDefault({ about, form, content, negated }: Setting): SettingRow['value'] {
  const [, told] = /\bdefault: ([^)]+)\)/.exec(about) ?? [];
  if (told !== undefined) return content === 'number' ? Number(told) : told;
  return form === 'switch' ? negated : null;
}

/** A key that only other commands have is no mistake, but may be a surprise. */
function idleGroup(settled: ResolvedSettings | undefined): SettingGroup[] {
  const rows = [...(settled?.idle ?? [])].map(
    ([key, { texts, from, place }]): SettingRow => ({
      key,
      value: texts.map(({ text }) => text),
      source: from,
      place,
    }),
  );
  return rows.length === 0 ? [] : [{ title: 'For other commands', rows }];
}

function withoutSecrets(page: SettingsPage, flags: ConfigFlags): SettingsPage {
  const entries: readonly Omit<AddressRow, 'pattern' | 'place'>[] = [
    { ...flags, headers: readHeaders(flags) },
    ...page.addresses,
  ];
  const url = (text: string | undefined): URL | undefined =>
    text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const secrets = entries.flatMap(({ to, base, token, headers }) =>
    userSecrets({ token, headers, urls: [url(to), url(base)] }),
  );
  const proxy = userSecrets({ headers: {}, urls: [url(flags.proxy)] });
  const hide = masker([...secrets, ...proxy, ...(flags.secrets ?? [])]);
  return {
    file: page.file,
    groups: page.groups.map(({ title, rows }) => ({
      title,
      rows: rows.map((row) => ({
        ...row,
        // However short it is.
        value: row.key === 'token' && row.value !== null ? masked : hide(row.value),
      })),
    })),
    addresses: page.addresses.map((entry) => ({
      ...entry,
      ...hide({ to: entry.to, base: entry.base, headers: entry.headers }),
      ...(entry.token !== undefined && { token: masked }),
    })),
  };
}
