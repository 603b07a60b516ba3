import type { AttemptRecord } from '../../../delivery/delivery.ts';
import { excerpt } from '../../../excerpt.ts';
import { printable } from '../../text/escape.ts';
import { duration, size } from '../../text/numbers.ts';

/** What came back in one line: `200 OK, application/json, 29 bytes in 12.3 ms`, or that nothing did. */
export function responseLine({ status, statusText, headers, bytes, timings, error }: AttemptRecord): string {
  const took = duration(timings.queue + timings.total);
  if (status === null) return `nothing after ${took}`;
  const type = [headers['content-type'] ?? 'no content type'].flat().join(', ');
  const broken = error === null ? '' : `, then it broke off`;
  const head = excerpt(`${status} ${statusText}`.trimEnd());
  return `${printable(head)}, ${printable(excerpt(type))}, ${size(bytes)} in ${took}${broken}`;
}

/** The beginning of a response body on one line; nothing when there was none. */
export function bodyExcerpt({ body }: AttemptRecord): string {
  return printable(excerpt(body));
}
