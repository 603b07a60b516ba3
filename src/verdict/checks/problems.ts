import type { Check } from '../check.ts';
import type { BodyProblem } from '../json/strict-json.ts';

/** A check that passes on what the strict reading of the body noticed under these codes. */
export function problemsWith(...codes: readonly BodyProblem['code'][]): Check {
  return ({ body }) => body?.problems.filter(({ code }) => codes.includes(code)) ?? [];
}
