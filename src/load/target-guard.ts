import type { LookupFunction } from 'node:net';
import { UsageError } from '../errors.ts';
import { localhostAddresses, withoutBrackets } from '../host.ts';
import { answerLookup, type HostAddress, hostText, resolvedAddresses } from '../resolution.ts';

/** By host name. */
export type HostAddresses = Readonly<Record<string, readonly HostAddress[]>>;

/**
 * Makes sure that load is sent to this machine only, or to a host that was allowed. Addresses are judged after parsing, so
 * that `127.1` and `2130706433` are loopback; for a name, all of its addresses are. Where the user gave the addresses,
 * these alone count, and not what the host is called.
 * @param urls of the receivers, and of the proxy if there is one
 * @param allowed hosts, as they stand in a URL
 * @param resolve addresses of hosts that the user gave
 * @returns the addresses that were judged, by name: connections must be made to these only
 * @throws UsageError for any other host; it says what to type
 */
export async function guardTargets(
  urls: readonly URL[],
  allowed: readonly string[],
  resolve?: readonly string[],
): Promise<HostAddresses> {
  const allowedNames = new Set(allowed.map(hostName));
  const judged: Record<string, readonly HostAddress[]> = {};
  const byOwnAddress = urls.filter((url) => {
    const given = resolvedAddresses(resolve, url);
    const remote = given?.find(({ address }) => !isLoopback(address) && !allowedNames.has(urlHost(address)));
    if (remote !== undefined) throw refusal(hostText(url), remote.address, urlHost(remote.address));
    return given === undefined;
  });
  for (const hostname of new Set(byOwnAddress.map(({ hostname }) => hostname))) {
    if (allowedNames.has(hostname) || isLoopback(withoutBrackets(hostname))) continue;
    const addresses = await addressesOf(hostname);
    const remote = addresses.find(({ address }) => !isLoopback(address));
    if (remote !== undefined) throw refusal(hostname, remote.address);
    judged[hostname] = addresses;
  }
  return judged;
}

/** Looks a name up among those that were judged; the system looks up any other. */
export function guardedLookup(hosts: HostAddresses): LookupFunction {
  return (hostname, options, callback) => {
    if (!Object.hasOwn(hosts, hostname)) {
      void import('node:dns').then(({ lookup }) => lookup(hostname, options, callback as never));
      return;
    }
    answerLookup(hostname, hosts[hostname] ?? [], options, callback);
  };
}

/** The host name in a name, `name:port`, or a whole URL. */
function hostName(text: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(url) || new URL(url).pathname !== '/') {
    throw new UsageError({
      zh: `--allow-target '${text}'：请写主机名，例如 staging.example.com`,
      en: `--allow-target '${text}': write a host name, such as staging.example.com`,
    });
  }
  return new URL(url).hostname;
}

async function addressesOf(hostname: string): Promise<readonly HostAddress[]> {
  const local = localhostAddresses(hostname);
  if (local !== null) return local;
  const { isIP } = await import('node:net');
  const literal = withoutBrackets(hostname);
  if (isIP(literal) !== 0) return [{ address: literal, family: isIP(literal) }];
  const { lookup } = await import('node:dns/promises');
  return lookup(hostname, { all: true }).catch((error: NodeJS.ErrnoException) => {
    const why = error.code ?? error.message;
    throw new UsageError({
      zh: `${hostname} 解析不到地址（${why}），无法确认它是不是本机`,
      en: `${hostname} has no address (${why}), so it is unknown whether it is this machine`,
    });
  });
}

/** An address as the host of a URL. */
const urlHost = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** @param named what to name to allow it */
function refusal(hostname: string, address: string, named: string = hostname): UsageError {
  const plain = address === withoutBrackets(hostname);
  const unspecified = address === '0.0.0.0' || address === '::';
  return new UsageError({
    zh: `${hostname}${plain ? '' : ` 的地址 ${address}`} 不是本机，压测默认只发往本机${unspecified ? '；请写 127.0.0.1' : `；确认要发往它，请加上 --allow-target ${named}`}`,
    en: `${hostname}${plain ? '' : ` is ${address}, which`} is not this machine, and a burst goes nowhere else${unspecified ? '; write 127.0.0.1' : ` unless you name it: --allow-target ${named}`}`,
  });
}

/** 127.0.0.0/8 and ::1 (RFC 6890), the former also as an IPv4-mapped address. */
function isLoopback(address: string): boolean {
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return /^127\./.test(mapped) || /^7f[0-9a-f]{2}:/i.test(mapped);
  return /^127(?:\.\d+){3}$/.test(address) || address === '::1';
}
