import { excerpt } from '../../excerpt.ts';
import type { Check } from '../check.ts';

/** Whether the receiver reports success, in the keys that the page gives a success value. */
export const success: Check = ({ object, contract }) => {
  if (object === null) return [];
  return contract.keys.flatMap(({ name, success: wanted }) => {
    if (wanted === undefined || !Object.hasOwn(object, name)) return [];
    const value = object[name];
    if (typeof value !== 'number' || value === wanted) return [];
    return [
      {
        code: `${name}.nonzero` as const,
        path: name,
        expected: String(wanted),
        actual: excerpt(JSON.stringify(object)),
        message: `The receiver reports a failure: ${name} is ${value}.`,
      },
    ];
  });
};
