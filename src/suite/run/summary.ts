import type { Throttle } from '../../send/pacer.ts';
import type { CaseGroup } from '../plan/groups.ts';
import type { OmittedCases } from '../plan/selection.ts';
import type { CaseOutcome } from './result.ts';

export type CaseCounts = Readonly<Record<CaseOutcome, number>>;

export type SuiteStopReason = 'interrupted' | 'bail' | 'unreachable' | 'receiver_exited';

/** One value of an event's dimension, and the deliveries that had it. */
export interface ValueCoverage {
  readonly event: string;
  readonly dimension: string;
  readonly member: string;
  /** Deliveries whose response met, or did not meet, the expectation. */
  readonly met: number;
  readonly unmet: number;
}

export interface SuiteSummary {
  readonly seed: string;
  /** The clock, ISO 8601, or `real`. */
  readonly now: string;
  /** Where deliveries went, secrets masked. */
  readonly targets: readonly string[];
  readonly counts: CaseCounts;
  readonly byGroup: Readonly<Partial<Record<CaseGroup, CaseCounts>>>;
  /** Cases that failed by the shape of responses alone, which the platform is known not to mind. */
  readonly tolerated: number;
  /** By event, or scenario. */
  readonly bySubject: Readonly<Record<string, CaseCounts>>;
  /** HTTP requests that were made, and how many of them got a response. */
  readonly requests: number;
  readonly answered: number;
  /** Requests that were sent again on a new connection, those of a probe included; not counted in `requests`. */
  readonly reconnects: number;
  readonly coverage: {
    /** Pairs of event and dimension. */
    readonly dimensions: number;
    readonly values: number;
    /** Values that were sent and answered. */
    readonly covered: number;
    /** Values that were never sent or never answered: `juzi/message.received source=sop`. */
    readonly missing: readonly string[];
    readonly byValue: readonly ValueCoverage[];
  };
  /** The slowest responses, slowest first. */
  readonly slowest: readonly { readonly id: string; readonly event: string; readonly ms: number }[];
  /** How much the rate held requests up, where there is one. */
  readonly throttle?: Throttle;
  /** `timeout` in ms, and how many deliveries were not answered within it. */
  readonly deadline: { readonly timeout: number; readonly missed: number };
  /** Cases that `maxCases` left out. */
  readonly cut: readonly OmittedCases[];
  /** What the user should know, such as that a probe never changed. */
  readonly warnings: readonly string[];
  readonly stopped: SuiteStopReason | null;
  /** The last lines that the receiver printed, where we started it. */
  readonly receiverOutput?: string;
  readonly startedAt: string;
  readonly ms: number;
}
