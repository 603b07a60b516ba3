import type { Latency } from '../../../src/load/result.ts';
import type { Measurable } from '../../../src/load/thresholds/metric.ts';
import type { Outcome } from '../../../src/verdict/verdict.ts';

const noLatency: Latency = {
  min: null,
  mean: null,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  p999: null,
  max: null,
};

/** Figures whose equations hold: `planned = started + dropped`, and `started` is the sum of the outcomes. */
export function measurable(
  outcomes: Partial<Record<Outcome, number>> = {},
  rest: {
    readonly dropped?: number;
    readonly latency?: Partial<Latency>;
    readonly service?: Partial<Latency>;
    readonly rate?: number;
  } = {},
): Measurable {
  const { dropped = 0, latency = {}, service = {}, rate = 0 } = rest;
  const all = { accepted: 0, rejected: 0, violation: 0, timeout: 0, transport: 0, aborted: 0, ...outcomes };
  const started = Object.values(all).reduce((sum, count) => sum + count, 0);
  return {
    planned: started + dropped,
    started,
    dropped,
    outcomes: all,
    latency: { ...noLatency, ...latency },
    service: { ...noLatency, ...service },
    rate,
  };
}
