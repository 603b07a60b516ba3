import type { Latency } from '../result.ts';

/** Standard errors: chance alone exceeds them once in 370 times. */
const sigmas = 3;

/** Share of the deliveries that are slower than a figure. `min` and `max` are single deliveries. */
const slowerShare: Readonly<Record<keyof Latency, number>> = {
  min: 0,
  mean: 0.5,
  p50: 0.5,
  p90: 0.1,
  p95: 0.05,
  p99: 0.01,
  p999: 0.001,
  max: 0,
};

/** ms. The noise of clocks, timers and the scheduler. */
const latencyNoise = 0.1;

/** Whether a share (0 to 1, of `of` deliveries) changed by more than chance explains: a two-proportion z-test. */
export function shareChanged(
  a: { readonly of: number; readonly share: number },
  b: { readonly of: number; readonly share: number },
): boolean {
  const both = (a.share * a.of + b.share * b.of) / (a.of + b.of);
  const error = Math.sqrt(both * (1 - both) * (1 / a.of + 1 / b.of));
  return Math.abs(b.share - a.share) > sigmas * error;
}

/** Whether a latency changed by more than identical runs differ: 10 %, or 25 % if under 100 deliveries decide it. */
export function latencyChanged(
  figure: keyof Latency | number,
  a: number,
  b: number,
  started: number,
): boolean {
  const margin =
    started * (typeof figure === 'number' ? 1 - figure : slowerShare[figure]) >= 100 ? 0.1 : 0.25;
  return Math.abs(b - a) > Math.max(latencyNoise, a * margin);
}

/** Whether a rate changed. A schedule is kept within half a percent; a closed loop varies with the machine. */
export function rateChanged(a: number, b: number, scheduled: boolean): boolean {
  return Math.abs(b - a) > a * (scheduled ? 0.01 : 0.05);
}
