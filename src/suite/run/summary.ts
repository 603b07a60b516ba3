import type { Group } from '../plan/groups.ts';
import type { CaseOutcome } from './result.ts';

/** How many cases ended how. */
export type Counts = Readonly<Record<CaseOutcome, number>>;

/** Which values of an event's dimensions were sent, and how it went. */
export interface ValueCoverage {
  readonly event: string;
  readonly dimension: string;
  readonly member: string;
  /** Deliveries with it that met, or did not meet, what was expected. */
  readonly met: number;
  readonly unmet: number;
}

/** A run of the suite when it is over. */
export interface SuiteSummary {
  readonly seed: string;
  /** The clock, ISO 8601; `real` when it ran. */
  readonly now: string;
  /** Where deliveries went, secrets masked: one line each. */
  readonly targets: readonly string[];
  readonly counts: Counts;
  readonly byGroup: Readonly<Partial<Record<Group, Counts>>>;
  /** By event or scenario. */
  readonly bySubject: Readonly<Record<string, Counts>>;
  /** HTTP requests that were made, and how many of them got any response. */
  readonly requests: number;
  readonly answered: number;
  readonly coverage: {
    /** Pairs of event and dimension. */
    readonly dimensions: number;
    readonly values: number;
    /** Values that were sent and answered. */
    readonly covered: number;
    /** `juzi/message.received source=sop`, never sent or never answered. */
    readonly missing: readonly string[];
    readonly byValue: readonly ValueCoverage[];
  };
  /** The slowest responses, slowest first. */
  readonly slowest: readonly { readonly id: string; readonly event: string; readonly ms: number }[];
  readonly deadline: {
    /** ms */ readonly timeout: number /** Deliveries that were not answered in time. */;
    readonly missed: number;
  };
  /** What the plan left out because of a limit. */
  readonly cut: readonly { readonly group: Group; readonly cases: number }[];
  /** What the user should know: a probe that never changed, say. */
  readonly warnings: readonly string[];
  /** Why the run ended before its time. */
  readonly stopped: 'interrupted' | 'bail' | 'unreachable' | 'receiver_exited' | null;
  /** The last lines that the receiver printed, where we started it. */
  readonly receiverOutput?: string;
  readonly startedAt: string;
  readonly ms: number;
}
