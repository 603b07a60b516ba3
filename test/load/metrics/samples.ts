import { Histogram, type HistogramDelta } from '../../../src/load/metrics/histogram.ts';
import type { EventSample, Sample } from '../../../src/load/metrics/sample.ts';
import type { Outcome } from '../../../src/verdict/verdict.ts';
import { outcomes } from '../../../src/verdict/verdict.ts';

/** The delta of a histogram that recorded these, ms. */
export function delta(...values: readonly number[]): HistogramDelta {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram.flush();
}

/** The deliveries of one event, given by their outcomes and how long each took, ms. */
export function eventSample(
  ended: Partial<Record<Outcome, readonly number[]>> = {},
  { dropped = 0 }: { readonly dropped?: number } = {},
): EventSample {
  const latencies = Object.values(ended).flat();
  return {
    dropped,
    outcomes: outcomes.map((outcome) => ended[outcome]?.length ?? 0),
    latency: delta(...latencies),
    service: delta(...latencies.map((ms) => ms / 2)),
  };
}

/** A sample of an idle worker, with changes. */
export function sample(changes: Partial<Sample> = {}): Sample {
  const { number = 0 } = changes;
  return {
    worker: 0,
    number,
    at: (number + 1) * 1000,
    phase: 'running',
    events: [],
    variants: new Uint32Array(),
    durations: [],
    findings: [],
    warmup: eventSample(),
    due: 0,
    started: 0,
    duplicates: 0,
    reconnects: 0,
    strays: 0,
    answered: 0,
    gone: 0,
    lateness: delta(),
    lag: delta(),
    drops: { poolExhausted: 0, generatorLate: 0 },
    inFlight: 0,
    waiting: 0,
    sockets: 0,
    busy: { active: 0, total: 1000 },
    lastStart: 0,
    firsts: [],
    failures: [],
    logProblem: null,
    ...changes,
  };
}
