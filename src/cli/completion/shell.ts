import { printable } from '../../report/text/escape.ts';
import type { Offer, Offers } from './offer.ts';

/** A shell that completes: the script that it reads once, and how the script and the program speak. */
export interface Shell {
  /** What a user loads. On every question it runs `webhook-sim completion <shell> -- …`. */
  readonly script: string;
  /** The line's words behind the program's name, the last one up to the cursor. */
  words(asked: readonly string[]): readonly string[];
  /** The answer to a question, line by line: first its kind, and then what may stand there. */
  answer(offers: Offers, asked: readonly string[]): readonly string[];
}

/** A word and what it is about, on one line. @param word how the shell wants the word to be written */
export function described(
  { value, about }: Offer,
  separator: string,
  word: (text: string) => string = (text) => text,
): string {
  return about === undefined ? word(value) : `${word(value)}${separator}${printable(about)}`;
}
