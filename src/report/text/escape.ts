// C0, DEL and C1; Arabic letter mark, direction marks, line and paragraph separators, embeddings, isolates.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Makes text from a receiver safe to show. Control characters, which could move a terminal's cursor or change its
 * title, and bidirectional controls, which could disguise text, become `\u001b` and the like.
 * @param keep `newlines` leaves line feeds as they are
 */
export function printable(text: string, keep?: 'newlines'): string {
  return text.replace(unprintable, (character) => {
    if (keep === 'newlines' && character === '\n') return character;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** JSON on one line, control and bidirectional characters escaped as `\u001b`, which parsers read as themselves. */
export const jsonText = (value: unknown): string => printable(JSON.stringify(value));
