import { createPrivateKey } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { UsageError } from '../../errors.ts';
import type { ConnectionOptions } from '../../http/connection.ts';
import { readInputFile } from '../../input-file.ts';
import type { LocalizedText } from '../../language.ts';
import type { FlagsOf } from './resolve.ts';

type CertificateFlags = Pick<FlagsOf<'send'>, 'cert' | 'key' | 'keyPassword'>;
type ClientCertificate = Pick<ConnectionOptions, 'cert' | 'key' | 'pfx'>;

const howToGive: LocalizedText = {
  zh: '请用 --key-password 或 WEBHOOK_SIM_KEY_PASSWORD 提供密码',
  en: 'give its password with --key-password or WEBHOOK_SIM_KEY_PASSWORD',
};
const notOpened: LocalizedText = {
  zh: '--key-password 的密码不正确',
  en: 'the password of --key-password does not open it',
};

/** Whether a file holds a certificate and its key together, by how its name ends. */
const isPkcs12 = (path: string): boolean => /\.(?:p12|pfx)$/i.test(path);

/**
 * Reads the client's certificate and its private key: PEM files, the key possibly encrypted, or a PKCS#12 file.
 * @throws UsageError for a file that is none, for one flag without the other, and for a wrong or missing password
 */
export async function clientCertificate(flags: CertificateFlags): Promise<ClientCertificate> {
  const { cert, key, keyPassword: password } = flags;
  if (cert !== undefined && isPkcs12(cert)) {
    if (key !== undefined)
      throw new UsageError({
        zh: `--cert ${cert} 已包含私钥：请去掉 --key`,
        en: `--cert ${cert} holds its private key: leave out --key`,
      });
    const data = await readInputFile(cert, `--cert ${cert}`);
    checkPkcs12(cert, data, password);
    return { pfx: { data, password } };
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw new UsageError({
      zh: '--cert 与 --key 须一起使用：证书需要对应的私钥',
      en: '--cert and --key go together: a certificate needs its private key',
    });
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
        password === undefined
          ? {
              zh: `--cert ${path}：文件已加密：${howToGive.zh}`,
              en: `--cert ${path}: the file is encrypted: ${howToGive.en}`,
            }
          : { zh: `--cert ${path}：${notOpened.zh}`, en: `--cert ${path}: ${notOpened.en}` },
      );
    }
    const old = /unsupported/i.test(reason);
    throw new UsageError(
      old
        ? {
            zh: `--cert ${path}：OpenSSL 3 无法读取它的加密方式；请用 openssl pkcs12 -legacy 转换`,
            en: `--cert ${path}: its encryption is one that OpenSSL 3 does not read; convert it with openssl pkcs12 -legacy`,
          }
        : {
            zh: `--cert ${path}：不是 PKCS#12 文件（${reason}）`,
            en: `--cert ${path}: not a PKCS#12 file (${reason})`,
          },
    );
  }
}

function decrypted(label: string, pem: string, password: string | undefined): string {
  if (!pem.includes('ENCRYPTED')) return pem;
  if (password === undefined)
    throw new UsageError({
      zh: `${label}：私钥已加密：${howToGive.zh}`,
      en: `${label}: the key is encrypted: ${howToGive.en}`,
    });
  try {
    return createPrivateKey({ key: pem, passphrase: password })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString();
  } catch {
    throw new UsageError({ zh: `${label}：${notOpened.zh}`, en: `${label}: ${notOpened.en}` });
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
    throw new UsageError({
      zh: `${flag} ${path}：文件中没有 PEM 格式的${content === 'CERTIFICATE' ? '证书' : '私钥'}`,
      en: `${flag} ${path}: the file contains no ${content.toLowerCase()} in PEM format`,
    });
  }
  return text;
}
