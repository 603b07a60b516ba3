import type { LookupFunction } from 'node:net';
import { UsageError } from '../errors.ts';
import { withoutBrackets } from '../host.ts';

/** An address that a name was found to have. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** By host name. */
export type HostAddresses = Readonly<Record<string, readonly HostAddress[]>>;

/**
 * Sees to it that load goes to this machine alone, or to a host that was named for it. What is judged is the address
 * after parsing, so that `127.1` and `2130706433` are loopback; of a name, every address that it has.
 * @param urls receivers, and the proxy where there is one
 * @param allowed hosts that were named, as they stand in an address
 * @returns the addresses that were judged, by name: nothing else is to be connected to
 * @throws UsageError naming what to type, when a host is neither
 */
export async function guardTargets(urls: readonly URL[], allowed: readonly string[]): Promise<HostAddresses> {
  const named = new Set(allowed.map(hostName));
  const judged: Record<string, readonly HostAddress[]> = {};
  for (const hostname of new Set(urls.map(({ hostname }) => hostname))) {
    if (named.has(hostname) || isLoopback(withoutBrackets(hostname))) continue;
    const addresses = await addressesOf(hostname);
    const elsewhere = addresses.find(({ address }) => !isLoopback(address));
    if (elsewhere !== undefined) throw refusal(hostname, elsewhere.address);
    judged[hostname] = addresses;
  }
  return judged;
}

/** Looks a name up among those that were judged; any other, by the system. */
export function guardedLookup(hosts: HostAddresses): LookupFunction {
  return (hostname, options, found) => {
    if (!Object.hasOwn(hosts, hostname)) {
      void import('node:dns').then(({ lookup }) => lookup(hostname, options, found as never));
      return;
    }
    const family = Number(String(options.family ?? 0).replace('IPv', ''));
    const addresses = (hosts[hostname] ?? []).filter((one) => family === 0 || one.family === family);
    const [first] = addresses;
    if (first === undefined) {
      const error = new Error(`${hostname} has no IPv${family} address`);
      found(Object.assign(error, { code: 'ENOTFOUND' }), '', family);
    } else if (options.all === true) found(null, addresses);
    else found(null, first.address, first.family);
  };
}

/** The host of an address, however much of one was typed: a name, `name:port`, or all of it. */
function hostName(text: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(url) || new URL(url).pathname !== '/') {
    throw new UsageError(`--allow-target '${text}': write a host name, such as staging.example.com`);
  }
  return new URL(url).hostname;
}

async function addressesOf(hostname: string): Promise<readonly HostAddress[]> {
  const { isIP } = await import('node:net');
  const literal = withoutBrackets(hostname);
  if (isIP(literal) !== 0) return [{ address: literal, family: isIP(literal) }];
  const { lookup } = await import('node:dns/promises');
  return lookup(hostname, { all: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${hostname} has no address (${error.code ?? error.message}), so that it cannot be told whether it is this machine`,
    );
  });
}

function refusal(hostname: string, address: string): UsageError {
  const is = address === withoutBrackets(hostname) ? '' : ` is ${address}, which`;
  const hint = address === '0.0.0.0' || address === '::' ? '; write 127.0.0.1' : '';
  return new UsageError(
    `${hostname}${is} is not this machine, and a burst goes nowhere else${hint === '' ? ` unless you name it: --allow-target ${hostname}` : hint}`,
  );
}

/** 127.0.0.0/8 and ::1 (RFC 6890), the former also as an IPv4-mapped address. */
function isLoopback(address: string): boolean {
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return /^127\./.test(mapped) || /^7f[0-9a-f]{2}:/i.test(mapped);
  return /^127(?:\.\d+){3}$/.test(address) || address === '::1';
}
