import { defaults } from '../../defaults.ts';
import { formatDuration } from '../../duration.ts';
import { UsageError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Stage } from './rate-curve.ts';
import { writeRate } from './rate-text.ts';
import { openSchedule, type ScheduleSpec } from './schedule.ts';
import { writeStages } from './stages-text.ts';

/** How much load, and in what shape, as users give it. Times are ms, rates deliveries a second. */
export interface LoadOptions {
  readonly rate?: number | undefined;
  readonly stages?: readonly Stage[] | undefined;
  /** Deliveries at once … */
  readonly burst?: number | undefined;
  /** … and the interval between such bursts. */
  readonly every?: number | undefined;
  readonly poisson?: boolean | undefined;
  readonly duration?: number | undefined;
  readonly count?: number | undefined;
  /** Of a closed loop: deliveries in flight at once. */
  readonly connections?: number | undefined;
  /** Of an open loop: deliveries in flight at once, at most. */
  readonly maxInFlight?: number | undefined;
  readonly warmup?: number | undefined;
}

/** Load that is as fast as the receiver answers. */
export interface ClosedLoop extends Pick<ScheduleSpec, 'duration' | 'count'> {
  /** Deliveries in flight at once, over all workers. */
  readonly connections: number;
}

/** How many deliveries, and when: by a schedule, or as fast as the receiver answers. */
export type LoadProfile = { readonly open: Omit<ScheduleSpec, 'seed'> } | { readonly closed: ClosedLoop };

/**
 * The load that options describe: an open loop with a rate, stages or bursts, otherwise a closed one.
 * @param named the name of an option in messages: `--rate`, or `rate` in the library
 * @throws UsageError when two options exclude each other, or one means nothing without another
 */
export function loadProfile(options: LoadOptions, named: (key: keyof LoadOptions) => string): LoadProfile {
  const profile = profileOf(options, named);
  const { warmup = 0 } = options;
  const end =
    'closed' in profile ? profile.closed.duration : openSchedule({ ...profile.open, seed: '' }).duration;
  if (warmup > 0 && end !== null && warmup >= end) {
    const why = 'the last delivery is started by then, and nothing is left to measure';
    throw new UsageError(`${named('warmup')} ${formatDuration(warmup)}: ${why}: shorten it`);
  }
  return profile;
}

function profileOf(options: LoadOptions, named: (key: keyof LoadOptions) => string): LoadProfile {
  const { rate, stages, burst, every, poisson = false, duration, count } = options;
  const refuse = (key: keyof LoadOptions, why: string): void => {
    if (options[key] !== undefined && options[key] !== false) throw new UsageError(`${named(key)}: ${why}`);
  };
  const bounds = {
    duration: duration ?? (count === undefined ? defaults.duration : null),
    count: count ?? null,
  };
  if (burst === undefined)
    refuse('every', `it is the interval between bursts: give ${named('burst')} as well`);
  if (rate === undefined && stages === undefined && burst === undefined) {
    const open = [named('rate'), named('stages'), named('burst')].join(' or ');
    refuse('poisson', `only an open loop has arrivals: give ${open} as well`);
    refuse('maxInFlight', `without ${open}, ${named('connections')} is the number of deliveries in flight`);
    const connections = Math.min(
      options.connections ?? defaults.connections,
      count ?? Number.POSITIVE_INFINITY,
    );
    return { closed: { connections, ...bounds } };
  }
  refuse(
    'connections',
    `an open loop opens as many as it needs, up to ${named('maxInFlight')}; only a closed loop, without a rate, has a fixed number`,
  );
  if (stages !== undefined) {
    for (const key of ['rate', 'burst', 'duration'] as const) {
      refuse(key, `${named('stages')} is the whole shape of the load`);
    }
    return { open: { stages, repeat: false, duration: null, count: bounds.count, poisson } };
  }
  if (burst !== undefined && every !== undefined && (burst * 1000) / every > limits.rate) {
    const often = `${burst} every ${formatDuration(every)} are more than ${limits.rate}/s`;
    throw new UsageError(`${named('burst')}: ${often}: give fewer, or a longer ${named('every')}`);
  }
  const unlimited = burst !== undefined && duration === undefined && count === undefined;
  if (unlimited && (every !== undefined || rate !== undefined)) {
    throw new UsageError(`${named('burst')}: say when it ends, by ${named('duration')} or ${named('count')}`);
  }
  const stage = {
    batch: burst ?? 0,
    from: rate ?? 0,
    to: rate ?? 0,
    length: every ?? Number.POSITIVE_INFINITY,
  };
  return {
    open: {
      stages: [stage],
      repeat: every !== undefined,
      duration: unlimited ? null : bounds.duration,
      count: bounds.count,
      poisson,
    },
  };
}

/** A load in words: `2000/s for 5m`, `500 every 10s for 1m`, `50 connections for 30s`. */
export function describeLoad(profile: LoadProfile): string {
  if ('closed' in profile) {
    const { connections, duration, count } = profile.closed;
    const words = `${connections} ${connections === 1 ? 'connection' : 'connections'}`;
    return words + describeLimits(duration, count, false);
  }
  const { stages, repeat, duration, count, poisson } = profile.open;
  const ends = !repeat && stages.every((stage) => hasEnd(stage) || hasNoRate(stage));
  const limits = describeLimits(duration, count, ends);
  return `${describeStages(stages, repeat)}${limits}${poisson ? ', Poisson arrivals' : ''}`;
}

const hasEnd = ({ length }: Stage): boolean => length < Number.POSITIVE_INFINITY;
const hasNoRate = ({ from, to }: Stage): boolean => from === 0 && to === 0;

function describeStages(stages: readonly Stage[], repeat: boolean): string {
  const [first] = stages;
  if (first !== undefined && stages.length === 1) {
    const { batch, from, length } = first;
    if (batch > 0 && hasNoRate(first)) {
      return repeat && hasEnd(first) ? `${batch} every ${formatDuration(length)}` : `${batch} at once`;
    }
    if (batch === 0 && !hasEnd(first)) return writeRate(from);
  }
  return `${repeat ? 'over and over' : 'stages'} ${writeStages(stages)}`;
}

/** @param ends whether the load ends without a limit */
function describeLimits(duration: number | null, count: number | null, ends: boolean): string {
  const time = duration === null ? '' : ` for ${formatDuration(duration)}`;
  if (count === null) return time === '' && !ends ? ' until it is stopped' : time;
  const deliveries = `${count.toLocaleString('en')} ${count === 1 ? 'delivery' : 'deliveries'}`;
  return time === '' && !ends ? ` for ${deliveries}` : `${time}, at most ${deliveries}`;
}
