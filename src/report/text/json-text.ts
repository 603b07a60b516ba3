import { printable } from './escape.ts';

/**
 * JSON on one line that is safe to show: control and bidirectional characters stand as `\u001b` and the like, which
 * every parser reads as the characters themselves.
 */
export const jsonText = (value: unknown): string => printable(JSON.stringify(value));
