import type { Catalog } from '../catalog/catalog.ts';
import { deliveryAddress, type Target } from '../run/address.ts';
import { curlCommand } from '../run/curl.ts';
import { requestHeaders } from '../run/headers.ts';
import { type AddressFlags, readHeaders, readTarget } from './address-flags.ts';
import type { Render } from './generate.ts';

/** Where a curl command posts to when nobody says. */
const placeholder: Target = { base: new URL('http://localhost:3000') };

/** Prints payloads as curl commands. */
export function curlRender(flags: AddressFlags, catalog: Catalog): Render {
  const target = readTarget(flags, catalog) ?? placeholder;
  const headers = requestHeaders(readHeaders(flags));
  return ({ event, query, body }) =>
    Buffer.from(`${curlCommand({ url: deliveryAddress(target, event, query).href, headers, body })}\n`);
}
