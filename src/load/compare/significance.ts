import type { Latency } from '../result.ts';

/** Standard errors: chance alone exceeds them once in 370 times. */
const sigmas = 3;

/** How many of so many deliveries are slower than a figure says. The shortest and the longest are one delivery each. */
const slower: Readonly<Record<keyof Latency, number>> = {
  min: 0,
  mean: 0.5,
  p50: 0.5,
  p90: 0.1,
  p95: 0.05,
  p99: 0.01,
  p999: 0.001,
  max: 0,
};

/** ms. What a clock, a timer and a scheduler make of nothing. */
const leastLatency = 0.1;

/**
 * Whether a share changed by more than chance may have done.
 * @param a of how many, and the share of them, from 0 to 1
 */
export function shareChanged(
  a: { readonly of: number; readonly share: number },
  b: { readonly of: number; readonly share: number },
): boolean {
  const both = (a.share * a.of + b.share * b.of) / (a.of + b.of);
  const error = Math.sqrt(both * (1 - both) * (1 / a.of + 1 / b.of));
  return Math.abs(b.share - a.share) > sigmas * error;
}

/**
 * Whether a latency changed by more than two runs of the same usually differ: a tenth, or a quarter where fewer than a
 * hundred deliveries tell the figure.
 */
export function latencyChanged(figure: keyof Latency, a: number, b: number, started: number): boolean {
  const margin = started * slower[figure] >= 100 ? 0.1 : 0.25;
  return Math.abs(b - a) > Math.max(leastLatency, a * margin);
}

/** Whether a rate changed: a schedule is kept to within half a percent, a closed loop goes as the machine does. */
export function rateChanged(a: number, b: number, scheduled: boolean): boolean {
  return Math.abs(b - a) > a * (scheduled ? 0.01 : 0.05);
}
