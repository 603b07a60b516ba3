import { excerpt } from '../excerpt.ts';
import { asIs, type LocalizedText } from '../language.ts';

/** A response whose header is longer is invalid; node:http has the same limit. Bytes. */
export const maxHeaderSize = 16_384;

export const headerTooLarge: LocalizedText = {
  zh: '响应头超过 16 KiB',
  en: 'its header is larger than 16 KiB',
};

export const headerIncomplete: LocalizedText = { zh: '响应头不完整', en: 'its header is not complete' };

export const statusOutOfRange: LocalizedText = {
  zh: '状态码不在 100 到 999 之间',
  en: 'its status is not a number from 100 to 999',
};

const bothLengths: LocalizedText = {
  zh: '同时有 Content-Length 和 Transfer-Encoding',
  en: 'it has both a Content-Length and a Transfer-Encoding',
};

const unknownVersion: LocalizedText = {
  zh: '版本既不是 HTTP/1.0 也不是 HTTP/1.1',
  en: 'its version is neither HTTP/1.0 nor HTTP/1.1',
};

/** What undici's parser finds wrong, and what we call it. Other reasons are shown as they are. */
const reasons: Readonly<Record<string, LocalizedText>> = {
  'Duplicate Content-Length': {
    zh: '有多个 Content-Length 头',
    en: 'it has more than one Content-Length header',
  },
  "Content-Length can't be present with Transfer-Encoding": bothLengths,
  "Transfer-Encoding can't be present with Content-Length": bothLengths,
  'Invalid character in Content-Length': {
    zh: 'Content-Length 不是整数',
    en: 'its Content-Length is not a whole number',
  },
  'Empty Content-Length': { zh: 'Content-Length 为空', en: 'its Content-Length is empty' },
  'Content-Length overflow': {
    zh: 'Content-Length 的数值过大',
    en: 'its Content-Length is too large a number',
  },
  'Chunk size overflow': { zh: '分块大小的数值过大', en: 'the size of a chunk is too large a number' },
  'Invalid character in chunk size': {
    zh: '分块大小不是十六进制数',
    en: 'the size of a chunk is not a hexadecimal number',
  },
  'Unexpected whitespace after header value': {
    zh: '有响应头续写到了第二行，HTTP/1.1 已不允许',
    en: 'a header continues on a second line, as HTTP/1.1 no longer allows',
  },
  'Expected HTTP/, RTSP/ or ICE/': { zh: '开头不是状态行', en: 'it does not begin with a status line' },
  'Invalid HTTP version': unknownVersion,
  'Expected dot': unknownVersion,
  'Invalid status code': {
    zh: '状态码不是三位数字',
    en: 'its status is not a number of three digits',
  },
  'Invalid header token': {
    zh: '响应头的名称中有不允许的字符',
    en: 'the name of a header has a character that no name may have',
  },
  'Invalid header value char': {
    zh: '响应头的值中有不允许的字符',
    en: 'the value of a header has a character that no value may have',
  },
  'Missing expected CR after response line': {
    zh: '状态行没有以 CR 和 LF 结尾',
    en: 'its status line does not end with CR and LF',
  },
};

/** Why a response is not valid, as the end of a sentence. @param reason as undici's parser gives it */
export function invalidReason(reason: string): LocalizedText {
  return Object.hasOwn(reasons, reason) ? (reasons[reason] as LocalizedText) : asIs(reason);
}

/** A reason phrase may have a tab, but no other (RFC 9112, section 4). */
const controls = /[\0-\u0008\n-\u001f\u007f]/;

/** What of a header is wrong for us that undici's parser lets pass; `null` for nothing. Headers: name, value, name … */
export function headProblem(
  status: number,
  statusText: string,
  headers: readonly Buffer[],
): LocalizedText | null {
  if (status === 101) return unaskedUpgrade;
  if (statusText.length > maxHeaderSize) return headerTooLarge;
  if (controls.test(statusText)) return controlsInReason;
  let encodings = 0;
  for (let i = 0; i < headers.length; i += 2) {
    const header = headers[i] as Buffer;
    // The length alone excludes most names.
    if (header.length !== 17 || header.toString('latin1').toLowerCase() !== 'transfer-encoding') continue;
    const value = (headers[i + 1] as Buffer).toString('latin1').trim();
    encodings += 1;
    if (encodings > 1) return severalEncodings;
    if (value.toLowerCase() !== 'chunked') return otherEncoding(excerpt(value));
  }
  return null;
}

const controlsInReason: LocalizedText = {
  zh: '原因短语中有控制字符',
  en: 'its reason phrase has control characters',
};

const severalEncodings: LocalizedText = {
  zh: '有多个 Transfer-Encoding 头',
  en: 'it has more than one Transfer-Encoding header',
};

const otherEncoding = (name: string): LocalizedText => ({
  zh: `Transfer-Encoding 是 '${name}'，而请求只接受 chunked`,
  en: `its Transfer-Encoding is '${name}', and nothing but chunked was offered`,
});

export const unaskedUpgrade: LocalizedText = {
  zh: '切换了协议，而请求并未要求',
  en: 'it switches protocols, which was not asked for',
};

export const unaskedContinue: LocalizedText = {
  zh: '发来了 100 Continue，而请求并未要求',
  en: 'it sends 100 Continue, which was not asked for',
};
