import { formatDuration } from '../../duration.ts';
import type { ClosedLoop } from '../executor/worker-plan.ts';
import type { Stage } from './rate-curve.ts';
import { writeRate } from './rate-text.ts';
import type { ScheduleSpec } from './schedule.ts';
import { writeStages } from './stages-text.ts';

/**
 * A load in words: `2000/s for 5m`, `500 every 10s for 1m`, `50 connections for 30s`.
 * @param spec `null` for a closed loop
 */
export function describeLoad(spec: ScheduleSpec | null, closed: ClosedLoop): string {
  if (spec === null) {
    const { connections } = closed;
    return `${connections} ${connections === 1 ? 'connection' : 'connections'}${limits(closed, false)}`;
  }
  const ends = !spec.repeat && spec.stages.every((stage) => isShort(stage) || isSilent(stage));
  return `${load(spec)}${limits(spec, ends)}${spec.poisson ? ', Poisson arrivals' : ''}`;
}

const isShort = ({ length }: Stage): boolean => length < Number.POSITIVE_INFINITY;
const isSilent = ({ from, to }: Stage): boolean => from === 0 && to === 0;

function load({ stages, repeat }: ScheduleSpec): string {
  const [first] = stages;
  if (first !== undefined && stages.length === 1) {
    const { batch, from, length } = first;
    if (batch > 0 && isSilent(first)) {
      return repeat && isShort(first) ? `${batch} every ${formatDuration(length)}` : `${batch} at once`;
    }
    if (batch === 0 && !isShort(first)) return writeRate(from);
  }
  return `${repeat ? 'over and over' : 'stages'} ${writeStages(stages)}`;
}

/** @param ends whether it does so by itself */
function limits({ duration, count }: Omit<ClosedLoop, 'connections'>, ends: boolean): string {
  const time = duration === null ? '' : ` for ${formatDuration(duration)}`;
  if (count === null) return time === '' && !ends ? ' until it is stopped' : time;
  const deliveries = `${count.toLocaleString('en')} ${count === 1 ? 'delivery' : 'deliveries'}`;
  return time === '' && !ends ? ` for ${deliveries}` : `${time}, at most ${deliveries}`;
}
