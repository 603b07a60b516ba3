import type { Check } from '../check.ts';
import { contentType } from './content-type.ts';
import { documentedKeys } from './documented-keys.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { encoding } from './encoding.ts';
import { exchange } from './exchange.ts';
import { extraKeys } from './extra-keys.ts';
import { json } from './json.ts';
import { object } from './object.ts';
import { safeIntegers } from './safe-integers.ts';
import { status } from './status.ts';
import { success } from './success.ts';

/** Every check by its name, in the order in which findings are reported. */
export const checks = {
  exchange,
  status,
  content_type: contentType,
  encoding,
  json,
  object,
  duplicate_keys: duplicateKeys,
  documented_keys: documentedKeys,
  success,
  safe_integers: safeIntegers,
  extra_keys: extraKeys,
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;
