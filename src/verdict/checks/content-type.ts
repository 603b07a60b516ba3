import { headerText } from '../../http/response.ts';
import type { Check } from '../check.ts';

/** Whether the content type is the documented one or another kind of JSON (`+json`, RFC 6839). */
export const contentType: Check = ({ exchange, contract, body }) => {
  // An empty body has no type to declare.
  if (body === null || exchange.body.length === 0) return [];
  const value = headerText(exchange.headers, 'content-type');
  const mediaType = value?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === contract.mediaType || mediaType?.endsWith('+json')) return [];
  return [
    {
      code: 'content_type.not_json',
      path: 'headers.content-type',
      expected: contract.mediaType,
      actual: value ?? 'missing',
      message:
        value === undefined
          ? 'The response has no Content-Type.'
          : `The Content-Type of the response is not ${contract.mediaType}.`,
    },
  ];
};
