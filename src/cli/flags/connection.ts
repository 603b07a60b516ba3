import { isRefusedHost, platformItself } from '../../delivery/address.ts';
import { UsageError } from '../../errors.ts';
import { readInputFile } from '../../input-file.ts';
import type { SendRunOptions } from '../../send/send-run.ts';
import type { FlagsOf } from './resolve.ts';

export type ConnectionFlags = Pick<
  FlagsOf<'send'>,
  'insecure' | 'cacert' | 'cert' | 'key' | 'proxy' | 'keepAlive'
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
  if ((flags.cert === undefined) !== (flags.key === undefined)) {
    throw new UsageError('--cert and --key go together: a certificate needs its private key');
  }
  const [ca, cert, key] = await Promise.all([
    readPem('--cacert', flags.cacert, 'CERTIFICATE'),
    readPem('--cert', flags.cert, 'CERTIFICATE'),
    readPem('--key', flags.key, 'PRIVATE KEY'),
  ]);
  const { insecure, keepAlive } = flags;
  return { insecure, ca, cert, key, proxy: readProxy(flags.proxy, refusedHosts), keepAlive };
}

async function readPem(
  flag: string,
  path: string | undefined,
  content: 'CERTIFICATE' | 'PRIVATE KEY',
): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const text = (await readInputFile(path, `${flag} ${path}`)).toString();
  // For TLS, a file without a certificate is an empty list: nothing would be trusted.
  if (!new RegExp(`^-----BEGIN [A-Z0-9 ]*${content}-----`, 'm').test(text)) {
    throw new UsageError(`${flag} ${path}: the file contains no ${content.toLowerCase()} in PEM format`);
  }
  return text;
}

function readProxy(text: string | undefined, refusedHosts: readonly string[]): URL | undefined {
  if (text === undefined) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  // Messages must not contain the password.
  const shown = text.replace(/^(.*\/\/)?.*@/, '$1…@');
  if (!URL.canParse(withScheme)) throw new UsageError(`--proxy ${shown}: not a valid URL`);
  const url = new URL(withScheme);
  if (!isEncoded(url.username) || !isEncoded(url.password)) {
    throw new UsageError(`--proxy ${shown}: write % as %25 in the user name and password`);
  }
  if (isRefusedHost(url, refusedHosts)) throw new UsageError(`--proxy ${shown}: ${platformItself}`);
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
