import type { LocalizedText } from '../../define/basis.ts';
import type { TypedLine } from './typed-line.ts';

/** A word that may stand at the cursor, or a further part of one. */
export interface Offer {
  readonly value: string;
  /** In a few words, where the shell shows them. */
  readonly about?: string;
  /** The word goes on behind it: `type=`, `juzi/`. */
  readonly open?: boolean;
}

/** What may stand at the cursor. */
export interface Offers {
  /** What is there of the word before every value: `--only=variants,`. */
  readonly prefix: string;
  readonly values: readonly Offer[];
  /** A file's name may stand there: the shell knows best. */
  readonly files?: boolean;
}

/** The value that is being typed, and the line that it stands in. */
export interface Query {
  readonly line: TypedLine;
  readonly text: string;
}

/** Where values come from; there may be none that anybody could guess. */
export type Source = (asked: Query) => Offers | Promise<Offers>;

/** Both languages on one line, as `list` shows them. */
export const both = ({ zh, en }: LocalizedText): string => `${zh} · ${en}`;
