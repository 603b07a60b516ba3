import { defaults } from '../../defaults.ts';
import { formatDuration } from '../../duration.ts';
import { UsageError } from '../../errors.ts';
import type { BurstLoad } from '../options.ts';
import { openSchedule, type Stage } from './schedule.ts';

/** How much load, and in what shape, as users say it. Times are ms, rates deliveries a second. */
export interface LoadOptions {
  readonly rate?: number | undefined;
  readonly stages?: readonly Stage[] | undefined;
  /** Deliveries at once … */
  readonly burst?: number | undefined;
  /** … and how long until the next ones. */
  readonly every?: number | undefined;
  readonly poisson?: boolean | undefined;
  readonly duration?: number | undefined;
  readonly count?: number | undefined;
  /** Of a closed loop: deliveries under way at once. */
  readonly connections?: number | undefined;
  /** Of an open loop: deliveries under way at once, at most. */
  readonly maxInFlight?: number | undefined;
  readonly warmup?: number | undefined;
}

/**
 * What shape of load choices amount to: with a rate, stages or batches an open loop, otherwise a closed one.
 * @param named how a choice is called in messages: `--rate`, or `rate` in the library
 * @throws UsageError when two of them exclude each other, or one means nothing without another
 */
export function loadProfile(choice: LoadOptions, named: (key: keyof LoadOptions) => string): BurstLoad {
  const load = shapeOf(choice, named);
  const { warmup = 0 } = choice;
  const last = 'closed' in load ? load.closed.duration : openSchedule({ ...load.open, seed: '' }).duration;
  if (warmup > 0 && last !== null && warmup >= last) {
    const why = 'the last delivery is started by then, and nothing is left to measure';
    throw new UsageError(`${named('warmup')} ${formatDuration(warmup)}: ${why}: shorten it`);
  }
  return load;
}

function shapeOf(choice: LoadOptions, named: (key: keyof LoadOptions) => string): BurstLoad {
  const { rate, stages, burst, every, poisson = false, duration, count } = choice;
  const given = (key: keyof LoadOptions): boolean => choice[key] !== undefined && choice[key] !== false;
  const refuse = (one: keyof LoadOptions, why: string): void => {
    if (given(one)) throw new UsageError(`${named(one)}: ${why}`);
  };
  if (burst === undefined) refuse('every', `it says how often ${named('burst')} comes: give both`);
  if (rate === undefined && stages === undefined && burst === undefined) {
    const open = [named('rate'), named('stages'), named('burst')].join(' or ');
    refuse('poisson', `arrivals are of an open loop: give ${open} as well`);
    refuse('maxInFlight', `without ${open} it is ${named('connections')} that are under way at once`);
    const ends = duration ?? (count === undefined ? defaults.duration : null);
    const connections = Math.min(
      choice.connections ?? defaults.connections,
      count ?? Number.POSITIVE_INFINITY,
    );
    return { closed: { connections, duration: ends, count: count ?? null } };
  }
  refuse(
    'connections',
    `an open loop opens as many as are needed, ${named('maxInFlight')} at most; without a rate there are so many at once`,
  );
  const limits = { duration: duration ?? null, count: count ?? null, poisson };
  if (stages !== undefined) {
    const shape = `${named('stages')} is the whole shape of the load`;
    for (const key of ['rate', 'burst', 'duration'] as const) refuse(key, shape);
    return { open: { ...limits, stages: stages, repeat: false } };
  }
  if (burst !== undefined) return { open: { ...limits, ...batches(burst, every, rate, choice, named) } };
  const stage = { batch: 0, from: rate ?? 0, to: rate ?? 0, length: Number.POSITIVE_INFINITY };
  const ends = duration ?? (count === undefined ? defaults.duration : null);
  return { open: { ...limits, duration: ends, stages: [stage], repeat: false } };
}

function batches(
  batch: number,
  every: number | undefined,
  rate: number | undefined,
  { duration, count }: LoadOptions,
  named: (key: keyof LoadOptions) => string,
): { stages: readonly Stage[]; repeat: boolean } {
  const base = { batch, from: rate ?? 0, to: rate ?? 0 };
  const endless = duration === undefined && count === undefined;
  if ((every !== undefined || rate !== undefined) && endless) {
    throw new UsageError(`${named('burst')}: say when it ends, by ${named('duration')} or ${named('count')}`);
  }
  if (every === undefined) return { stages: [{ ...base, length: Number.POSITIVE_INFINITY }], repeat: false };
  return { stages: [{ ...base, length: every }], repeat: true };
}
