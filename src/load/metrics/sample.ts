import type { Delivery } from '../../delivery/delivery.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import type { FirstDelivery } from '../result.ts';
import type { HistogramDelta } from './histogram.ts';

/** ms from one sample to the next. */
export const sampleInterval = 1000;

/** What became of the deliveries of one event. */
export interface EventSample {
  readonly dropped: number;
  /** In the order of `outcomes`. */
  readonly outcomes: readonly number[];
  /** From due. */
  readonly latency: HistogramDelta;
  /** From sent. */
  readonly service: HistogramDelta;
}

/** How long the deliveries of one variant took: in coarse buckets. */
export interface VariantSample extends Pick<EventSample, 'latency' | 'service'> {
  readonly variantId: number;
}

/** How many deliveries of one variant have a finding. */
export interface FindingSample {
  readonly variantId: number;
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  readonly count: number;
}

/** The first delivery of an event with a finding, as far as a worker knows. */
export interface FirstFinding {
  /** Number of the event. */
  readonly event: number;
  readonly code: FindingCode;
  readonly tolerated: boolean;
  readonly first: FirstDelivery;
}

/** A failed delivery that is kept for one of its findings. */
export interface KeptFailure extends Pick<FirstFinding, 'event' | 'code'> {
  readonly n: number;
  /** Those with the lowest rank are kept. */
  readonly rank: number;
  readonly delivery: Delivery;
}

/** What a worker counted since its last sample. A delivery is counted when its outcome is known. */
export interface CounterSample {
  readonly events: readonly EventSample[];
  /** Variant id, ended, failed; variant id, ended, failed … */
  readonly variants: Uint32Array;
  readonly durations: readonly VariantSample[];
  readonly findings: readonly FindingSample[];
  readonly warmup: EventSample;
  /** Fell due; in a closed loop, started. */
  readonly due: number;
  readonly started: number;
  /** Started as a repetition of an earlier delivery. */
  readonly duplicates: number;
  /** Sent again on a new connection. */
  readonly reconnects: number;
  /** Responses of any kind, and 410 Gone among them. */
  readonly answered: number;
  readonly gone: number;
  /** How late the generator started deliveries for which there was room. */
  readonly lateness: HistogramDelta;
  /** How late timers of the event loop were. */
  readonly lag: HistogramDelta;
  /** Dropped after the warm-up because too many were in flight, or because the generator was late. */
  readonly drops: { readonly poolExhausted: number; readonly generatorLate: number };
}

/** What a worker did since its last sample, and its state. */
export interface Sample extends CounterSample {
  readonly worker: number;
  /** From 0; one a second. */
  readonly number: number;
  /** ms from the start of the run. */
  readonly at: number;
  readonly phase: 'running' | 'draining' | 'ended';
  readonly firsts: readonly FirstFinding[];
  readonly failures: readonly KeptFailure[];
  readonly inFlight: number;
  readonly waiting: number;
  /** Opened since the start. */
  readonly sockets: number;
  /** How often bytes arrived on an idle connection, since the start. */
  readonly strays: number;
  /** Since the last sample, ms: while the event loop was busy, and in all. */
  readonly busy: { readonly active: number; readonly total: number };
  /** When the last delivery was started, ms from the start; 0 before the first. */
  readonly lastStart: number;
  /** Why the log could not be written. */
  readonly logProblem: string | null;
}
