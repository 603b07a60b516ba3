import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import type { SendOptions } from '../run/send-run.ts';

/** Flags that say how a connection is made. */
export interface ConnectionFlags {
  readonly insecure?: boolean;
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly proxy?: string;
}

/** Reads the certificate files and the proxy's address. */
export async function connectionOptions(
  flags: ConnectionFlags,
): Promise<NonNullable<SendOptions['connection']>> {
  if ((flags.cert === undefined) !== (flags.key === undefined)) {
    throw new UsageError('--cert and --key go together: a certificate, and the key to it');
  }
  const [ca, cert, key] = await Promise.all([
    readPem('--cacert', flags.cacert),
    readPem('--cert', flags.cert),
    readPem('--key', flags.key),
  ]);
  return { insecure: flags.insecure, ca, cert, key, proxy: readProxy(flags.proxy) };
}

async function readPem(flag: string, path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${flag} ${path}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`);
  });
}

function readProxy(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(withScheme)) throw new UsageError(`--proxy ${text}: this is not an address`);
  return new URL(withScheme);
}
