import type { LocalizedText } from '../language.ts';
import type { Basis } from './basis.ts';

/** A documented key of a response. */
export interface ResponseKey {
  readonly name: string;
  readonly type: 'number' | 'string';
  readonly label: LocalizedText;
  /** The value that means success; any other means that the receiver failed. */
  readonly success?: number;
  /** A response may leave it out; where it is there, it counts. */
  readonly optional?: boolean;
}

/** What a response must look like, according to the platform's page. */
export interface Contract {
  readonly status: number;
  readonly mediaType: string;
  /** None is required if the documented response is `{}`. */
  readonly keys: readonly ResponseKey[];
  /** The page's own example. */
  readonly example: string;
  readonly basis: Basis;
  /** Whether the platform is known to take responses of another shape as well. */
  readonly lenient?: boolean;
}

/**
 * The contract `200`, `application/json`, `{}`.
 * @param known keys that the platform understands all the same
 */
export function emptyObject(basis: Basis, known: readonly ResponseKey[] = []): Contract {
  const keys = known.map((key) => ({ ...key, optional: true }));
  return { status: 200, mediaType: 'application/json', keys, example: '{}', basis };
}
