import type { FindingSummary, Latency, ThresholdResult } from '../../../load/result.ts';
import { count } from '../../text/numbers.ts';
import { decimal, shareOf } from './figures.ts';

/** What is told of latencies, in this order. */
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

/** `type=image, chat=room` */
export function variantWords(variant: Readonly<Record<string, string>>): string {
  return Object.entries(variant)
    .map(([dimension, value]) => `${dimension}=${value}`)
    .join(', ');
}

/** What a threshold measured, with enough digits to be seen on its side of the limit. */
export function measuredWords({ actual, unit }: ThresholdResult): string {
  if (actual === null) return 'nothing to measure';
  const units = { ms: ' ms', share: '%', rate: '/s', count: '' } as const;
  return decimal(unit === 'share' ? actual * 100 : actual, unit === 'share' ? 4 : 3) + units[unit];
}

/** What the deliveries with a finding have in common: `at all 132 with type=image, and at no others`. */
export function commonWords({ count: found, only, of }: FindingSummary): string {
  const part = `${count(found)} of ${count(of)}`;
  if (Object.keys(only).length === 0) {
    return found === of
      ? `at all ${count(of)} of this event`
      : `at ${part} of this event (${shareOf(found, of)})`;
  }
  const such = variantWords(only);
  return found === of
    ? `at all ${count(of)} with ${such}, and at no others`
    : `only with ${such}: at ${part} (${shareOf(found, of)})`;
}

/** As the beginning of a sentence of its own. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
