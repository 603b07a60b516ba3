import type { Variant } from '../define/dimension.ts';
import type { Destinations } from '../delivery/destination.ts';
import type { RecorderOptions } from '../delivery/recorder.ts';
import type { Coverage } from '../generate/coverage-names.ts';
import type { ConnectionOptions } from '../http/connection.ts';
import type { PayloadOptions } from '../send/payload-options.ts';
import type { ContractLevel } from '../verdict/levels.ts';
import type { LoadProfile } from './schedule/load-profile.ts';
import type { Threshold } from './thresholds/threshold.ts';
import type { MixedEvent } from './workload/mix.ts';

/** A run of load against a receiver. */
export interface OpenBurstOptions
  extends Pick<PayloadOptions, 'seed' | 'now' | 'overrides' | 'force' | 'contacts'>,
    Omit<RecorderOptions, 'connection'> {
  readonly mix: readonly MixedEvent[];
  readonly destinations: Destinations;
  readonly load: LoadProfile;
  /** Hosts other than this machine that load may be sent to. */
  readonly allowedTargets?: readonly string[] | undefined;
  /** Of an open loop: deliveries in flight at once, at most, over all workers. Default 1000. */
  readonly maxInFlight?: number | undefined;
  /** ms. Deliveries due before it are in no figure. */
  readonly warmup?: number | undefined;
  /** Total deadline of a delivery in ms, from when it was due. Default 5000. */
  readonly timeout?: number | undefined;
  readonly connection?: Omit<ConnectionOptions, 'lookup'> | undefined;
  /** How strictly responses are judged. Default `documented`. */
  readonly contract?: ContractLevel | undefined;
  /** Variants to send, each given by some of its values. Default: those of the coverage. */
  readonly variants?: readonly Variant[] | undefined;
  /** Which variants are sent. Default `each`. */
  readonly coverage?: Coverage | undefined;
  /** Share of the deliveries that repeat an earlier one byte for byte, from 0 to 1. */
  readonly duplicates?: number | undefined;
  /** Threads that share the work. Default 1. */
  readonly workers?: number | undefined;
  /** Where threads find the events that are not built in. */
  readonly eventPaths?: readonly string[] | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
  /** The run ends when one of them has held for ten seconds. */
  readonly abortOn?: readonly Threshold[] | undefined;
  /** Failed deliveries to keep. Default 100. */
  readonly keep?: number | undefined;
  /** File with a line for every delivery. */
  readonly log?: string | undefined;
  /** Starts no more deliveries; those in flight may end within their deadline. */
  readonly stop?: AbortSignal | undefined;
  /** Ends the deliveries in flight as well, as `aborted`. */
  readonly signal?: AbortSignal | undefined;
}
