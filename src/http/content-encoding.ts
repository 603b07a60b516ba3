import type { ZlibOptions } from 'node:zlib';
import { excerpt } from '../excerpt.ts';
import { asIs, type LocalizedText } from '../language.ts';
import type { Exchange, ExchangeError } from './exchange.ts';

type Decoded = Pick<Exchange, 'body' | 'error'>;
type Inflate = (bytes: Uint8Array, options: ZlibOptions) => Buffer;

/** A response that names more does not mean to be read. */
const maxEncodings = 4;

/**
 * Removes the content encodings that a response names (RFC 9110, section 8.4), the last one first.
 * Synchronous, because the input is capped already and the output is capped while it is produced.
 * @param header the Content-Encoding header: encodings in the order in which they were applied
 * @param cap bytes that each step may produce at most
 * @param whole false when the response broke off: then as much as possible of it is decoded
 */
export function decodeBody(bytes: Buffer, header: string, cap: number, whole: boolean): Decoded {
  const encodings = encodingsOf(header);
  if (encodings.length > maxEncodings)
    return undecodable({
      zh: `声明了 ${encodings.length} 种内容编码`,
      en: `it names ${encodings.length} content encodings`,
    });
  let body: Buffer = bytes;
  for (const encoding of encodings.reverse()) {
    if (body.length === 0) break;
    const inflate = inflateOf(encoding, body, whole);
    if (inflate === undefined) {
      const name = excerpt(encoding, 40);
      return undecodable({
        zh: `内容编码“${name}”未知`,
        en: `its content encoding “${name}” is unknown`,
      });
    }
    try {
      body = inflate(body, { maxOutputLength: cap });
    } catch (cause) {
      if (cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') {
        const error = tooLargeError(cap, {
          zh: `${encoding} 解码后，`,
          en: ` once its ${encoding} encoding is removed`,
        });
        return { body: Buffer.alloc(0), error };
      }
      const why = cause instanceof Error ? cause.message : '';
      return undecodable({
        zh: `不是合法的 ${encoding} 数据${why && `（${why}）`}`,
        en: `it is not valid ${encoding}${why && ` (${why})`}`,
      });
    }
  }
  return { body, error: null };
}

/** The error of a body that is larger than `cap` bytes. */
export function tooLargeError(cap: number, when: LocalizedText = { zh: '', en: '' }): ExchangeError {
  const size = sizeText(cap);
  const message = {
    zh: `${when.zh}响应体超过 ${size.zh}。`,
    en: `The response body is larger than ${size.en}${when.en}.`,
  };
  return { code: 'body.too_large', message };
}

function sizeText(bytes: number): LocalizedText {
  if (bytes % 1_048_576 === 0) return asIs(`${bytes / 1_048_576} MiB`);
  if (bytes % 1024 === 0) return asIs(`${bytes / 1024} KiB`);
  return { zh: `${bytes} 字节`, en: `${bytes} bytes` };
}

function encodingsOf(header: string): string[] {
  return header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
}

function inflateOf(encoding: string, body: Uint8Array, whole: boolean): Inflate | undefined {
  // Loaded on demand: most responses are not encoded, and a start without node:zlib is 2 ms shorter.
  const zlib = process.getBuiltinModule('node:zlib');
  const { constants } = zlib;
  const finish = whole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return (bytes, options) => zlib.gunzipSync(bytes, { ...options, finishFlush: finish });
    case 'deflate':
      // Some servers send a raw stream under this name; a zlib stream starts with the method, 8.
      return ((body[0] ?? 0) & 0x0f) === 8
        ? (bytes, options) => zlib.inflateSync(bytes, { ...options, finishFlush: finish })
        : (bytes, options) => zlib.inflateRawSync(bytes, { ...options, finishFlush: finish });
    case 'br': {
      const flush = whole ? constants.BROTLI_OPERATION_FINISH : constants.BROTLI_OPERATION_FLUSH;
      return (bytes, { maxOutputLength = 0 }) =>
        zlib.brotliDecompressSync(bytes, { maxOutputLength, finishFlush: flush });
    }
    case 'zstd':
      // Node 22.15 and later.
      return (zlib as { zstdDecompressSync?: Inflate }).zstdDecompressSync;
    default:
      return undefined;
  }
}

function undecodable(reason: LocalizedText): Decoded {
  const message = {
    zh: `响应体无法解码：${reason.zh}。`,
    en: `The response body cannot be decoded: ${reason.en}.`,
  };
  return { body: Buffer.alloc(0), error: { code: 'body.undecodable', message } };
}
