import { UsageError } from '../errors.ts';
import { proxyResolves } from '../resolution.ts';

/** The proxy could not be reached, or did not open a tunnel. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

/** @throws {UsageError} when the proxy does not speak HTTP, or addresses are given that only it could look up */
export function checkProxy(proxy: URL, resolve: readonly string[] = []): void {
  if (resolve.length > 0) throw new UsageError(`resolve and proxy exclude each other: ${proxyResolves}.`);
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:')
    throw new UsageError(`A proxy is an http:// or https:// address, not ${proxy.protocol}//.`);
}

/** What a 407 means. */
export function proxyAuthText(host: string): string {
  return `The proxy ${host} asks for a user name and a password (407).`;
}

/** The header made from the user name and password in the proxy's address, if it has any. */
export function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === '' && proxy.password === '') return {};
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}
