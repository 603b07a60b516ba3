import { type LocalizedText, say } from '../../../language.ts';
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
  if (actual === null) return say({ zh: '没有数据', en: 'nothing to measure' });
  // As in the table of latencies, unless that looks just like the limit.
  if (unit === 'ms' && !expr.endsWith(latencyWords(actual).replace(' ', ''))) return latencyWords(actual);
  const units = { ms: ' ms', share: '%', rate: '/s', count: '' } as const;
  return decimal(unit === 'share' ? actual * 100 : actual, unit === 'share' ? 4 : 3) + units[unit];
}

/** What a latency counts from. */
export const fromDue: LocalizedText = { zh: '自计划时间', en: 'from due' };
export const fromSent: LocalizedText = { zh: '自发出时间', en: 'from sent' };

export const serviceTime: LocalizedText = { zh: '服务时间', en: 'Service time' };
export const latencyFromDue: LocalizedText = { zh: '延迟（自计划时间）', en: 'Latency from due' };

/** What became of a threshold. */
export function thresholdWord({ ok, actual }: Pick<ThresholdResult, 'ok' | 'actual'>): string {
  if (ok) return say({ zh: '达标', en: 'held' });
  return actual === null ? say({ zh: '无数据', en: 'unknown' }) : say({ zh: '未达标', en: 'crossed' });
}

export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
