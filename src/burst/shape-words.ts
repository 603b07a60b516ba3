import { writeDuration } from '../run/duration-text.ts';
import type { Stretch } from './asked.ts';
import type { ClosedLoop } from './plan.ts';
import { writeRate } from './rate-text.ts';
import type { ScheduleSpec } from './schedule.ts';

/**
 * A load in words: `2000/s for 5m`, `500 every 10s for 1m`, `50 connections for 30s`.
 * @param spec `null` for a closed loop
 */
export function describeShape(spec: ScheduleSpec | null, closed: ClosedLoop): string {
  if (spec === null) {
    const { connections } = closed;
    return `${connections} ${connections === 1 ? 'connection' : 'connections'}${limits(closed, false)}`;
  }
  const ends = !spec.repeat && spec.stretches.every((stretch) => isShort(stretch) || isSilent(stretch));
  return `${load(spec)}${limits(spec, ends)}${spec.poisson ? ', Poisson arrivals' : ''}`;
}

const isShort = ({ length }: Stretch): boolean => length < Number.POSITIVE_INFINITY;
const isSilent = ({ from, to }: Stretch): boolean => from === 0 && to === 0;

function load({ stretches, repeat }: ScheduleSpec): string {
  const [first] = stretches;
  if (first !== undefined && stretches.length === 1) {
    const { spike, from, length } = first;
    if (spike > 0 && isSilent(first)) {
      return repeat && isShort(first) ? `${spike} every ${writeDuration(length)}` : `${spike} at once`;
    }
    if (spike === 0 && !isShort(first)) return writeRate(from);
  }
  return `${repeat ? 'over and over' : 'stages'} ${stretches.map(stage).join(',')}`;
}

/** A stretch as `--stages` takes it, with its spike before it. */
function stage(stretch: Stretch): string {
  const { spike, from, to, length } = stretch;
  const rate = from === to ? writeRate(from) : `${writeRate(from)}..${writeRate(to)}`;
  const time = isShort(stretch) ? `:${writeDuration(length)}` : '';
  return `${spike > 0 ? `${spike}+` : ''}${rate}${time}`;
}

/** @param ends whether it does so by itself */
function limits({ duration, count }: Omit<ClosedLoop, 'connections'>, ends: boolean): string {
  const time = duration === null ? '' : ` for ${writeDuration(duration)}`;
  if (count === null) return time === '' && !ends ? ' until it is stopped' : time;
  const deliveries = `${count.toLocaleString('en')} ${count === 1 ? 'delivery' : 'deliveries'}`;
  return time === '' && !ends ? ` for ${deliveries}` : `${time}, at most ${deliveries}`;
}
