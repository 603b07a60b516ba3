import { counted } from '../counted.ts';

/** What to tell of requests that were sent again, once in a run: a phrase without a full stop. @param count at least 1 */
export function reconnectWarning(count: number): string {
  const requests = counted(count, 'request');
  const were = count === 1 ? 'it was' : 'they were';
  return `the receiver closes idle connections without saying so: ${requests} on a connection that was open already got not one byte of an answer, and ${were} sent again, once, on a new one. A \`Keep-Alive: timeout\` or \`Connection: close\` header would announce it; --no-keep-alive opens a connection for every delivery`;
}

/** What to tell of bytes that arrived on idle connections, once in a run: a phrase without a full stop. @param count at least 1 */
export function strayWarning(count: number): string {
  const times = count === 1 ? 'once' : counted(count, 'time');
  return `the receiver sent bytes that nobody asked for: ${times}, on a connection without a request, after a response that had been judged already. The connection was closed; a second response, or a length that is too short, does that`;
}
