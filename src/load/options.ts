import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Destinations } from '../delivery/destination.ts';
import type { Coverage } from '../generate/coverage-names.ts';
import type { Override } from '../generate/overrides.ts';
import type { ConnectionOptions } from '../http/connection.ts';
import type { ContractLevel } from '../verdict/levels.ts';
import type { ClosedLoop } from './executor/worker-plan.ts';
import type { ScheduleSpec } from './schedule/schedule.ts';
import type { Threshold } from './thresholds/threshold.ts';

/** An event, and its share of the deliveries. */
export interface MixedEvent {
  readonly event: EventDefinition;
  /** A whole number, 1 or more. */
  readonly weight: number;
}

/** How many deliveries, and when. */
export type BurstLoad = { readonly open: Omit<ScheduleSpec, 'seed'> } | { readonly closed: ClosedLoop };

/** A run of load against a receiver, all choices made. */
export interface OpenBurstOptions {
  readonly mix: readonly MixedEvent[];
  readonly destinations: Destinations;
  readonly load: BurstLoad;
  /** Hosts that load may go to beside this machine. */
  readonly allowedTargets?: readonly string[] | undefined;
  /** Deliveries under way at once, over all workers; in a closed loop its connections count. Default 1000. */
  readonly maxInFlight?: number | undefined;
  /** ms. What is due before it is in no figure. */
  readonly warmup?: number | undefined;
  /** Total deadline of a delivery in ms, from when it was due. Default 5000. */
  readonly timeout?: number | undefined;
  readonly connection?: Omit<ConnectionOptions, 'lookup'> | undefined;
  /** How strictly responses are read. Default `documented`. */
  readonly contract?: ContractLevel | undefined;
  readonly seed?: string | undefined;
  /** The clock: an ISO instant, ms since the epoch, or `real`. */
  readonly now?: string | number | undefined;
  /** Choices that every payload has, each of them a variant to deal: without any, those of the coverage. */
  readonly variants?: readonly Variant[] | undefined;
  /** Which variants are dealt. Default `each`. */
  readonly coverage?: Coverage | undefined;
  readonly overrides?: readonly Override[] | undefined;
  readonly force?: boolean | undefined;
  /** How many contacts the world has, over all channels and types. Default 1000. */
  readonly contacts?: number | undefined;
  /** Share of deliveries that repeat an earlier one byte for byte, from 0 to 1. */
  readonly duplicates?: number | undefined;
  /** Threads that share the work. Default 1. */
  readonly workers?: number | undefined;
  /** Where threads find the events that are not built in. */
  readonly eventPaths?: readonly string[] | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
  /** When one of them has held for ten seconds, the run is ended. */
  readonly abortOn?: readonly Threshold[] | undefined;
  /** Failed deliveries to keep. Default 100. */
  readonly keep?: number | undefined;
  /** A file that every delivery gets a line in. */
  readonly log?: string | undefined;
  readonly showSecrets?: boolean | undefined;
  readonly secrets?: readonly string[] | undefined;
  readonly reproFlags?: readonly string[] | undefined;
  readonly addressFlags?: readonly string[] | undefined;
  /** Nothing more is started; what is under way may end within its deadline. */
  readonly stop?: AbortSignal | undefined;
}
