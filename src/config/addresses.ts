import type { Catalog } from '../catalog/catalog.ts';
import { didYouMean } from '../catalog/nearest.ts';
import { CatalogError, UsageError } from '../errors.ts';
import { completeAddress } from '../host.ts';
import { type ConfigEntry, type ConfigNode, describeNode, headerTexts, textOf } from './config-node.ts';
import type { Interpolated } from './interpolate.ts';
import type { PlacedText } from './setting.ts';

/** Where the events of a name or glob are sent, and with which token and headers. */
export interface AddressEntry {
  readonly pattern: string;
  /** The file, line and column of the pattern, for error messages. */
  readonly place: string;
  /** The exact address. */
  readonly to?: string;
  /** … a base, to which the event's documented sub-path is appended. With neither, the address of all others. */
  readonly base?: string;
  readonly token?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An entry before `${NAME}` is replaced. */
export interface WrittenAddress {
  readonly pattern: string;
  readonly place: string;
  readonly to?: PlacedText;
  readonly base?: PlacedText;
  readonly token?: PlacedText;
  readonly headers: readonly PlacedText[];
}

const entryKeys = ['to', 'base', 'token', 'headers'];

/** Reads the value of `addresses`: for each pattern, an address or a map. @throws UsageError for anything else */
export function readAddresses(value: ConfigNode): readonly WrittenAddress[] {
  if (value.kind !== 'map') {
    throw new UsageError({
      zh: `${value.place}：addresses：请写事件到地址的映射，而不是${describeNode(value).zh}`,
      en: `${value.place}: addresses: write a map of events to addresses, not ${describeNode(value).en}`,
    });
  }
  return value.entries.map(readEntry);
}

function readEntry({ key: pattern, place, value }: ConfigEntry): WrittenAddress {
  const name = `addresses.${pattern}`;
  if (value.kind !== 'map') return { pattern, place, to: textOf(value, name), headers: [] };
  const entry: { to?: PlacedText; base?: PlacedText; token?: PlacedText; headers?: readonly PlacedText[] } =
    {};
  for (const inner of value.entries) {
    const { key } = inner;
    if (key === 'to' || key === 'base' || key === 'token') entry[key] = textOf(inner.value, `${name}.${key}`);
    else if (key === 'headers') entry.headers = headerTexts(inner.value, `${name}.headers`);
    else {
      throw new UsageError({
        zh: `${inner.place}：地址中有未知的键 '${key}'${didYouMean(key, entryKeys)}；可用的键：${entryKeys.join('、')}`,
        en: `${inner.place}: unknown key '${key}' in an address${didYouMean(key, entryKeys)}; write ${entryKeys.join(', ')}`,
      });
    }
  }
  if (entry.to !== undefined && entry.base !== undefined) {
    throw new UsageError({
      zh: `${place}：${name}：to 与 base 不能同时使用：to 是完整地址，base 是基础地址`,
      en: `${place}: ${name}: to and base exclude each other: to is the exact address, base the start of one`,
    });
  }
  if (Object.keys(entry).length === 0)
    throw new UsageError({
      zh: `${place}：${name} 为空：请写 ${entryKeys.join('、')}`,
      en: `${place}: ${name} is empty: write ${entryKeys.join(', ')}`,
    });
  return { pattern, place, headers: [], ...entry };
}

/** Replaces an entry's variables. @returns also the secret values among them */
export function resolveAddress(
  written: WrittenAddress,
  put: (text: PlacedText, isAddress: boolean) => Interpolated,
): { entry: AddressEntry; secrets: readonly string[] } {
  const secrets: string[] = [];
  const resolve = (text: PlacedText, isAddress: boolean): string => {
    const interpolated = put(text, isAddress);
    secrets.push(...interpolated.secrets);
    return isAddress ? completeAddress(interpolated.text) : interpolated.text;
  };
  const { pattern, place, to, base, token, headers } = written;
  const entry: AddressEntry = {
    pattern,
    place,
    ...(to && { to: resolve(to, true) }),
    ...(base && { base: resolve(base, true) }),
    ...(token && { token: resolve(token, false) }),
    headers: Object.fromEntries(
      headers.map((header) => {
        const text = resolve(header, false);
        const colon = text.indexOf(':');
        return [text.slice(0, colon), text.slice(colon + 2)];
      }),
    ),
  };
  return { entry, secrets };
}

/**
 * Checks that every pattern matches an event.
 * @throws UsageError with the place of a pattern that does not, and the nearest name
 */
export function checkAddresses(entries: readonly AddressEntry[], catalog: Pick<Catalog, 'match'>): void {
  addressesByEvent(entries, catalog);
}

/**
 * The entry of each event, by full name. A full name comes before a name, a name before a glob; of several the first
 * wins. Events that no pattern matches are left out.
 * @throws UsageError when a pattern matches no event
 */
export function addressesByEvent(
  entries: readonly AddressEntry[],
  catalog: Pick<Catalog, 'match'>,
): ReadonlyMap<string, AddressEntry> {
  const byEvent = new Map<string, AddressEntry>();
  const ranked = [...entries].sort((a, b) => rank(a.pattern) - rank(b.pattern));
  for (const entry of ranked) {
    for (const { id } of matches(entry, catalog)) {
      if (!byEvent.has(id)) byEvent.set(id, entry);
    }
  }
  return byEvent;
}

function rank(pattern: string): number {
  if (/[*?]/.test(pattern)) return 2;
  return pattern.includes('/') ? 0 : 1;
}

function matches(
  { pattern, place }: AddressEntry,
  catalog: Pick<Catalog, 'match'>,
): readonly { id: string }[] {
  try {
    return catalog.match(pattern);
  } catch (error) {
    if (error instanceof CatalogError)
      throw new UsageError({
        zh: `${place}：addresses：${error.message}`,
        en: `${place}: addresses: ${error.message}`,
      });
    throw error;
  }
}
