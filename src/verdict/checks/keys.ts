import { excerpt } from '../../excerpt.ts';
import { jsonType } from '../../json.ts';
import type { Check } from '../check.ts';
import { jsonPath } from '../json/json-scanner.ts';
import type { Problem } from '../verdict.ts';

/** Whether the JSON document is an object. */
export const object: Check = ({ body, object: found }) => {
  if (body === null || body.value === undefined || found !== null) return [];
  return [
    {
      code: 'body.not_object',
      expected: 'object',
      actual: describe(body.value),
      message: `The body is JSON, but its type is ${jsonType(body.value)}, not object.`,
    },
  ];
};

/** Whether every documented key is there, with its documented type. */
export const documentedKeys: Check = ({ object: found, contract }) => {
  if (found === null) return [];
  return contract.keys.flatMap(({ name, type, optional = false }): Problem[] => {
    const about = { path: name, expected: type };
    if (!Object.hasOwn(found, name)) {
      if (optional) return [];
      const message = `The response has no ${name}.`;
      return [{ code: `${name}.missing`, ...about, actual: 'missing', message }];
    }
    const value = found[name];
    if (typeof value === type) return [];
    const message = `The type of ${name} is ${jsonType(value)}, not ${type}.`;
    return [{ code: `${name}.wrong_type`, ...about, actual: describe(value), message }];
  });
};

/** Whether the receiver reports success, in the keys for which the page gives a success value. */
export const success: Check = ({ object: found, contract }) => {
  if (found === null) return [];
  return contract.keys.flatMap(({ name, success: wanted }): Problem[] => {
    const value = Object.hasOwn(found, name) ? found[name] : undefined;
    if (wanted === undefined || typeof value !== 'number' || value === wanted) return [];
    return [
      {
        code: `${name}.nonzero`,
        path: name,
        expected: String(wanted),
        actual: JSON.stringify(found),
        message: `The receiver reports a failure: ${name} is ${value}.`,
      },
    ];
  });
};

/** Whether the response has only the documented keys. */
export const extraKeys: Check = ({ object: found, contract }) => {
  if (found === null) return [];
  const documented = contract.keys.map(({ name }) => name);
  const expected = documented.length === 0 ? 'no keys' : `only ${documented.join(', ')}`;
  return Object.keys(found)
    .filter((name) => !documented.includes(name))
    .map((name) => {
      const path = jsonPath([name]);
      const message = `The documented response has no ${excerpt(path)}.`;
      return { code: 'body.extra_key', path, expected, actual: describe(found[name]), message };
    });
};

/** A value with its type: `string "0"`, `array [1,2]`, `null`. */
function describe(value: unknown): string {
  return value === null ? 'null' : `${jsonType(value)} ${JSON.stringify(value)}`;
}
