import type { FindingCode } from './codes.ts';

export type Outcome = 'accepted' | 'rejected' | 'violation' | 'timeout' | 'transport' | 'aborted';

/** One thing a check noticed. */
export interface Finding {
  /** The check's name. */
  readonly check: string;
  /** Dotted and stable: `errcode.wrong_type`. */
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  /** Where in the response: `errcode`, `headers.content-type`. */
  readonly path?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly message: string;
}

/** The outcome of a delivery and what the checks noticed. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}
