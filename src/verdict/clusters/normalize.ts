/** Characters of an answer that are compared. */
const compared = 400;

/**
 * What tells one cause from another, though it holds digits: a place in a source file, a line, a code. Or else a word
 * with digits, which is an id, a time or a number of this one delivery.
 */
const words =
  /(\.[a-z]{1,6}:\d+(?::\d+)?|\bline \d+|code["']?\s*[:=]\s*["']?-?\w+)|[\p{L}_-]{0,100}\p{N}[\p{L}\p{N}_-]*/giu;

/** An answer without what differs from delivery to delivery: ids, times, numbers. Lines and codes stay. */
export function normalizeAnswer(text: string): string {
  return text.slice(0, compared).replace(words, (found: string, kept?: string) => kept ?? (found && '#'));
}
