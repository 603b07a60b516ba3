import type { Basis } from '../../define/basis.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { Group } from '../plan/groups.ts';

/**
 * `failed`: the receiver answered, and not as it owes. `error`: there was no complete answer, or the probe gave
 * none. `skipped`: never run.
 */
export type CaseOutcome = 'passed' | 'failed' | 'error' | 'skipped';

/** What a delivery of a case had to meet. */
export type Expectation =
  /** A response that the contract allows. */
  | 'accepted'
  /** Any answer in time that is no 5xx. */
  | 'answered'
  /** A 4xx, or an errcode other than 0. */
  | 'refused';

/** A delivery as part of a case: the record, and whether it met what was expected of it. */
export interface CaseDelivery {
  /** What was sent, in words. */
  readonly words: string;
  readonly expected: Expectation;
  readonly met: boolean;
  readonly delivery: Delivery;
  /** A POSIX shell command that posts the same bytes with curl. A huge body does not fit into one. */
  readonly curl?: string;
}

/** How a case ended: what went out and came back, and what the case itself noticed. Secrets are masked. */
export interface CaseResult {
  readonly id: string;
  readonly group: Group;
  readonly subject: string;
  readonly basis: Basis;
  readonly words: string;
  readonly outcome: CaseOutcome;
  /** Why it was not run. */
  readonly reason?: string;
  readonly deliveries: readonly CaseDelivery[];
  /** Noticed by the case as a whole, beside each delivery's own findings. */
  readonly findings: readonly Finding[];
  /** The command that runs this case again, byte for byte. */
  readonly repro: string;
  /** How long it took. */
  readonly ms: number;
}
