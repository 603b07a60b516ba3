import type { Catalog } from '../../catalog/catalog.ts';
import type { EventDefinition } from '../../define/event.ts';
import { deliveryAddress, type Target } from '../../delivery/address.ts';
import { curlCommand } from '../../delivery/curl.ts';
import { requestHeaders } from '../../delivery/headers.ts';
import { type AddressFlags, readHeaders } from '../flags/address-flags.ts';
import type { ConnectionFlags } from '../flags/connection-flags.ts';
import { readDestinations } from '../flags/destinations.ts';

import type { Render } from './generate.ts';

/** What a curl command can carry over. */
export type CurlFlags = AddressFlags & ConnectionFlags & { readonly timeout?: number };

/** Where a curl command posts to when nobody says. */
const placeholder: Target = { kind: 'base', url: 'http://localhost:3000' };

/** How payloads become curl commands, and the token that those of an event have. */
export interface CurlRender {
  readonly render: Render;
  readonly token: (event: EventDefinition) => string | undefined;
}

/** Prints payloads as curl commands. */
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

/** The flags of `send` that curl has too, under the same names but for the deadline's. */
export function connectionWords(flags: ConnectionFlags & { readonly timeout?: number }): string[] {
  const files = (['cacert', 'cert', 'key', 'proxy'] as const).flatMap((name) =>
    flags[name] === undefined ? [] : [`--${name}`, flags[name]],
  );
  const deadline = flags.timeout === undefined ? [] : ['--max-time', String(flags.timeout / 1000)];
  return [...(flags.insecure === true ? ['--insecure'] : []), ...files, ...deadline];
}
