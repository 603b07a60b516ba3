import type { SeriesPoint } from '../../../src/load/result.ts';

/** Seconds of warm-up of the run that the samples tell of. */
export const warmSeconds = 5;

const seconds = 60;
/** The receiver stalls in this second, and answers too late in the next. */
const stall = 35;

/** What goes wrong in a second. 132, 37, 21 and 40 in all. */
export function faults(t: number) {
  return {
    violation: t < warmSeconds ? 0 : t < 27 ? 3 : 2,
    transport: t === stall ? 37 : 0,
    timeout: t === stall + 1 ? 21 : 0,
    dropped: t === stall ? 40 : 0,
  };
}

/** The seconds of a run at 200/s. */
export const series: readonly SeriesPoint[] = Array.from({ length: seconds }, (_, t) => {
  const wave = Math.sin(t / 4);
  const { violation, transport, timeout, dropped } = faults(t);
  const failed = violation + transport + timeout;
  const slow = transport > 0 ? 90 : timeout > 0 ? 60 : 1;
  return {
    t: t * 1000,
    length: 1000,
    target: 200,
    planned: 200,
    started: 200 - dropped,
    dropped,
    accepted: 200 - dropped - failed,
    failed,
    p50: tenths((2.1 + wave * 0.3) * slow),
    p95: tenths((6.2 + wave) * slow),
    p99: tenths((9.4 + wave * 2) * slow),
    warmup: t < warmSeconds,
  };
});

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
