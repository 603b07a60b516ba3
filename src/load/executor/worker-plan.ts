import type { Variant } from '../../define/dimension.ts';
import type { Destination } from '../../delivery/destination.ts';
import type { Override } from '../../generate/overrides.ts';
import type { ConnectionOptions } from '../../http/connection.ts';
import type { ContractLevel } from '../../verdict/levels.ts';
import type { ClosedLoop } from '../schedule/load-profile.ts';
import type { ScheduleSpec } from '../schedule/schedule.ts';
import type { HostAddresses } from '../target-guard.ts';
import type { SamplerSpec } from '../workload/sampler.ts';

/** An event of the run, with the variants that are sent. */
export interface PlannedEvent {
  readonly id: string;
  readonly destination: Destination;
  readonly variants: readonly Variant[];
}

/** The deliveries of a worker: each `n` with `n % workers === worker`. */
export interface WorkerShare {
  readonly worker: number;
  readonly workers: number;
}

/** The clock of the payloads. */
export interface PayloadClock {
  /** ms since the epoch, at the start. */
  readonly at: number;
  /** `false`: it stands. */
  readonly runs: boolean;
}

/** Connection options as plain data. */
export interface PlainConnection extends Omit<ConnectionOptions, 'proxy' | 'lookup'> {
  readonly proxy?: string | undefined;
}

/** All that a worker needs to know. Plain data: it crosses to worker threads. */
export interface WorkerPlan extends WorkerShare {
  readonly seed: string;
  readonly clock: PayloadClock;
  readonly events: readonly PlannedEvent[];
  readonly sampler: SamplerSpec;
  /** Notes of all workers together: which payloads were sent. */
  readonly sent: SharedArrayBuffer;
  readonly load: { readonly open: ScheduleSpec } | { readonly closed: ClosedLoop };
  /** Deliveries in flight at once, of this worker. */
  readonly maxInFlight: number;
  /** ms. Deliveries due before it are in no figure. */
  readonly warmup: number;
  /** ms, from when a delivery was due. */
  readonly timeout: number;
  readonly contract: ContractLevel;
  readonly contacts: number;
  readonly connection: PlainConnection;
  /** The addresses that connections are made to. The system looks up the names that are not here. */
  readonly hosts: HostAddresses;
  readonly overrides: readonly Override[];
  readonly force: boolean;
  /** Failed deliveries to keep, at most. */
  readonly keep: number;
  /** File with a line for every delivery. */
  readonly log: string | null;
  readonly showSecrets: boolean;
  readonly fullBodies: boolean;
  readonly secrets: readonly string[];
  readonly reproFlags: readonly string[];
  readonly addressFlags: readonly string[] | undefined;
}

/** The plan of all workers together. */
export type SharedPlan = Omit<WorkerPlan, 'worker' | 'hosts'>;

export function connectionOf({ proxy, ...rest }: PlainConnection): Omit<ConnectionOptions, 'lookup'> {
  return { ...rest, proxy: proxy === undefined ? undefined : new URL(proxy) };
}
