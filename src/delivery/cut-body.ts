import { count } from '../counted.ts';
import { say } from '../language.ts';
import type { AttemptRecord } from './delivery.ts';

/** UTF-16 units of a response body that a record keeps: of a longer one its head and its tail. */
export const longestBody = 8192;
const tailLength = 2048;

/**
 * The record of an attempt with at most {@link longestBody} units of its body, and the length and the hash of the whole.
 * To be called after secrets are masked: half of a secret would not be found.
 * @param whole the decoded body, as it was received
 */
export function cutBody(attempt: AttemptRecord, whole: Uint8Array): AttemptRecord {
  const { body, bodyBase64: _, ...rest } = attempt;
  if (body.length <= longestBody) return attempt;
  const { createHash } = process.getBuiltinModule('node:crypto');
  return {
    ...rest,
    body: cutText(body),
    bodyBytes: whole.length,
    bodySha256: createHash('sha256').update(whole).digest('hex'),
  };
}

/** Head and tail of a text, and between them how much is missing. Surrogate pairs are not cut. */
function cutText(text: string): string {
  let end = longestBody - tailLength;
  if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1;
  let start = text.length - tailLength;
  if (/[\udc00-\udfff]/.test(text.charAt(start))) start += 1;
  const left = start - end;
  const omission = say({
    zh: `… 省略 ${count(left)} 个字符 …`,
    en: `… ${left} characters left out …`,
  });
  return `${text.slice(0, end)}\n${omission}\n${text.slice(start)}`;
}
