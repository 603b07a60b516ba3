import type { Variant } from '../../define/dimension.ts';
import type { Destination } from '../../delivery/destination.ts';
import type { Override } from '../../generate/overrides.ts';
import type { ConnectionOptions } from '../../http/connection.ts';
import type { ContractLevel } from '../../verdict/levels.ts';
import type { ScheduleSpec } from '../schedule/schedule.ts';
import type { HostAddress } from '../target-guard.ts';
import type { SamplerSpec } from '../workload/sampler.ts';

/** A load as fast as the receiver answers. */
export interface ClosedLoop {
  /** Deliveries under way at once, over all workers. */
  readonly connections: number;
  /** ms */
  readonly duration: number | null;
  /** Deliveries in all. */
  readonly count: number | null;
}

/** An event of the run, and the variants of it that are dealt. */
export interface PlannedEvent {
  readonly id: string;
  readonly destination: Destination;
  readonly variants: readonly Variant[];
}

/** Which deliveries are a worker's: n with n mod `workers` = `worker`. */
export interface Share {
  readonly worker: number;
  readonly workers: number;
}

/** What a worker needs to know. Plain data: it crosses to worker threads. */
export interface WorkerPlan extends Share {
  readonly seed: string;
  readonly clock: BurstClock;
  readonly events: readonly PlannedEvent[];
  readonly sampler: SamplerSpec;
  readonly load: { readonly open: ScheduleSpec } | { readonly closed: ClosedLoop };
  /** Deliveries under way at once, of this worker. */
  readonly maxInFlight: number;
  /** ms. What is due before it is in no figure. */
  readonly warmup: number;
  /** ms, from when a delivery was due. */
  readonly timeout: number;
  readonly contract: ContractLevel;
  readonly contacts: number;
  readonly connection: PlainConnection;
  /** Where host names lead: only there is connected to. A name that is not here is looked up by the system. */
  readonly hosts: Readonly<Record<string, readonly HostAddress[]>>;
  readonly overrides: readonly Override[];
  readonly force: boolean;
  /** Failed deliveries to keep, at most. */
  readonly keep: number;
  /** Every delivery goes there, a line each. */
  readonly log: string | null;
  readonly showSecrets: boolean;
  readonly secrets: readonly string[];
  readonly reproFlags: readonly string[];
  readonly addressFlags: readonly string[] | undefined;
}

/** The clock of the payloads. */
export interface BurstClock {
  /** ms since the epoch, at the start. */
  readonly at: number;
  /** `false`: it stands. */
  readonly runs: boolean;
}

export interface PlainConnection extends Omit<ConnectionOptions, 'proxy' | 'lookup'> {
  readonly proxy?: string | undefined;
}

export function connectionOf({ proxy, ...rest }: PlainConnection): Omit<ConnectionOptions, 'lookup'> {
  return { ...rest, proxy: proxy === undefined ? undefined : new URL(proxy) };
}
