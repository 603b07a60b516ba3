import type { FindingSummary, ThresholdResult } from '../../../burst/result.ts';
import { count } from '../../event-list.ts';
import { decimal, shareOf } from '../figures.ts';

/** A latency on an axis, where only round ones stand: `0.5 ms`, `200 ms`, `1 s`. */
export function axisLatency(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}

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

/** What the deliveries with a finding have in common: `all 132 with type=image, and no others`. */
export function commonWords({ count: found, only, of }: FindingSummary): string {
  const such = Object.keys(only).length > 0 ? variantWords(only) : undefined;
  const some = `${count(found)} of ${count(of)} (${shareOf(found, of)})`;
  if (such === undefined) return found === of ? `All ${count(of)} of the event` : `${some} of the event`;
  return found === of ? `All ${count(of)} with ${such}, and no others` : `Only with ${such}: ${some}`;
}
