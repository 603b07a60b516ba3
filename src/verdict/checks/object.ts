import { excerpt } from '../../excerpt.ts';
import { type Check, describeValue, typeName } from '../check.ts';

/** Whether the document is an object. */
export const object: Check = ({ body, object: found }) => {
  if (body === null || body.value === undefined || found !== null) return [];
  return [
    {
      code: 'body.not_object',
      expected: 'object',
      actual: excerpt(describeValue(body.value)),
      message: `The body is JSON, but of the type ${typeName(body.value)} instead of an object.`,
    },
  ];
};
