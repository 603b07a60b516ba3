import { UsageError } from '../errors.ts';
import { asIs, type LocalizedText } from '../language.ts';
import { proxyResolves } from '../resolution.ts';

/** The proxy could not be reached, or did not open a tunnel. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly text: LocalizedText;

  constructor(text: LocalizedText, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}

/** @throws {UsageError} when the proxy does not speak HTTP, or addresses are given that only it could look up */
export function checkProxy(proxy: URL, resolve: readonly string[] = []): void {
  if (resolve.length > 0)
    throw new UsageError({
      zh: `resolve 与 proxy 不能同时使用：${proxyResolves.zh}。`,
      en: `resolve and proxy exclude each other: ${proxyResolves.en}.`,
    });
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:')
    throw new UsageError({
      zh: `代理应是 http:// 或 https:// 地址，不能是 ${proxy.protocol}//。`,
      en: `A proxy is an http:// or https:// address, not ${proxy.protocol}//.`,
    });
}

/** What a 407 means. */
export const proxyAuthText = (host: string): LocalizedText => ({
  zh: `代理 ${host} 要求用户名和密码（407）。`,
  en: `The proxy ${host} asks for a user name and a password (407).`,
});

/** The header made from the user name and password in the proxy's address, if it has any. */
export function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === '' && proxy.password === '') return {};
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': asIs(`Basic ${Buffer.from(credentials).toString('base64')}`).en };
}
