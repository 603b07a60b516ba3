import type { Catalog } from '../catalog/catalog.ts';
import { deliveryAddress, type Target } from '../run/address.ts';
import { curlCommand } from '../run/curl.ts';
import { requestHeaders } from '../run/headers.ts';
import { type AddressFlags, readHeaders, readTarget } from './address-flags.ts';
import type { ConnectionFlags } from './connection-flags.ts';
import type { Render } from './generate.ts';

/** What a curl command can carry over. */
export type CurlFlags = AddressFlags & ConnectionFlags & { readonly timeout?: number };

/** Where a curl command posts to when nobody says. */
const placeholder: Target = { base: new URL('http://localhost:3000') };

/** Prints payloads as curl commands. */
export function curlRender(flags: CurlFlags, catalog: Catalog): Render {
  const target = readTarget(flags, catalog) ?? placeholder;
  const headers = requestHeaders(readHeaders(flags));
  const own = connectionWords(flags);
  return ({ event, query, body }) => {
    const url = deliveryAddress(target, event, query).href;
    return Buffer.from(`${curlCommand({ url, headers, body, flags: own })}\n`);
  };
}

/** The flags of `send` that curl has too, under the same names but for the deadline's. */
function connectionWords(flags: CurlFlags): string[] {
  const files = (['cacert', 'cert', 'key', 'proxy'] as const).flatMap((name) =>
    flags[name] === undefined ? [] : [`--${name}`, flags[name]],
  );
  const deadline = flags.timeout === undefined ? [] : ['--max-time', String(flags.timeout / 1000)];
  return [...(flags.insecure === true ? ['--insecure'] : []), ...files, ...deadline];
}
