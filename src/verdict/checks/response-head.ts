import { excerpt } from '../../excerpt.ts';
import { headerText } from '../../http/response.ts';
import { asIs } from '../../language.ts';
import type { Check, ResponseReading } from '../check.ts';
import { errorPageText } from '../error-page.ts';
import type { Problem } from '../verdict.ts';
import { missing } from './keys.ts';

/** Whether the status is 2xx, and the documented one. */
export const status: Check = ({ exchange, contract }) => {
  const code = exchange.status;
  if (code === null || code === contract.status) return [];
  const problem =
    code >= 200 && code < 300
      ? {
          code: 'status.undocumented' as const,
          actual: asIs(statusLine(exchange)),
          message: {
            zh: `状态码是 ${code}，文档写的是 ${contract.status}。`,
            en: `The status is ${code}; the page documents ${contract.status}.`,
          },
        }
      : failure(exchange, code);
  return [{ path: 'status', expected: asIs(String(contract.status)), ...problem }];
};

function failure(exchange: ResponseReading['exchange'], code: number): Problem {
  const line = statusLine(exchange);
  const withHeader = (name: string): string => {
    const value = headerText(exchange.headers, name);
    return value === undefined ? line : excerpt(`${line}, ${capitalized(name)}: ${value}`);
  };
  // The text of an error page says more than any finding about its form.
  const page = errorPageText(exchange.body);
  const withPage = (head: string): string => (page === '' ? head : `${head}: ${page}`);
  if (code >= 300 && code < 400) {
    const message = {
      zh: `接收端返回重定向（${code}），不会跟随。`,
      en: `The receiver redirects (${code}); redirects are not followed.`,
    };
    return { code: 'status.redirect', actual: asIs(withHeader('location')), message };
  }
  if (code === 429 || code === 503) {
    const message = {
      zh: `接收端要求降低请求频率（${code}）。`,
      en: `The receiver asks for fewer requests (${code}).`,
    };
    return { code: 'status.throttled', actual: asIs(withPage(withHeader('retry-after'))), message };
  }
  return {
    code: 'status.error',
    actual: asIs(withPage(line)),
    message: { zh: `接收端返回状态码 ${code}。`, en: `The receiver responded with status ${code}.` },
  };
}

/** As headers are mostly written: `Retry-After`. */
const capitalized = (name: string): string => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

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
      expected: asIs(contract.mediaType),
      actual: value === undefined ? missing : asIs(value),
      message:
        value === undefined
          ? { zh: '响应没有 Content-Type。', en: 'The response has no Content-Type.' }
          : {
              zh: `响应的 Content-Type 不是 ${contract.mediaType}。`,
              en: `The Content-Type of the response is not ${contract.mediaType}.`,
            },
    },
  ];
};
