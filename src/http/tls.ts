import type { SecureContext } from 'node:tls';
import { UsageError } from '../errors.ts';
import type { ConnectionOptions } from './connection.ts';

export interface TlsSettings {
  readonly rejectUnauthorized: boolean;
  readonly secureContext?: SecureContext;
}

const pfxOptions = ({ data, password }: NonNullable<ConnectionOptions['pfx']>) => ({
  pfx: Buffer.from(data),
  ...(password !== undefined && { passphrase: password }),
});

/** Reads the PEM texts. @throws {UsageError} when one is not PEM, or the key is not the certificate's */
export function tlsSettings({ insecure, ca, cert, key, pfx }: ConnectionOptions): TlsSettings {
  const rejectUnauthorized = insecure !== true;
  if ([ca, cert, key, pfx].every((given) => given === undefined)) return { rejectUnauthorized };
  // Loaded on demand: plain HTTP does not need it.
  const { createSecureContext } = process.getBuiltinModule('node:tls');
  try {
    return {
      rejectUnauthorized,
      secureContext: createSecureContext({ ca, cert, key, ...(pfx && pfxOptions(pfx)) }),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const text = {
      zh: `提供的 TLS 证书、私钥或 CA 不可用：${reason}`,
      en: `The certificate, key or CA given for TLS cannot be used: ${reason}`,
    };
    throw new UsageError(text, { cause });
  }
}
