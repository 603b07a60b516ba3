import type { BurstSettings, Latency, ThresholdResult } from '../../../load/result.ts';
import { decimal, latencyWords } from '../../text/numbers.ts';

/** The figures of a latency in the order of tables. */
export const latencyColumns: readonly (readonly [name: string, key: keyof Latency])[] = [
  ['min', 'min'],
  ['mean', 'mean'],
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p99', 'p99'],
  ['p99.9', 'p999'],
  ['max', 'max'],
];

/** An event with its weight, `juzi/message.received=8`; equal weights are left out. */
export function weighted(event: string, weights: BurstSettings['weights']): string {
  const equal = new Set(Object.values(weights)).size === 1;
  return equal ? event : `${event}=${weights[event]}`;
}

/** What a threshold measured, with enough digits to show on which side of the limit it is. */
export function measuredWords({ expr, actual, unit }: ThresholdResult): string {
  if (actual === null) return 'nothing to measure';
  // As in the table of latencies, unless that looks just like the limit.
  if (unit === 'ms' && !expr.endsWith(latencyWords(actual).replace(' ', ''))) return latencyWords(actual);
  const units = { ms: ' ms', share: '%', rate: '/s', count: '' } as const;
  return decimal(unit === 'share' ? actual * 100 : actual, unit === 'share' ? 4 : 3) + units[unit];
}

export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
