import { excerpt } from '../../excerpt.ts';
import { type Check, describeValue } from '../check.ts';
import { jsonPath } from '../json/json-path.ts';

/** Whether the response has only the documented keys. */
export const extraKeys: Check = ({ object, contract }) => {
  if (object === null) return [];
  const documented = contract.keys.map(({ name }) => name);
  const expected = documented.length === 0 ? 'no keys' : `only ${documented.join(', ')}`;
  return Object.keys(object)
    .filter((name) => !documented.includes(name))
    .map((name) => {
      const path = excerpt(jsonPath([name]));
      return {
        code: 'body.extra_key',
        path,
        expected,
        actual: excerpt(describeValue(object[name])),
        message: `The documented response has no ${path}.`,
      };
    });
};
