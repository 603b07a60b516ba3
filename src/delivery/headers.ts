import { UsageError } from '../errors.ts';
import { version } from '../version.ts';

/** Headers that belong to the connection: the transport sets them. */
const reserved = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'host',
  'expect',
  'upgrade',
  'keep-alive',
]);
const name = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const value = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/**
 * Reads `Name: value`, as curl's `-H` takes it.
 * @throws UsageError on a name or value that HTTP does not allow, CR, LF and NUL among them
 */
export function parseHeader(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  const shown = JSON.stringify(text.slice(0, 60)).slice(1, -1);
  if (colon < 1) throw new UsageError(`-H '${shown}': write 'Name: value'`);
  // Blanks around the two go; a line break there is as forbidden as anywhere.
  const header = text.slice(0, colon).replace(/^[ \t]+|[ \t]+$/g, '');
  const content = text.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
  if (!name.test(header)) throw new UsageError(`-H '${shown}': this is not a header name`);
  if (!value.test(content)) {
    throw new UsageError(`-H '${header}: …': the value has a character that a header cannot carry`);
  }
  if (reserved.has(header.toLowerCase())) {
    throw new UsageError(`-H '${header}: …': this header belongs to the connection and cannot be set`);
  }
  return [header, content];
}

/** The headers of a request: the platform's, and the user's beside or in place of them. */
export function requestHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'User-Agent': `webhook-sim/${version}`,
    Accept: '*/*',
  };
  for (const [header, content] of Object.entries(given)) {
    const same = Object.keys(headers).find((known) => known.toLowerCase() === header.toLowerCase());
    if (same !== undefined) delete headers[same];
    headers[header] = content;
  }
  return headers;
}
