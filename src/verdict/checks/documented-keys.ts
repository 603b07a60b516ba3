import type { ResponseKey } from '../../define/contract.ts';
import { excerpt } from '../../excerpt.ts';
import { type Check, describeValue, type Problem, typeName } from '../check.ts';

/** Whether every documented key is there, with its documented type. */
export const documentedKeys: Check = ({ object, contract }) => {
  if (object === null) return [];
  return contract.keys.flatMap((key) => {
    if (!Object.hasOwn(object, key.name)) return [missing(key)];
    const value = object[key.name];
    return typeof value === key.type ? [] : [wrongType(key, value)];
  });
};

function missing({ name, type }: ResponseKey): Problem {
  return {
    code: `${name}.missing`,
    path: name,
    expected: type,
    actual: 'missing',
    message: `The response has no ${name}.`,
  };
}

function wrongType({ name, type }: ResponseKey, value: unknown): Problem {
  return {
    code: `${name}.wrong_type`,
    path: name,
    expected: type,
    actual: excerpt(describeValue(value)),
    message: `${name} is of the type ${typeName(value)} instead of ${type}.`,
  };
}
