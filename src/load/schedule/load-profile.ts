import { defaults } from '../../defaults.ts';
import { formatDuration } from '../../duration.ts';
import { UsageError } from '../../errors.ts';
import type { LocalizedText } from '../../language.ts';
import { limits } from '../../limits.ts';
import type { Stage } from './rate-curve.ts';
import { openSchedule, type ScheduleSpec } from './schedule.ts';

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
    const what = `${named('warmup')} ${formatDuration(warmup)}`;
    throw new UsageError({
      zh: `${what}：预热结束时投递已全部发出，没有可测的数据：请缩短预热`,
      en: `${what}: the last delivery is started by then, and nothing is left to measure: shorten it`,
    });
  }
  return profile;
}

function profileOf(options: LoadOptions, named: (key: keyof LoadOptions) => string): LoadProfile {
  const { rate, stages, burst, every, poisson = false, duration, count } = options;
  const refuse = (key: keyof LoadOptions, { zh, en }: LocalizedText): void => {
    if (options[key] === undefined || options[key] === false) return;
    throw new UsageError({ zh: `${named(key)}：${zh}`, en: `${named(key)}: ${en}` });
  };
  const bounds = {
    duration: duration ?? (count === undefined ? defaults.duration : null),
    count: count ?? null,
  };
  if (burst === undefined) {
    refuse('every', {
      zh: `它是两批投递的间隔：请同时给出 ${named('burst')}`,
      en: `it is the interval between bursts: give ${named('burst')} as well`,
    });
  }
  if (rate === undefined && stages === undefined && burst === undefined) {
    const open = [named('rate'), named('stages'), named('burst')];
    refuse('poisson', {
      zh: `只有开环才有到达过程：请同时给出 ${open.join('、')} 之一`,
      en: `only an open loop has arrivals: give ${open.join(' or ')} as well`,
    });
    refuse('maxInFlight', {
      zh: `没有 ${open.join('、')} 时，在途投递数就是 ${named('connections')}`,
      en: `without ${open.join(' or ')}, ${named('connections')} is the number of deliveries in flight`,
    });
    const connections = Math.min(
      options.connections ?? defaults.connections,
      count ?? Number.POSITIVE_INFINITY,
    );
    return { closed: { connections, ...bounds } };
  }
  refuse('connections', {
    zh: `开环按需建立连接，上限是 ${named('maxInFlight')}；只有不给速率的闭环才有固定的连接数`,
    en: `an open loop opens as many as it needs, up to ${named('maxInFlight')}; only a closed loop, without a rate, has a fixed number`,
  });
  if (stages !== undefined) {
    for (const key of ['rate', 'burst', 'duration'] as const) {
      refuse(key, {
        zh: `${named('stages')} 已经规定了完整的负载形状`,
        en: `${named('stages')} is the whole shape of the load`,
      });
    }
    return { open: { stages, repeat: false, duration: null, count: bounds.count, poisson } };
  }
  if (burst !== undefined && every !== undefined && (burst * 1000) / every > limits.rate) {
    const time = formatDuration(every);
    throw new UsageError({
      zh: `${named('burst')}：每 ${time} 发 ${burst} 次超过了 ${limits.rate}/s：请减少次数，或加大 ${named('every')}`,
      en: `${named('burst')}: ${burst} every ${time} are more than ${limits.rate}/s: give fewer, or a longer ${named('every')}`,
    });
  }
  const unlimited = burst !== undefined && duration === undefined && count === undefined;
  if (unlimited && (every !== undefined || rate !== undefined)) {
    throw new UsageError({
      zh: `${named('burst')}：请用 ${named('duration')} 或 ${named('count')} 说明何时结束`,
      en: `${named('burst')}: say when it ends, by ${named('duration')} or ${named('count')}`,
    });
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
