import { formatDuration } from '../../duration.ts';
import { say } from '../../language.ts';
import { writeRate } from '../../rate.ts';
import type { LoadProfile } from './load-profile.ts';
import type { Stage } from './rate-curve.ts';
import { writeStages } from './stages-text.ts';

/**
 * A load as records have it: `2000/s for 5m`, `500 every 10s for 1m`, `50 connections for 30s`. In every language the
 * same: runs are compared by it, and series of metrics are labelled with it. {@link shapeWords} is for people.
 */
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

/** What a part of a shape is in Chinese. */
const parts: readonly (readonly [RegExp, string])[] = [
  [/^(\d+) connections?/, '$1 个连接'],
  [/^(\d+) every (\S+)/, '每 $2 发 $1 次'],
  [/^(\d+) at once/, '一次发出 $1 次'],
  [/^stages /, '分段 '],
  [/^over and over /, '循环 '],
  [/ for ([\d,]+) deliver(?:y|ies)/, '，共 $1 次投递'],
  [/ for ([\d.hms]+)/, '，持续 $1'],
  [/, at most ([\d,]+) deliver(?:y|ies)/, '，最多 $1 次投递'],
  [/ until it is stopped/, '，直到停止'],
  [/, Poisson arrivals/, '，泊松到达'],
];

/** A shape as {@link describeLoad} writes it, for people. */
export const shapeWords = (shape: string): string =>
  say({ zh: parts.reduce((text, [part, words]) => text.replace(part, words), shape), en: shape });
