import { createPrivateKey } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { UsageError } from '../../errors.ts';
import type { ConnectionOptions } from '../../http/connection.ts';
import { readInputFile } from '../../input-file.ts';
import type { FlagsOf } from './resolve.ts';

type CertificateFlags = Pick<FlagsOf<'send'>, 'cert' | 'key' | 'keyPassword'>;
type ClientCertificate = Pick<ConnectionOptions, 'cert' | 'key' | 'pfx'>;

const howToGive = 'give its password with --key-password or WEBHOOK_SIM_KEY_PASSWORD';

/** Whether a file holds a certificate and its key together, by how its name ends. */
const isPkcs12 = (path: string): boolean => /\.(?:p12|pfx)$/i.test(path);

/**
 * Reads the client's certificate and its private key: PEM files, the key possibly encrypted, or a PKCS#12 file.
 * @throws UsageError for a file that is none, for one flag without the other, and for a wrong or missing password
 */
export async function clientCertificate(flags: CertificateFlags): Promise<ClientCertificate> {
  const { cert, key, keyPassword: password } = flags;
  if (cert !== undefined && isPkcs12(cert)) {
    if (key !== undefined) throw new UsageError(`--cert ${cert} holds its private key: leave out --key`);
    const data = await readInputFile(cert, `--cert ${cert}`);
    checkPkcs12(cert, data, password);
    return { pfx: { data, password } };
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw new UsageError('--cert and --key go together: a certificate needs its private key');
  }
  const certText = await readPem('--cert', cert, 'CERTIFICATE');
  const keyText = await readPem('--key', key, 'PRIVATE KEY');
  return { cert: certText, key: keyText && decrypted(`--key ${key}`, keyText, password) };
}

function checkPkcs12(path: string, data: Buffer, password: string | undefined): void {
  try {
    createSecureContext({ pfx: data, ...(password !== undefined && { passphrase: password }) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (/mac verify/i.test(reason)) {
      throw new UsageError(
        `--cert ${path}: ${password === undefined ? `the file is encrypted: ${howToGive}` : 'the password of --key-password does not open it'}`,
      );
    }
    const old = /unsupported/i.test(reason);
    throw new UsageError(
      old
        ? `--cert ${path}: its encryption is one that OpenSSL 3 does not read; convert it with openssl pkcs12 -legacy`
        : `--cert ${path}: not a PKCS#12 file (${reason})`,
    );
  }
}

function decrypted(label: string, pem: string, password: string | undefined): string {
  if (!pem.includes('ENCRYPTED')) return pem;
  if (password === undefined) throw new UsageError(`${label}: the key is encrypted: ${howToGive}`);
  try {
    return createPrivateKey({ key: pem, passphrase: password })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString();
  } catch {
    throw new UsageError(`${label}: the password of --key-password does not open it`);
  }
}

/** Reads a PEM file. @throws UsageError when it does not hold `content` */
export async function readPem(
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
