import { printable } from '../../report/text/escape.ts';
import type { Offer } from './offer.ts';

/** A word and what it is about, on one line. @param word how the shell wants the word to be written */
export function described(
  { value, about }: Offer,
  separator: string,
  word: (text: string) => string = (text) => text,
): string {
  return about === undefined ? word(value) : `${word(value)}${separator}${printable(about)}`;
}
