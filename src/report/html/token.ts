/** Words as one token without spaces, for an attribute that holds several. Different words, different tokens. */
export function token(...words: readonly string[]): string {
  return words
    .map((word) => word.replace(/[^\w.-]/g, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('/');
}
