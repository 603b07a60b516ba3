import { type LocalizedText, say } from '../language.ts';
import { columnsOf, padColumns } from './text/columns.ts';
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
  readonly title: LocalizedText;
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

const sourceWords: Readonly<Record<SettingRow['source'], LocalizedText>> = {
  flag: { zh: '参数', en: 'flag' },
  environment: { zh: '环境变量', en: 'environment' },
  config: { zh: '配置', en: 'config' },
  default: { zh: '默认', en: 'default' },
};

/** A longer value does not widen the column. */
const widestValue = 44;

/** The settings as a table for people; defaults are faint. */
export function renderSettings(page: SettingsPage, paint: Paint): string {
  const addressRows = page.addresses.map(addressRow);
  const groups = page.groups.concat(
    addressRows.length === 0 ? [] : [{ title: { zh: '地址分配', en: 'Addresses' }, rows: addressRows }],
  );
  const rows = groups.flatMap((group) => group.rows);
  const keyWidth = Math.max(0, ...rows.map(({ key }) => columnsOf(key)));
  const lengths = rows.flatMap((row) => valueLines(row).map(columnsOf));
  const valueWidth = Math.max(0, ...lengths.filter((length) => length <= widestValue));
  const lines = [
    page.file === null
      ? say({
          zh: `当前目录及上级目录中没有配置文件：可用 ${paint.strong('webhook-sim init')} 生成。`,
          en: `No configuration file, here or in a folder above: ${paint.strong('webhook-sim init')} writes one.`,
        })
      : say({
          zh: `配置：${paint.strong(printable(page.file))}`,
          en: `Configuration: ${paint.strong(printable(page.file))}`,
        }),
  ];
  for (const { title, rows: own } of groups) {
    lines.push('', paint.strong(say(title)));
    for (const row of own) lines.push(...rowLines(row, keyWidth, valueWidth, paint));
  }
  return `${lines.join('\n')}\n`;
}

function rowLines(row: SettingRow, keyWidth: number, valueWidth: number, paint: Paint): string[] {
  const isDefault = row.source === 'default';
  const [first = '', ...others] = valueLines(row);
  const key = padColumns(printable(row.key), keyWidth);
  const origin = row.place ?? say(sourceWords[row.source]);
  if (isDefault) return [paint.faint(`  ${key}  ${padColumns(first, valueWidth)}  ${origin}`)];
  return [
    `  ${paint.accent(key)}  ${padColumns(first, valueWidth)}  ${printable(origin)}`,
    ...others.map((line) => `  ${' '.repeat(keyWidth)}  ${line}`),
  ];
}

function valueLines({ value }: SettingRow): string[] {
  if (value === null) return ['–'];
  if (typeof value === 'object') return value.length === 0 ? ['–'] : value.map((line) => printable(line));
  return [printable(String(value))];
}

function addressRow({ pattern, to, base, token, headers, place }: AddressRow): SettingRow {
  const where =
    to ??
    (base === undefined
      ? say({ zh: '与其他事件相同', en: 'like the others' })
      : say({ zh: `${base} + 事件的子路径`, en: `${base} + the event's sub-path` }));
  const beside = [
    ...(token === undefined ? [] : [`token ${token}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return { key: pattern, value: [where, ...beside], source: 'config', place };
}
