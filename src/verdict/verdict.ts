import type { FindingCode } from './codes.ts';

/** What a delivery can come to. Where they are counted, it is in this order. */
export const outcomes = ['accepted', 'rejected', 'violation', 'timeout', 'transport', 'aborted'] as const;

export type Outcome = (typeof outcomes)[number];

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
