/** One step into a JSON value: a key, or an index of an array. */
export type PathStep = string | number;

/** `data.leftMembers[0].nickName`; a key that is no plain word stands in quotes: `data["a b"]`. */
export function jsonPath(steps: readonly PathStep[]): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) path += path === '' ? step : `.${step}`;
    else path += `[${JSON.stringify(step)}]`;
  }
  return path;
}
