import type { Basis, LocalizedText } from './basis.ts';

/** A key that the page says a response has. */
export interface ResponseKey {
  readonly name: string;
  readonly type: 'number' | 'string';
  readonly label: LocalizedText;
  /** The value that means success; any other is the receiver saying that it failed. */
  readonly success?: number;
}

/** What the platform's page says that a response must look like. */
export interface Contract {
  readonly status: number;
  readonly mediaType: string;
  /** None: the documented response is `{}`. */
  readonly keys: readonly ResponseKey[];
  /** The page's own example. */
  readonly example: string;
  readonly basis: Basis;
}

/** `200`, `application/json`, `{}`. */
export function emptyObject(basis: Basis): Contract {
  return { status: 200, mediaType: 'application/json', keys: [], example: '{}', basis };
}
