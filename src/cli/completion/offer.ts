import type { LocalizedText } from '../../language.ts';
import type { TypedLine } from './typed-line.ts';

/** A completion: a word, or the next part of one. */
export interface Offer {
  readonly value: string;
  /** Its description, in shells that show one. */
  readonly about?: string;
  /** The word continues: `type=`, `juzi/`. */
  readonly open?: boolean;
}

export interface Offers {
  /** The part of the word before every value: `--only=variants,`. */
  readonly prefix: string;
  readonly values: readonly Offer[];
  /** The shell completes file names. */
  readonly files?: boolean;
}

/** The value being typed, and its line. */
export interface Query {
  readonly line: TypedLine;
  readonly text: string;
}

/** Completes one kind of value. */
export type Source = (query: Query) => Offers | Promise<Offers>;

/** Both languages on one line, as in the output of `list`. */
export const both = ({ zh, en }: LocalizedText): string => `${zh} · ${en}`;
