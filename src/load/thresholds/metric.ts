import { type Outcome, outcomes } from '../../verdict/verdict.ts';
import type { DeliveryCounts, EventFigures, Latency, ThresholdResult } from '../result.ts';

/** Figures that metrics are computed from. */
export interface Measurable extends Omit<EventFigures, 'byValue'> {
  /** Deliveries a second that were started. */
  readonly rate: number;
}

export type Unit = ThresholdResult['unit'];

/** What can be counted. `errors` are the deliveries that were started and not accepted. */
export type Counted = Outcome | 'errors' | 'started' | 'dropped' | 'planned';

export type Metric =
  | { readonly kind: 'latency'; readonly clock: 'latency' | 'service'; readonly figure: keyof Latency }
  | { readonly kind: 'count'; readonly of: Counted }
  | { readonly kind: 'rate' };

const figures: Readonly<Record<string, keyof Latency>> = {
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  'p99.9': 'p999',
  min: 'min',
  mean: 'mean',
  max: 'max',
};

const counted: readonly Counted[] = ['errors', ...outcomes, 'started', 'dropped', 'planned'];

const metrics: ReadonlyMap<string, Metric> = new Map<string, Metric>([
  ...Object.entries(figures).flatMap(([name, figure]): [string, Metric][] => [
    [name, { kind: 'latency', clock: 'latency', figure }],
    [`service.${name}`, { kind: 'latency', clock: 'service', figure }],
  ]),
  ...counted.map((of): [string, Metric] => [of, { kind: 'count', of }]),
  ['rate', { kind: 'rate' }],
]);

export const metricNames: readonly string[] = [...metrics.keys()];

/** A metric by its name: `p99`, `service.p99.9`, `errors`, `rate`; also `p999`, and `p(99)` as k6 writes it. */
export function metricOf(name: string): Metric | undefined {
  return metrics.get(name.replace(/\bp\(([\d.]+)\)$/, 'p$1').replace(/\bp999$/, 'p99.9'));
}

/** Whether it is known for the values of dimensions: how their deliveries failed, and which were dropped, is not. */
export function hasValues(metric: Metric): boolean {
  return metric.kind !== 'count' || ['errors', 'accepted', 'started'].includes(metric.of);
}

/** Whether a count can be given as a share: `dropped` of the planned deliveries, outcomes of the started ones. */
export function hasShare(of: Counted): boolean {
  return of !== 'started' && of !== 'planned';
}

/**
 * Measures a metric over parts: ms, a share from 0 to 1, a count, or deliveries a second; no value if nothing happened.
 * A latency has a value for each part, because percentiles do not add up.
 */
export function measure(metric: Metric, unit: Unit, parts: readonly Measurable[]): readonly number[] {
  if (metric.kind === 'latency') {
    return parts.map((part) => part[metric.clock][metric.figure]).filter((value) => value !== null);
  }
  const happened = sum(
    parts,
    metric.kind === 'rate' ? (part) => part.planned + part.rate : wholeOf(metric.of),
  );
  if (happened === 0) return [];
  if (metric.kind === 'rate') return [sum(parts, ({ rate }) => rate)];
  const count = sum(parts, countOf(metric.of));
  return [unit === 'share' ? count / happened : count];
}

function countOf(counted: Counted): (counts: DeliveryCounts) => number {
  switch (counted) {
    case 'planned':
    case 'started':
    case 'dropped':
      return (counts) => counts[counted];
    case 'errors':
      return ({ started, outcomes }) => started - outcomes.accepted;
    default:
      return ({ outcomes }) => outcomes[counted];
  }
}

/** What a count is a share of. */
function wholeOf(counted: Counted): (counts: DeliveryCounts) => number {
  const ofPlanned = counted === 'planned' || counted === 'started' || counted === 'dropped';
  return ({ planned, started }) => (ofPlanned ? planned : started);
}

function sum<T>(parts: readonly T[], value: (part: T) => number): number {
  return parts.reduce((all, part) => all + value(part), 0);
}
