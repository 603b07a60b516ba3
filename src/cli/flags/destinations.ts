import type { Catalog } from '../../catalog/catalog.ts';
import { type AddressEntry, addressesByEvent } from '../../config/addresses.ts';
import type { EventDefinition } from '../../define/event.ts';
import { checkHostHeader, parseTarget, type Target } from '../../delivery/address.ts';
import type { Destination, Destinations } from '../../delivery/destination.ts';
import { parseHeader } from '../../delivery/headers.ts';
import { UsageError } from '../../errors.ts';
import { say } from '../../language.ts';
import type { CommandName } from '../commands.ts';
import type { FlagsOf, Resolved } from './resolve.ts';

export type AddressFlags = Pick<FlagsOf<'send'>, 'to' | 'base' | 'headers' | 'token' | keyof Resolved>;

/** Headers by name; the last value of a name wins. */
export const readHeaders = ({ headers = [] }: Pick<AddressFlags, 'headers'>): Record<string, string> =>
  Object.fromEntries(headers);

/**
 * Where each event goes: the entries of a configuration's `addresses`, and `--to` or `--base` for all others.
 * `undefined` when the user gave no address at all.
 * @param events what will be sent; each of them must have an address
 * @throws UsageError when one has none, or an address cannot be sent to
 */
export function readDestinations(
  flags: AddressFlags,
  events: readonly Pick<EventDefinition, 'id'>[],
  catalog: Catalog,
): Destinations | undefined {
  const target = parseTarget(flags, { to: '--to', base: '--base' }, catalog.hosts);
  const entries = addressesByEvent(flags.addresses ?? [], catalog);
  if (entries.size === 0 && target === undefined) return undefined;
  const common = target && { target, headers: readHeaders(flags), token: flags.token };
  const destinations = new Map<string, Destination>();
  for (const { id } of events) {
    const entry = entries.get(id);
    const destination = entry === undefined ? common : entryDestination(entry, flags, target, catalog);
    if (destination === undefined) {
      throw new UsageError({
        zh: `${id} 没有地址：请在 addresses 中添加，或用 to、base 为其余事件设置`,
        en: `${id} has no address: add one to addresses, or set to or base for all other events`,
      });
    }
    checkHostHeader(destination.headers, catalog.hosts);
    destinations.set(id, destination);
  }
  return ({ id }) => destinations.get(id) as Destination;
}

/** Like `readDestinations`. @throws UsageError also if no source gives an address */
export function requireDestinations(
  command: CommandName,
  flags: AddressFlags,
  events: readonly Pick<EventDefinition, 'id'>[],
  catalog: Catalog,
): Destinations {
  const destinations = readDestinations(flags, events, catalog);
  if (destinations !== undefined) return destinations;
  throw new UsageError({
    zh: `${command} 需要接收端：请设置 --to 或 --base，或在配置中写 addresses`,
    en: `${command} needs a receiver: set --to or --base, or addresses in a configuration`,
  });
}

function entryDestination(
  entry: AddressEntry,
  flags: AddressFlags,
  others: Target | undefined,
  catalog: Catalog,
): Destination {
  const { place } = entry;
  const labels = {
    to: say({ zh: `${place}：to`, en: `${place}: to` }),
    base: say({ zh: `${place}：base`, en: `${place}: base` }),
  };
  const target = parseTarget(entry, labels, catalog.hosts) ?? others;
  if (target === undefined) {
    throw new UsageError({
      zh: `${entry.place}：addresses.${entry.pattern} 没有地址：请在这里设置 to 或 base，或为其余事件设置`,
      en: `${entry.place}: addresses.${entry.pattern} has no address: set to or base here, or for all other events`,
    });
  }
  const { headers = [], settings } = flags;
  // The file's headers come first; typed ones and those of the environment take precedence over the entry.
  const inFile = settings?.given.get('headers')?.texts.filter(({ literal }) => literal !== true).length ?? 0;
  const tokenInFile = flags.token === undefined || settings?.given.get('token')?.from === 'config';
  return {
    target,
    headers: mergeHeaders([
      ...headers.slice(0, inFile),
      ...Object.entries(entry.headers).map((pair) => parseHeader(pair.join(': '))),
      ...headers.slice(inFile),
    ]),
    token: tokenInFile ? (entry.token ?? flags.token) : flags.token,
  };
}

/** Later headers replace earlier ones of the same name, in any case. */
function mergeHeaders(headers: readonly (readonly [string, string])[]): Record<string, string> {
  const merged = new Map(headers.map((header) => [header[0].toLowerCase(), header]));
  return Object.fromEntries(merged.values());
}
