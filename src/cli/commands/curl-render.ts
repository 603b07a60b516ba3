import type { Catalog } from '../../catalog/catalog.ts';
import type { EventDefinition } from '../../define/event.ts';
import { deliveryAddress, type Target } from '../../delivery/address.ts';
import { curlCommand } from '../../delivery/curl.ts';
import { requestHeaders } from '../../delivery/headers.ts';
import type { PreparedPayload } from '../../delivery/prepared-payload.ts';
import type { ConnectionFlags } from '../flags/connection.ts';
import { flagsOf } from '../flags/declared.ts';
import { type AddressFlags, readDestinations, readHeaders } from '../flags/destinations.ts';
import { wordsOf } from '../flags/print.ts';

export type Render = (prepared: PreparedPayload) => Buffer;

export type CurlFlags = AddressFlags & ConnectionFlags & { readonly timeout?: number };

/** Where a curl command posts to without an address. */
const placeholder: Target = { kind: 'base', url: 'http://localhost:3000' };

export interface CurlRender {
  readonly render: Render;
  readonly token: (event: EventDefinition) => string | undefined;
}

/** @param events the events that will be printed. @throws UsageError if one of them has no address */
export function curlRender(
  flags: CurlFlags,
  catalog: Catalog,
  events: readonly EventDefinition[],
): CurlRender {
  const destinations =
    readDestinations(flags, events, catalog) ??
    (() => ({ target: placeholder, headers: readHeaders(flags), token: flags.token }));
  const own = connectionWords(flags);
  const render: Render = ({ event, query, body }) => {
    const { target, headers } = destinations(event);
    const url = deliveryAddress(target, event, query).href;
    return Buffer.from(`${curlCommand({ url, headers: requestHeaders(headers), body, flags: own })}\n`);
  };
  return { render, token: (event) => destinations(event).token };
}

/** Flags that curl has under the same names. */
const sharedWithCurl: readonly string[] = ['insecure', 'cacert', 'cert', 'key', 'proxy', 'resolve'];

/** The curl options that connect as `send` would. */
export function connectionWords(flags: ConnectionFlags & { readonly timeout?: number }): string[] {
  const shared = flagsOf('send').filter(({ key }) => sharedWithCurl.includes(key));
  return [
    ...shared.flatMap((flag) => wordsOf(flag, flags[flag.key as keyof ConnectionFlags])),
    ...(flags.cert !== undefined && /\.(?:p12|pfx)$/i.test(flags.cert) ? ['--cert-type', 'P12'] : []),
    ...(flags.timeout === undefined ? [] : ['--max-time', String(flags.timeout / 1000)]),
  ];
}
