import type { Delivery } from '../delivery/delivery.ts';
import type { FindingCode } from '../verdict/codes.ts';
import type { Outcome } from '../verdict/verdict.ts';

/** How long deliveries took, ms. `null` where none has ended. */
export interface Latency {
  readonly min: number | null;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
}

/**
 * Where every delivery went. At every moment `planned = started + dropped`, and `started` is the sum of the outcomes:
 * a delivery is counted when its fate is known. What is under way or waits for its turn until then is told apart.
 */
export interface Counts {
  readonly planned: number;
  readonly started: number;
  /** Could not be started within the deadline of its due time, or before the run was ended. Nothing was sent. */
  readonly dropped: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** Deliveries a second. */
export interface Rate {
  /** What the schedule asks for; `null` in a closed loop, which asks for as much as there is. */
  readonly target: number | null;
  /** What was started. */
  readonly achieved: number;
}

/** One second of the run, or several in a long run. */
export interface SeriesPoint {
  /** When it began, ms from the start of the run, warm-up included. */
  readonly t: number;
  /** How long it was, ms. */
  readonly length: number;
  /** Fell due in it; in a closed loop, started. */
  readonly planned: number;
  readonly started: number;
  readonly dropped: number;
  /** Ended in it, accepted or otherwise. */
  readonly accepted: number;
  readonly failed: number;
  /** ms from due, of those that ended in it. `null` where none did. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** It is of the warm-up, which is in no other figure. */
  readonly warmup: boolean;
}

/** How often one finding was made at the deliveries of one event. */
export interface FindingCount {
  readonly code: FindingCode;
  /** A warning leaves its delivery accepted. */
  readonly severity: 'error' | 'warning';
  readonly event: string;
  readonly count: number;
}

/** The first delivery with a finding. */
export interface FirstFinding {
  /** Number of the delivery in the run, from 0. It is the index of its payload, unless it repeats an earlier one. */
  readonly n: number;
  /** When it ended, ms from the start of the run. */
  readonly at: number;
  readonly variant: Readonly<Record<string, string>>;
  readonly message: string;
  /** The command that sends the same bytes again. */
  readonly repro: string;
}

export interface FindingSummary extends FindingCount {
  readonly first: FirstFinding;
  /**
   * What all deliveries with the finding have in common, and what sets them apart from the others of the event by more
   * than coincidence: `{ type: 'image' }`. Often nothing.
   */
  readonly only: Readonly<Record<string, string>>;
  /** How many deliveries of the event had those values; with nothing in `only`, all of the event. */
  readonly of: number;
}

export interface ValueCount {
  readonly started: number;
  readonly failed: number;
}

/** By dimension, by value. */
export type ByValue = Readonly<Record<string, Readonly<Record<string, ValueCount>>>>;

export interface EventFigures extends Counts {
  readonly latency: Latency;
  readonly service: Latency;
  readonly byValue: ByValue;
}

/** What a threshold came to. */
export interface ThresholdResult {
  /** As it was given. */
  readonly expr: string;
  /** ms, a share from 0 to 1, a count, or deliveries a second; `null` when there was nothing to measure. */
  readonly actual: number | null;
  readonly unit: 'ms' | 'share' | 'count' | 'rate';
  readonly ok: boolean;
}

/** A bucket of the distribution of latencies from due. */
export interface Bucket {
  /** ms, inclusive. */
  readonly from: number;
  /** ms, exclusive. */
  readonly to: number;
  readonly count: number;
}

/** How the generator itself fared. */
export interface GeneratorHealth {
  readonly workers: number;
  /** CPU time of the process during the run, ms. */
  readonly cpu: number;
  /** The busiest worker's event loop: the share of time in which it was not idle, from 0 to 1. */
  readonly busy: number;
  /** From when deliveries were due until they were started, ms. Nothing in a closed loop. */
  readonly lateness: Latency;
  /** How late timers of the event loop were, ms: what came from outside waited as long. */
  readonly lag: Latency;
  readonly sockets: number;
  /** Where the generator, not the receiver, was the limit, in sentences. */
  readonly warnings: readonly string[];
}

/** What the run was curve to do. */
export interface BurstSettings {
  readonly events: readonly string[];
  /** Of each event, its share of the deliveries: whole numbers. */
  readonly weights: Readonly<Record<string, number>>;
  /** Which variants were dealt, and what was changed in the payloads, as flags and without secrets: `--variant type=text`. */
  readonly payloads: readonly string[];
  /** Where each event went, without secrets. */
  readonly targets: Readonly<Record<string, string>>;
  readonly loop: 'open' | 'closed';
  /** In words: `2000/s for 5m`. */
  readonly shape: string;
  readonly connections: number;
  readonly workers: number;
  /** ms. */
  readonly timeout: number;
  /** ms. */
  readonly warmup: number;
  readonly contract: string;
  /** Share of deliveries that repeat an earlier one, from 0 to 1. */
  readonly duplicates: number;
  readonly contacts: number;
}

/** Why a run ended before its schedule. */
export interface Stopped {
  readonly reason: 'interrupted' | 'abort-on' | 'gone';
  /** ms from the start of the run. */
  readonly at: number;
  /** A sentence. */
  readonly message: string;
}

/** A run on its way. */
export interface Snapshot extends Counts {
  readonly phase: 'warmup' | 'running' | 'draining' | 'ended';
  /** ms since the start, warm-up included. */
  readonly elapsed: number;
  /** How long the schedule is, ms, warm-up included; `null` when only a count ends it. */
  readonly duration: number | null;
  /** How many deliveries the schedule has, warm-up included; `null` when only time ends it. */
  readonly total: number | null;
  /** Started, and not ended yet. */
  readonly inFlight: number;
  /** Due, and waiting for a place among those in flight. */
  readonly waiting: number;
  /** Of the last whole second. */
  readonly rate: Rate;
  /** From due, of the whole. */
  readonly latency: Latency;
  /** From sent, of the whole. */
  readonly service: Latency;
  readonly settings: BurstSettings;
  readonly findings: readonly FindingCount[];
  /** So far; the last one is the last whole second. */
  readonly series: readonly SeriesPoint[];
  /** Failed deliveries that were kept since the snapshot before. */
  readonly kept: readonly Delivery[];
}

/** What a run came to. All times in ms; figures are without the warm-up. */
export interface BurstResult extends Counts {
  /** Of webhook-sim. */
  readonly version: string;
  readonly seed: string;
  /** The clock of the payloads: an instant, or `real`. */
  readonly now: string;
  /** Wall clock, ISO 8601, UTC. */
  readonly startedAt: string;
  readonly settings: BurstSettings;
  /** From the start to the last answer, warm-up included. */
  readonly elapsed: number;
  readonly rate: Rate;
  /** From when a delivery was due. */
  readonly latency: Latency;
  /** From when it was sent. */
  readonly service: Latency;
  readonly byEvent: Readonly<Record<string, EventFigures>>;
  readonly byValue: ByValue;
  readonly findings: readonly FindingSummary[];
  readonly thresholds: readonly ThresholdResult[];
  readonly series: readonly SeriesPoint[];
  readonly distribution: readonly Bucket[];
  /** How many repeated an earlier delivery on purpose. */
  readonly duplicates: number;
  /** What the warm-up came to. */
  readonly warmup: Counts | null;
  readonly generator: GeneratorHealth;
  /** Kept of the failed: the first of each event and finding, and a sample of the others. */
  readonly failures: readonly Delivery[];
  readonly stopped: Stopped | null;
  readonly interrupted: boolean;
  /** Every threshold held, and nothing failed or was dropped that no threshold speaks of. */
  readonly passed: boolean;
}
