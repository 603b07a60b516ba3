import type { LocalizedText } from '../language.ts';
import type { FindingCode } from './codes.ts';

/** How a delivery can end. Counts are listed in this order. */
export const outcomes = ['accepted', 'rejected', 'violation', 'timeout', 'transport', 'aborted'] as const;

export type Outcome = (typeof outcomes)[number];

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
  /** The platform is known to take such a response as well; so does the level `status`. */
  readonly tolerated?: boolean;
}

/** A finding before the judge adds the check's name and the severity, says it in a language, and cuts long texts. */
export interface Problem extends Pick<Finding, 'code' | 'path'> {
  readonly expected?: LocalizedText;
  readonly actual?: LocalizedText;
  readonly message: LocalizedText;
}

export interface Verdict {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}
