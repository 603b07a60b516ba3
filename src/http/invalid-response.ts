import { excerpt } from '../excerpt.ts';

/** A response whose header is longer is invalid; node:http has the same limit. Bytes. */
export const maxHeaderSize = 16_384;

export const headerTooLarge = 'its header is larger than 16 KiB';

/** What undici's parser finds wrong, and what we call it. Other reasons are shown as they are. */
const reasons: Readonly<Record<string, string>> = {
  'Duplicate Content-Length': 'it has more than one Content-Length header',
  "Content-Length can't be present with Transfer-Encoding":
    'it has both a Content-Length and a Transfer-Encoding',
  "Transfer-Encoding can't be present with Content-Length":
    'it has both a Content-Length and a Transfer-Encoding',
  'Invalid character in Content-Length': 'its Content-Length is not a whole number',
  'Empty Content-Length': 'its Content-Length is empty',
  'Content-Length overflow': 'its Content-Length is too large a number',
  'Chunk size overflow': 'the size of a chunk is too large a number',
  'Invalid character in chunk size': 'the size of a chunk is not a hexadecimal number',
  'Unexpected whitespace after header value':
    'a header continues on a second line, as HTTP/1.1 no longer allows',
  'Expected HTTP/, RTSP/ or ICE/': 'it does not begin with a status line',
  'Invalid HTTP version': 'its version is neither HTTP/1.0 nor HTTP/1.1',
  'Expected dot': 'its version is neither HTTP/1.0 nor HTTP/1.1',
  'Invalid status code': 'its status is not a number of three digits',
  'Invalid header token': 'the name of a header has a character that no name may have',
  'Invalid header value char': 'the value of a header has a character that no value may have',
  'Missing expected CR after response line': 'its status line does not end with CR and LF',
};

/** Why a response is not valid, as the end of a sentence. @param reason as undici's parser gives it */
export function invalidReason(reason: string): string {
  return Object.hasOwn(reasons, reason) ? (reasons[reason] as string) : reason;
}

/** A reason phrase may have a tab, but no other (RFC 9112, section 4). */
const controls = /[\0-\u0008\n-\u001f\u007f]/;

/** What of a header is wrong for us that undici's parser lets pass; `null` for nothing. Headers: name, value, name … */
export function headProblem(status: number, statusText: string, headers: readonly Buffer[]): string | null {
  if (status === 101) return unaskedUpgrade;
  if (statusText.length > maxHeaderSize) return headerTooLarge;
  if (controls.test(statusText)) return 'its reason phrase has control characters';
  let encodings = 0;
  for (let i = 0; i < headers.length; i += 2) {
    const header = headers[i] as Buffer;
    // The length alone excludes most names.
    if (header.length !== 17 || header.toString('latin1').toLowerCase() !== 'transfer-encoding') continue;
    const value = (headers[i + 1] as Buffer).toString('latin1').trim();
    encodings += 1;
    if (encodings > 1) return 'it has more than one Transfer-Encoding header';
    if (value.toLowerCase() !== 'chunked')
      return `its Transfer-Encoding is '${excerpt(value)}', and nothing but chunked was offered`;
  }
  return null;
}

export const unaskedUpgrade = 'it switches protocols, which was not asked for';
