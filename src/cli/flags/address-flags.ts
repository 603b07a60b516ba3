import type { Catalog } from '../../catalog/catalog.ts';
import { parseTarget, type Target } from '../../delivery/address.ts';
import { parseHeader } from '../../delivery/headers.ts';
import { UsageError } from '../../errors.ts';
import type { SettledFlags } from './settings.ts';

/** Flags that say where a payload goes and what goes with it. */
export interface AddressFlags extends SettledFlags {
  readonly to?: string;
  readonly base?: string;
  readonly header?: readonly string[];
  readonly token?: string;
}

/** Headers by name; the last of a name counts. */
export function readHeaders(flags: Pick<AddressFlags, 'header'>): Record<string, string> {
  return Object.fromEntries((flags.header ?? []).map(parseHeader));
}

/** The receiver's address; `undefined` when the user gave none. */
export function readTarget(flags: Pick<AddressFlags, 'to' | 'base'>, catalog: Catalog): Target | undefined {
  const { to, base } = flags;
  if (to !== undefined && base !== undefined) {
    throw new UsageError('--to is the exact address, --base a part of it: give one of them');
  }
  return parseTarget(flags, { to: '--to', base: '--base' }, catalog.hosts);
}

/** How many of the headers are the configuration's: they come first, and are the weakest. */
export function headersInFile({ settled }: SettledFlags): number {
  return settled?.given.get('headers')?.texts.filter(({ literal }) => literal !== true).length ?? 0;
}
