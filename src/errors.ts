/**
 * Invalid input from the user: a flag, an address, a file. The command line prints the message alone and exits with 2.
 * Nothing has been sent.
 */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** An event, variant, dimension or field path that the catalog does not have, or a broken event file. */
export class CatalogError extends UsageError {
  override readonly name = 'CatalogError';
}
