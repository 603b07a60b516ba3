import { printable } from './text/escape.ts';
import type { Paint } from './text/paint.ts';

/** A setting in effect, and where it comes from. */
export interface SettingRow {
  readonly key: string;
  /** As a configuration file writes it; `null` without a value and a default. */
  readonly value: string | number | boolean | readonly string[] | null;
  readonly source: 'flag' | 'environment' | 'config' | 'default';
  /** The variable, or file, line and column. */
  readonly place?: string;
}

export interface SettingGroup {
  readonly title: string;
  readonly rows: readonly SettingRow[];
}

/** Where the events of a pattern are sent. */
export interface AddressRow {
  readonly pattern: string;
  readonly to?: string | undefined;
  readonly base?: string | undefined;
  readonly token?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly place: string;
}

export interface SettingsPage {
  readonly file: string | null;
  readonly groups: readonly SettingGroup[];
  readonly addresses: readonly AddressRow[];
}

/** A longer value does not widen the column. */
const widestValue = 44;

/** The settings as a table for people; defaults are faint. */
export function renderSettings(page: SettingsPage, paint: Paint): string {
  const addressRows = page.addresses.map(addressRow);
  const groups = page.groups.concat(
    addressRows.length === 0 ? [] : [{ title: 'Addresses', rows: addressRows }],
  );
  const rows = groups.flatMap((group) => group.rows);
  const keyWidth = Math.max(0, ...rows.map(({ key }) => key.length));
  const lengths = rows.flatMap((row) => valueLines(row).map((line) => line.length));
  const valueWidth = Math.max(0, ...lengths.filter((length) => length <= widestValue));
  const lines = [
    page.file === null
      ? `No configuration file, here or in a folder above: ${paint.strong('webhook-sim init')} writes one.`
      : `Configuration: ${paint.strong(printable(page.file))}`,
  ];
  for (const { title, rows: own } of groups) {
    lines.push('', paint.strong(title));
    for (const row of own) lines.push(...rowLines(row, keyWidth, valueWidth, paint));
  }
  return `${lines.join('\n')}\n`;
}

function rowLines(row: SettingRow, keyWidth: number, valueWidth: number, paint: Paint): string[] {
  const isDefault = row.source === 'default';
  const [first = '', ...others] = valueLines(row);
  const key = printable(row.key).padEnd(keyWidth);
  const origin = row.place ?? row.source;
  if (isDefault) return [paint.faint(`  ${key}  ${first.padEnd(valueWidth)}  ${origin}`)];
  return [
    `  ${paint.accent(key)}  ${first.padEnd(valueWidth)}  ${printable(origin)}`,
    ...others.map((line) => `  ${' '.repeat(keyWidth)}  ${line}`),
  ];
}

function valueLines({ value }: SettingRow): string[] {
  if (value === null) return ['–'];
  if (typeof value === 'object') return value.length === 0 ? ['–'] : value.map((line) => printable(line));
  return [printable(String(value))];
}

function addressRow({ pattern, to, base, token, headers, place }: AddressRow): SettingRow {
  const where = to ?? (base === undefined ? 'like the others' : `${base} + the event's sub-path`);
  const beside = [
    ...(token === undefined ? [] : [`token ${token}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return { key: pattern, value: [where, ...beside], source: 'config', place };
}
