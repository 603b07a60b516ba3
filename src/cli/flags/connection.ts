import { isRefusedHost, platformItself } from '../../delivery/address.ts';
import { UsageError, warningLine } from '../../errors.ts';
import { say } from '../../language.ts';
import type { SendRunOptions } from '../../send/send-run.ts';
import type { FlagsOf } from './resolve.ts';

export type ConnectionFlags = Pick<
  FlagsOf<'send'>,
  'insecure' | 'cacert' | 'cert' | 'key' | 'keyPassword' | 'proxy' | 'resolve' | 'keepAlive'
>;

/**
 * Reads the certificate files and the address of the proxy.
 * @param refusedHosts the platforms' own hosts
 * @throws UsageError for a file without PEM content, an invalid proxy, or one of --cert and --key without the other
 */
export async function connectionOptions(
  flags: ConnectionFlags,
  refusedHosts: readonly string[],
): Promise<NonNullable<SendRunOptions['connection']>> {
  const { insecure, keepAlive, resolve } = flags;
  const certificates = flags.cert ?? flags.key ?? flags.cacert;
  const proxy = readProxy(flags.proxy, refusedHosts);
  if (certificates === undefined) return { insecure, proxy, resolve, keepAlive };
  // Loaded on demand: plain HTTP does not need it.
  const { clientCertificate, readPem } = await import('./client-certificate.ts');
  const ca = await readPem('--cacert', flags.cacert, 'CERTIFICATE');
  return { insecure, ca, ...(await clientCertificate(flags)), proxy, resolve, keepAlive };
}

/** What --insecure does, as a warning. */
export const uncheckedCertificates = (): string =>
  warningLine(say({ zh: '--insecure：不检查证书', en: '--insecure: certificates are not checked' }));

function readProxy(text: string | undefined, refusedHosts: readonly string[]): URL | undefined {
  if (text === undefined) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  // Messages must not contain the password.
  const shown = text.replace(/^(.*\/\/)?.*@/, '$1…@');
  if (!URL.canParse(withScheme))
    throw new UsageError({ zh: `--proxy ${shown}：不是合法的 URL`, en: `--proxy ${shown}: not a valid URL` });
  const url = new URL(withScheme);
  if (!isEncoded(url.username) || !isEncoded(url.password)) {
    throw new UsageError({
      zh: `--proxy ${shown}：用户名和密码中的 % 须写作 %25`,
      en: `--proxy ${shown}: write % as %25 in the user name and password`,
    });
  }
  if (isRefusedHost(url, refusedHosts)) {
    throw new UsageError({
      zh: `--proxy ${shown}：${platformItself.zh}`,
      en: `--proxy ${shown}: ${platformItself.en}`,
    });
  }
  return url;
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
