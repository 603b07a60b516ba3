import { excerpt } from '../../excerpt.ts';
import { headerText } from '../../http/response.ts';
import type { Check, ResponseReading } from '../check.ts';
import { errorPageText } from '../error-page.ts';
import type { Problem } from '../verdict.ts';

/** Whether the status is 2xx, and the documented one. */
export const status: Check = ({ exchange, contract }) => {
  const code = exchange.status;
  if (code === null || code === contract.status) return [];
  const problem =
    code >= 200 && code < 300
      ? {
          code: 'status.undocumented' as const,
          actual: statusLine(exchange),
          message: `The status is ${code}; the page documents ${contract.status}.`,
        }
      : failure(exchange, code);
  return [{ path: 'status', expected: String(contract.status), ...problem }];
};

function failure(exchange: ResponseReading['exchange'], code: number): Problem {
  const line = statusLine(exchange);
  const withHeader = (name: string): string => {
    const value = headerText(exchange.headers, name.toLowerCase());
    return value === undefined ? line : excerpt(`${line}, ${name}: ${value}`);
  };
  // The text of an error page says more than any finding about its form.
  const page = errorPageText(exchange.body);
  const withPage = (head: string): string => (page === '' ? head : `${head}: ${page}`);
  if (code >= 300 && code < 400) {
    const message = `The receiver redirects (${code}); redirects are not followed.`;
    return { code: 'status.redirect', actual: withHeader('Location'), message };
  }
  if (code === 429 || code === 503) {
    const message = `The receiver asks for fewer requests (${code}).`;
    return { code: 'status.throttled', actual: withPage(withHeader('Retry-After')), message };
  }
  return {
    code: 'status.error',
    actual: withPage(line),
    message: `The receiver responded with status ${code}.`,
  };
}

const statusLine = ({ status: code, statusText }: ResponseReading['exchange']): string =>
  excerpt(`${code} ${statusText}`.trim());

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
