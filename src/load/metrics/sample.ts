import type { Delivery } from '../../delivery/delivery.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import type { FirstDelivery } from '../result.ts';
import type { Sparse } from './histogram.ts';

/** ms from one sample to the next. */
export const sampleInterval = 1000;

/** What happened to the deliveries of one event. */
export interface EventSample {
  readonly dropped: number;
  /** In the order of `outcomes`. */
  readonly outcomes: readonly number[];
  readonly latency: Sparse;
  readonly service: Sparse;
}

/** How often a finding was made at deliveries of one variant. */
export interface FindingSample {
  /** Number of the variant among all variants of all events. */
  readonly variantId: number;
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  readonly count: number;
}

/** A failed delivery that is kept, for one of its findings. */
export interface Kept {
  /** Number of its event. */
  readonly event: number;
  readonly code: FindingCode;
  readonly n: number;
  /** Of all that could be kept, those with the lowest are. */
  readonly rank: number;
  readonly delivery: Delivery;
}

export interface First {
  readonly event: number;
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  readonly first: FirstDelivery;
}

/**
 * What a worker did since its last one. All that it holds is about deliveries whose fate became known since, except for
 * what says otherwise.
 */
export interface Sample {
  readonly worker: number;
  /** From 0; one a second. */
  readonly number: number;
  /** ms from the start. */
  readonly at: number;
  readonly phase: 'running' | 'draining' | 'ended';
  readonly events: readonly EventSample[];
  /** Variant, ended, failed; variant, ended, failed … */
  readonly variants: Uint32Array;
  readonly codes: readonly FindingSample[];
  readonly warmup: {
    readonly dropped: number;
    readonly outcomes: readonly number[];
    readonly latency: Sparse;
  };
  /** Fell due since the last one; in a closed loop, started. */
  readonly due: number;
  /** Started since the last one. */
  readonly started: number;
  /** Started as a repetition of an earlier one. */
  readonly duplicates: number;
  /** Responses of any kind, and 410 Gone among them. */
  readonly answered: number;
  readonly gone: number;
  /** How late the generator was with deliveries that had a place. */
  readonly lateness: Sparse;
  /** How late timers of the event loop were. */
  readonly lag: Sparse;
  /** Of those that were dropped after the warm-up: for want of a place, and because the generator came too late. */
  readonly drops: { readonly poolExhausted: number; readonly generatorLate: number };
  /** Right now. */
  readonly inFlight: number;
  readonly waiting: number;
  /** Since the start. */
  readonly sockets: number;
  /** Since the last one: ms in which the event loop had something to do, and ms in all. */
  readonly busy: { readonly active: number; readonly total: number };
  /** When the last delivery was started, ms from the start; 0 before the first. */
  readonly lastStart: number;
  readonly firsts: readonly First[];
  readonly kept: readonly Kept[];
  /** Why the log could not be written. */
  readonly logProblem: string | null;
}
