/** What to tell of requests that were sent again, once in a run: a phrase without a full stop. @param count at least 1 */
export function reconnectWarning(count: number): string {
  const requests = count === 1 ? '1 request' : `${count.toLocaleString('en')} requests`;
  const were = count === 1 ? 'it was' : 'they were';
  return `the receiver closes idle connections without saying so: ${requests} on a connection that was open already got not one byte of an answer, and ${were} sent again, once, on a new one. A \`Keep-Alive: timeout\` or \`Connection: close\` header would announce it; --no-keep-alive opens a connection for every delivery`;
}
