import type { LookupFunction } from 'node:net';
import { UsageError } from './errors.ts';
import { hostAndPort, portOf, withoutBrackets } from './host.ts';
import type { LocalizedText } from './language.ts';

/** An address of a host, without brackets. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Where connections to a host and port really go, in place of what a resolver would say. */
interface Resolution {
  /** As `URL` spells it; `*` is every host. */
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly HostAddress[];
}

/** `HOST:PORT:ADDRESS[,ADDRESS]…`, as curl's `--resolve` takes it. @throws UsageError; `label` names the option */
function parseResolution(text: string, label: string): Resolution {
  const refuse = ({ zh, en }: LocalizedText): never => {
    throw new UsageError({ zh: `${label} '${text}'：${zh}`, en: `${label} '${text}': ${en}` });
  };
  const [, host, port, list] = /^(\*|\[[\da-f:.]+\]|[^\s:/?#@[\]\\*]+):(\d+):(.+)$/i.exec(text) ?? [];
  if (host === undefined || list === undefined) {
    return refuse({
      zh: '请写 HOST:PORT:ADDRESS，例如 shop.example:443:127.0.0.1',
      en: 'write HOST:PORT:ADDRESS, such as shop.example:443:127.0.0.1',
    });
  }
  if (Number(port) < 1 || Number(port) > 65_535)
    refuse({ zh: '端口应为 1 到 65535 之间的整数', en: 'a port is a number from 1 to 65535' });
  if (host !== '*' && !URL.canParse(`http://${host}`))
    refuse({ zh: `'${host}' 不是主机名`, en: `'${host}' is not a host` });
  return {
    host: host === '*' ? host : new URL(`http://${host}`).hostname,
    port: Number(port),
    addresses: list
      .split(',')
      .map(
        (each) =>
          addressOf(each) ?? refuse({ zh: `'${each}' 不是 IP 地址`, en: `'${each}' is not an IP address` }),
      ),
  };
}

function addressOf(text: string): HostAddress | undefined {
  const { isIP } = process.getBuiltinModule('node:net');
  const bare = withoutBrackets(text.trim());
  const family = isIP(bare);
  if (family === 0) return undefined;
  // In the one spelling that loopback is known by; an address with a zone is no URL.
  const url = `http://[${bare}]`;
  const spelled = family === 6 && URL.canParse(url) ? withoutBrackets(new URL(url).hostname) : bare;
  return { address: spelled, family };
}

/** Checks a resolution. @returns it in the one spelling that curl takes as well, IPv6 in brackets @throws UsageError */
export function readResolution(text: string, label: string): string {
  const { host, port, addresses } = parseResolution(text, label);
  const list = addresses.map(({ address, family }) => (family === 6 ? `[${address}]` : address));
  return `${host}:${port}:${list.join(',')}`;
}

/**
 * The addresses that the user gave for a URL's host and port. As in curl, the last resolution of a host counts, and those
 * of `*` only where there is none of its own; a host that is an address itself may have one.
 * @returns `undefined` where the user gave none
 * @throws UsageError when a resolution is none
 */
export function resolvedAddresses(
  resolve: readonly string[] | undefined,
  url: URL,
): readonly HostAddress[] | undefined {
  const all = (resolve ?? []).map((text) => parseResolution(text, 'resolve'));
  const named = (name: string): Resolution | undefined =>
    all.findLast(({ host, port }) => host === name && port === portOf(url));
  return (named(url.hostname) ?? named('*'))?.addresses;
}

/**
 * What a socket to a URL's host is opened with.
 * @returns `lookup` where the user gave the addresses
 */
export function socketHost(
  url: URL,
  resolve: readonly string[] | undefined,
): { readonly host: string; readonly lookup?: LookupFunction } {
  const host = withoutBrackets(url.hostname);
  const addresses = resolvedAddresses(resolve, url);
  if (addresses === undefined) return { host };
  const { isIP } = process.getBuiltinModule('node:net');
  return {
    // Node.js looks no address up. With a final dot it takes one for a name; certificates are compared without the dot.
    host: isIP(host) === 0 ? host : `${host}.`,
    lookup: (hostname, options, callback) => answerLookup(hostname, addresses, options, callback),
  };
}

/** Answers a lookup with the addresses of the family that it asks for. */
export function answerLookup(
  hostname: string,
  addresses: readonly HostAddress[],
  options: Parameters<LookupFunction>[1],
  callback: Parameters<LookupFunction>[2],
): void {
  const family = Number(String(options.family ?? 0).replace('IPv', ''));
  const fitting = addresses.filter((each) => family === 0 || each.family === family);
  const [first] = fitting;
  if (first === undefined) {
    const error = new Error(`${hostname} has no IPv${family} address`);
    process.nextTick(callback, Object.assign(error, { code: 'ENOTFOUND' }), '', family);
  } else if (options.all === true) process.nextTick(callback, null, fitting);
  else process.nextTick(callback, null, first.address, first.family);
}

/** Why addresses cannot be given together with a proxy. */
export const proxyResolves: LocalizedText = {
  zh: '域名由代理自行解析',
  en: 'the proxy looks host names up itself',
};

/** `shop.example:443`, for messages. */
export const hostText = (url: URL): string => hostAndPort(url.hostname, portOf(url));
