import type { Basis, LocalizedText } from './basis.ts';

/** A documented key of a response. */
export interface ResponseKey {
  readonly name: string;
  readonly type: 'number' | 'string';
  readonly label: LocalizedText;
  /** The value that means success; any other means that the receiver failed. */
  readonly success?: number;
}

/** What a response must look like, according to the platform's page. */
export interface Contract {
  readonly status: number;
  readonly mediaType: string;
  /** Empty if the documented response is `{}`. */
  readonly keys: readonly ResponseKey[];
  /** The page's own example. */
  readonly example: string;
  readonly basis: Basis;
  /** Whether the platform is known to take responses of another shape as well. */
  readonly lenient?: boolean;
}

/** The contract `200`, `application/json`, `{}`. */
export function emptyObject(basis: Basis): Contract {
  return { status: 200, mediaType: 'application/json', keys: [], example: '{}', basis };
}
