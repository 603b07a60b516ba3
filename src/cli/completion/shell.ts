import { printable } from '../../report/text/escape.ts';
import type { Offer, Offers } from './offer.ts';

/** Completion for one shell: its script, and the protocol between the script and the program. */
export interface Shell {
  /** The script that the user loads. For each completion it runs `webhook-sim completion <shell> -- …`. */
  readonly script: string;
  /** The words after the program's name, the last one up to the cursor, from the arguments of the script. */
  words(args: readonly string[]): readonly string[];
  /** The lines to return to the script: the kind of completion, then the words. */
  answer(offers: Offers, args: readonly string[]): readonly string[];
}

/** A word and its description on one line. @param word escapes the word for the shell */
export function described(
  { value, about }: Offer,
  separator: string,
  word: (text: string) => string = (text) => text,
): string {
  return about === undefined ? word(value) : `${word(value)}${separator}${printable(about)}`;
}
