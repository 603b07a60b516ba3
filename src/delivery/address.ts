import type { EventDefinition } from '../define/event.ts';
import { UsageError } from '../errors.ts';
import { jsonEscape } from '../json.ts';
import type { LocalizedText } from '../language.ts';

/** Where deliveries go. Plain data: it crosses to worker threads. */
export interface Target {
  /** `exact`: the URL itself; `base`: with the event's documented sub-path; `byEvent`: with its full name, unique. */
  readonly kind: 'exact' | 'base' | 'byEvent';
  /** As {@link parseAddress} returns it. */
  readonly url: string;
}

// WHATWG parsing silently drops or encodes these, and the request would go to another address than the user wrote.
const unwritable = /[\u0000-\u0020\u007f\u00a0\u2028\u2029\ufeff]/u;

/**
 * Reads the address of a receiver.
 * @param flag how messages name it: `--to`
 * @param refusedHosts the platforms' own hosts: a simulator never sends to them
 * @throws UsageError when it is not an http(s) address that can be used exactly as it is written
 */
export function parseAddress(text: string, flag: string, refusedHosts: readonly string[]): URL {
  const refuse = ({ zh, en }: LocalizedText): never => {
    const shown = `${flag} ${jsonEscape(text)}`;
    throw new UsageError({ zh: `${shown}：${zh}`, en: `${shown}: ${en}` });
  };
  if (unwritable.test(text))
    refuse({ zh: '地址中不能有空格或控制字符', en: 'an address has no spaces or control characters' });
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') {
    if (scheme === undefined || /^[a-z][a-z0-9+.-]*:\d/i.test(text)) {
      const whole = `${/443(?:[/?]|$)/.test(text) ? 'https' : 'http'}://${text}`;
      refuse({ zh: `请写成 ${whole}`, en: `write ${whole}` });
    }
    refuse({ zh: '只支持 http 和 https 地址', en: 'only http and https addresses are supported' });
  }
  if (!/^https?:\/\/(?!\/)/i.test(text) || text.includes('\\')) {
    refuse({
      zh: '协议之后请写两个斜杠，不要写反斜杠',
      en: 'write two slashes after the scheme, and no backslashes',
    });
  }
  if (!URL.canParse(text)) {
    refuse(
      /:\d{5,}/.test(text)
        ? { zh: '端口最大为 65535', en: 'a port is at most 65535' }
        : { zh: '不是合法的 URL', en: 'not a valid URL' },
    );
  }
  const url = new URL(text);
  if (url.port === '0') refuse({ zh: '不能使用端口 0', en: 'port 0 cannot be used' });
  // The parsed address does not show an empty user name.
  if (/^[^/]*\/\/[^/?#]*@/.test(text)) {
    throw new UsageError({
      zh: `${flag}：地址中不能有用户名或密码；请用 -H 'Authorization: …'`,
      en: `${flag}: an address cannot have a user name or password; use -H 'Authorization: …'`,
    });
  }
  if (isRefusedHost(url, refusedHosts)) refuse(platformItself);
  url.hash = '';
  return url;
}

export const platformItself: LocalizedText = {
  zh: '这是平台本身的地址；模拟器只向接收端发送',
  en: 'this is the platform itself; a simulator only sends to receivers',
};

/** Whether a URL leads to one of these hosts, or to a host below one of them. */
export function isRefusedHost(url: URL, refusedHosts: readonly string[]): boolean {
  const host = url.hostname.replace(/\.+$/, '');
  return refusedHosts.some((refused) => host === refused || host.endsWith(`.${refused}`));
}

/**
 * Refuses a `Host` header that names a platform: what answers at the address might pass it on.
 * @throws UsageError
 */
export function checkHostHeader(
  headers: Readonly<Record<string, string>>,
  refusedHosts: readonly string[],
): void {
  for (const [name, value] of Object.entries(headers)) {
    const url = `http://${value}`;
    if (name.toLowerCase() !== 'host' || !URL.canParse(url) || !isRefusedHost(new URL(url), refusedHosts))
      continue;
    throw new UsageError({
      zh: `请求头 ${name}: ${value}：${platformItself.zh}`,
      en: `the header ${name}: ${value}: ${platformItself.en}`,
    });
  }
}

/**
 * Reads the target that the user gave as an exact address or as a base.
 * @param labels how the user gave each of them, for messages
 * @returns `undefined` when neither was given; the exact address when both were
 * @throws UsageError as {@link parseAddress}
 */
export function parseTarget(
  { to, base }: { readonly to?: string | URL | undefined; readonly base?: string | URL | undefined },
  labels: { readonly to: string; readonly base: string },
  refusedHosts: readonly string[],
): Target | undefined {
  if (to !== undefined) return { kind: 'exact', url: parseAddress(String(to), labels.to, refusedHosts).href };
  if (base === undefined) return undefined;
  return { kind: 'base', url: parseAddress(String(base), labels.base, refusedHosts).href };
}

/** The address that one delivery is posted to, with the parameters that the platform adds. */
export function deliveryAddress(
  target: Target,
  event: Pick<EventDefinition, 'address' | 'id'>,
  query: Readonly<Record<string, string>>,
): URL {
  const url = new URL(target.url);
  const paths = { exact: undefined, base: event.address.path, byEvent: `/${event.id}` };
  const path = paths[target.kind];
  if (path !== undefined) url.pathname = url.pathname.replace(/\/+$/, '') + path;
  const own = new URLSearchParams(query);
  if (own.size === 0) return url;
  // The user's own query keeps its spelling: `searchParams` would write `%20` as `+`, and `?debug` as `debug=`.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && ![...new URLSearchParams(pair).keys()].some((name) => own.has(name)));
  url.search = [...kept, own.toString()].join('&');
  return url;
}

/** Path and query as {@link deliveryAddress} gives them, without creating a URL for each delivery, which is slow. */
export function pathWriter(
  target: Target,
  event: Pick<EventDefinition, 'address' | 'id'>,
): (query: Readonly<Record<string, string>>) => string {
  const { pathname, search } = deliveryAddress(target, event, {});
  if (event.address.query === undefined) return () => pathname + search;
  if (search !== '') {
    return (query) => {
      const url = deliveryAddress(target, event, query);
      return url.pathname + url.search;
    };
  }
  return (query) => {
    const own = new URLSearchParams(query).toString();
    return own === '' ? pathname : `${pathname}?${own}`;
  };
}
