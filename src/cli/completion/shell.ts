import { printable } from '../../report/text/escape.ts';
import type { Offer, Offers } from './offer.ts';

/** A shell: its completion script, and the protocol between script and program. */
export interface Shell {
  /** Runs `webhook-sim completion <shell> -- …` for every completion. */
  readonly script: string;
  /** The words after the program's name, the last one up to the cursor. */
  words(asked: readonly string[]): readonly string[];
  /** The answer, line by line: first its kind, then the completions. */
  answer(offers: Offers, asked: readonly string[]): readonly string[];
}

/** A word and its description, on one line. @param word escapes the word for the shell */
export function described(
  { value, about }: Offer,
  separator: string,
  word: (text: string) => string = (text) => text,
): string {
  return about === undefined ? word(value) : `${word(value)}${separator}${printable(about)}`;
}
