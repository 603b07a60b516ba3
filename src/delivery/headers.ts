import { UsageError } from '../errors.ts';
import { excerpt } from '../excerpt.ts';
import { isHostValue } from '../host.ts';
import { jsonEscape } from '../json.ts';
import type { LocalizedText } from '../language.ts';
import { version } from '../version.ts';

/** Headers of the connection, which the transport sets. */
const reserved = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'expect',
  'upgrade',
  'keep-alive',
]);
const name = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Sent as UTF-8. Not C1 controls, which a terminal acts on, nor half a surrogate pair, which UTF-8 cannot hold. */
const value = /^(?:[\t\u0020-\u007e]|(?!\p{Cs})[\u00a0-\u{10ffff}])*$/u;

/** Reads `Name: value`, as curl's `-H` takes it. Throws a UsageError on what HTTP does not allow, CR, LF and NUL too. */
export function parseHeader(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  const shown = jsonEscape(excerpt(text, 60));
  if (colon < 1) throw refusal(shown, { zh: "请写成 'Name: value'", en: "write 'Name: value'" });
  // Spaces and tabs around name and value are removed; line breaks are not, and so are refused.
  const header = text.slice(0, colon).replace(/^[ \t]+|[ \t]+$/g, '');
  const content = text.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
  if (!name.test(header))
    throw refusal(shown, { zh: '这不是合法的请求头名称', en: 'this is not a header name' });
  if (!value.test(content)) {
    throw refusal(`${header}: …`, {
      zh: '请求头的值中有不允许的字符',
      en: 'the value has a character that a header cannot carry',
    });
  }
  if (reserved.has(header.toLowerCase())) {
    throw refusal(`${header}: …`, {
      zh: '这个请求头由连接自身管理，不能设置',
      en: 'this header belongs to the connection and cannot be set',
    });
  }
  if (header.toLowerCase() === 'host' && !isHostValue(content)) {
    throw refusal(shown, {
      zh: '主机名只能用 ASCII 字符，例如 shop.example 或 shop.example:8080',
      en: 'write a host in ASCII, such as shop.example or shop.example:8080',
    });
  }
  return [header, content];
}

const refusal = (shown: string, { zh, en }: LocalizedText): UsageError =>
  new UsageError({ zh: `-H '${shown}'：${zh}`, en: `-H '${shown}': ${en}` });

/** The headers of a request: the platform's, and the user's in addition or in place of them. */
export function requestHeaders(own: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'User-Agent': `webhook-sim/${version}`,
    Accept: '*/*',
  };
  for (const [header, content] of Object.entries(own)) {
    const same = Object.keys(headers).find((known) => known.toLowerCase() === header.toLowerCase());
    if (same !== undefined) delete headers[same];
    headers[header] = content;
  }
  return headers;
}
