import { type LocalizedText, say } from './language.ts';

/**
 * Invalid input from the user: a flag, an address, a file. The command line prints the message alone and exits with 2.
 * Nothing has been sent.
 */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';

  constructor(text: LocalizedText, options?: ErrorOptions) {
    super(say(text), options);
  }
}

/** An event, variant, dimension or field path that the catalog does not have, or a broken event file. */
export class CatalogError extends UsageError {
  override readonly name = 'CatalogError';
}

/** What is wrong, as the command line prints it: `error: …`. */
export const errorLine = (why: string): string => say({ zh: '错误：', en: 'error: ' }) + why;

/** A warning, as the command line prints it: `warning: …`. */
export const warningLine = (what: string): string => say({ zh: '警告：', en: 'warning: ' }) + what;
