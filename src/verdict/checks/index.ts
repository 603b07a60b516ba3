import type { Check } from '../check.ts';
import type { FindingCode } from '../codes.ts';
import { documentedKeys, extraKeys, object, success } from './keys.ts';
import { contentType, status } from './response-head.ts';

/** Every check by its name, in the order in which findings are reported. */
export const checks = {
  /** Whether a complete response arrived. */
  exchange: ({ exchange: { error } }) => (error === null ? [] : [error]),
  status,
  content_type: contentType,
  /** Whether the body is UTF-8 without a byte order mark. */
  encoding: bodyProblems('body.invalid_utf8', 'body.bom'),
  /** Whether the body is one JSON document of reasonable depth. */
  json: bodyProblems('body.empty', 'body.not_json', 'body.too_deep'),
  object,
  duplicate_keys: bodyProblems('body.duplicate_key'),
  documented_keys: documentedKeys,
  success,
  /** Whether every integer survives a parser that reads numbers as doubles. */
  safe_integers: bodyProblems('body.unsafe_integer'),
  extra_keys: extraKeys,
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

/** A check that reports what parsing the body found under these codes. */
function bodyProblems(...codes: readonly FindingCode[]): Check {
  return ({ body }) => body?.problems.filter(({ code }) => codes.includes(code)) ?? [];
}
