import { checkAddresses } from '../../config/addresses.ts';
import { masked, masker } from '../../delivery/mask.ts';
import { commandSecrets, userSecrets } from '../../delivery/secrets.ts';
import type { LocalizedText } from '../../language.ts';
import {
  type AddressRow,
  renderSettings,
  type SettingGroup,
  type SettingRow,
  type SettingsPage,
} from '../../report/settings.ts';
import type { ExitCode } from '../exit-code.ts';
import { type DeclaredFlag, flagsOf, settingOf } from '../flags/declared.ts';
import { readHeaders } from '../flags/destinations.ts';
import type { FlagsOf, ResolvedSettings } from '../flags/resolve.ts';
import { type Io, printed } from '../io/io.ts';
import { openCatalog } from './open-catalog.ts';

type ConfigFlags = FlagsOf<'config'>;

/** `config` */
export async function showConfig(flags: ConfigFlags, io: Io): Promise<ExitCode> {
  const { settings, addresses = [] } = flags;
  checkAddresses(addresses, await openCatalog(flags.eventFiles));
  const page: SettingsPage = {
    file: settings?.file ?? null,
    groups: [...groupsOf(flags), ...unusedGroup(settings)],
    addresses,
  };
  const shown = flags.showSecrets === true ? page : withoutSecrets(page, flags);
  await io.out.write(
    flags.json === true ? `${JSON.stringify(asObject(shown))}\n` : renderSettings(shown, await io.paint()),
    flags.json === true ? 'data' : 'text',
  );
  return printed(io);
}

/** The page as JSON: settings by key, without headings. */
function asObject({ file, groups, addresses }: SettingsPage) {
  const rows = groups.flatMap((group) => group.rows);
  return { file, settings: Object.fromEntries(rows.map(({ key, ...row }) => [key, row])), addresses };
}

function groupsOf(flags: ConfigFlags): SettingGroup[] {
  const groups = new Map<LocalizedText, SettingRow[]>();
  for (const flag of flagsOf('config')) {
    const setting = settingOf(flag);
    // --json is about this page only.
    if (setting === undefined || setting.key === 'json') continue;
    const source = flags.settings?.given.get(flag.key);
    const value = (flags as Readonly<Record<string, unknown>>)[flag.key];
    const row: SettingRow = {
      key: flag.key,
      value: value === undefined ? defaultValue(flag) : shownValue(flag, value),
      ...(source === undefined
        ? { source: value === undefined ? 'default' : 'flag' }
        : { source: source.from, place: source.place }),
    };
    groups.set(setting.group, [...(groups.get(setting.group) ?? []), row]);
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}

/** A value as a configuration would write it. */
function shownValue({ kind, repeats }: DeclaredFlag, value: unknown): SettingRow['value'] {
  if (typeof value === 'boolean' || kind === undefined) return value === true;
  if (repeats !== undefined) return (value as readonly unknown[]).map((each) => kind.print(each));
  const text = kind.print(value);
  return typeof value === 'number' && String(value) === text ? value : text;
}

function defaultValue(flag: DeclaredFlag): SettingRow['value'] {
  const { kind, default: value, negated = false } = flag;
  if (kind === undefined) return negated;
  return value === undefined ? null : shownValue(flag, value);
}

/** The settings of the file that only other commands take. */
function unusedGroup(settings: ResolvedSettings | undefined): SettingGroup[] {
  const rows = [...(settings?.unused ?? [])].map(
    ([key, { texts, from, place }]): SettingRow => ({
      key,
      value: texts.map(({ text }) => text),
      source: from,
      place,
    }),
  );
  return rows.length === 0 ? [] : [{ title: { zh: '用于其他命令', en: 'For other commands' }, rows }];
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
  // Any other address or command, too, such as those of --probe and --exec.
  const values = page.groups.flatMap(({ rows }) => rows.flatMap(({ value }) => value));
  const others = values.flatMap((value) => (typeof value === 'string' ? commandSecrets(value) : []));
  const hide = masker([...secrets, ...proxy, ...others, ...(flags.secrets ?? [])]);
  return {
    file: page.file,
    groups: page.groups.map(({ title, rows }) => ({
      title,
      rows: rows.map((row) => ({
        ...row,
        // Short ones too: the general mask skips those.
        value: ['token', 'keyPassword'].includes(row.key) && row.value !== null ? masked : hide(row.value),
      })),
    })),
    addresses: page.addresses.map((entry) => ({
      ...entry,
      ...hide({ to: entry.to, base: entry.base, headers: entry.headers }),
      ...(entry.token !== undefined && { token: masked }),
    })),
  };
}
