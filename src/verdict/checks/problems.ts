import type { BodyProblem } from '../json/strict-json.ts';
import type { Check } from '../response-reading.ts';

/** A check that passes on what the strict reading of the body noticed under these codes. */
export function problemsWith(...codes: readonly BodyProblem['code'][]): Check {
  return ({ body }) => body?.problems.filter(({ code }) => codes.includes(code)) ?? [];
}
