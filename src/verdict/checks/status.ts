import { excerpt } from '../../excerpt.ts';
import { headerText } from '../../http/response.ts';
import type { Check, Problem, ResponseReading } from '../check.ts';
import { decodeUtf8 } from '../json/utf8.ts';

/** Whether the status is 2xx, and the documented one. */
export const status: Check = (reading) => {
  const { exchange, contract } = reading;
  const code = exchange.status;
  if (code === null || code === contract.status) return [];
  const notice = code >= 200 && code < 300 ? undocumented(reading, code) : failed(reading, code);
  return [{ path: 'status', expected: String(contract.status), ...notice }];
};

function undocumented({ exchange, contract }: ResponseReading, code: number): Problem {
  return {
    code: 'status.undocumented',
    actual: statusLine(exchange),
    message: `The status is ${code}; the page documents ${contract.status}.`,
  };
}

function failed({ exchange }: ResponseReading, code: number): Problem {
  const line = statusLine(exchange);
  if (code >= 300 && code < 400) {
    const location = headerText(exchange.headers, 'location');
    const actual = excerpt(location === undefined ? line : `${line}, Location: ${location}`);
    return {
      code: 'status.redirect',
      actual,
      message: `The receiver redirects (${code}); redirects are not followed.`,
    };
  }
  if (code === 429 || code === 503) {
    const after = headerText(exchange.headers, 'retry-after');
    const actual = excerpt(after === undefined ? line : `${line}, Retry-After: ${after}`);
    return { code: 'status.throttled', actual, message: `The receiver asks for fewer requests (${code}).` };
  }
  // The excerpt of an error page says more than any finding about its form.
  const page = decodeUtf8(exchange.body.subarray(0, 1024)).trim();
  const actual = excerpt(page === '' ? line : `${line}: ${page}`);
  return { code: 'status.error', actual, message: `The receiver answered with the status ${code}.` };
}

function statusLine({ status: code, statusText }: ResponseReading['exchange']): string {
  return excerpt(`${code} ${statusText}`.trim());
}
