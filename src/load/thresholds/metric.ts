import { type Outcome, outcomes } from '../../verdict/verdict.ts';
import type { DeliveryCounts, EventFigures, Latency, ThresholdResult } from '../result.ts';

/** Figures that metrics are computed from. */
export interface Measurable extends Omit<EventFigures, 'byValue'> {
  /** Deliveries a second that were started. */
  readonly rate: number;
  /** Any percentile, by its share of 1; absent where only the usual ones were kept, as in a report. */
  readonly quantile?: (clock: Clock, share: number) => number | null;
}

/** Durations count from when a delivery was due, or from when it was sent. */
export type Clock = 'latency' | 'service';

export type Unit = ThresholdResult['unit'];

/** What can be counted. `errors` are the deliveries that were started and not accepted. */
export type Counted = Outcome | 'errors' | 'started' | 'dropped' | 'planned';

export type Metric =
  /** `figure`: one of the usual ones, or the share of any other percentile. */
  | { readonly kind: 'latency'; readonly clock: Clock; readonly figure: keyof Latency | number }
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

/**
 * A metric by its name: `p99`, `service.p99.9`, `errors`, `rate`; any percentile, `p75`, `p99.99`; also `p999`, and
 * `p(99)`, `avg` and `med` as k6 writes them.
 */
export function metricOf(name: string): Metric | undefined {
  const plain = name
    .replace(/\bp\(([\d.]+)\)$/, 'p$1')
    .replace(/\bp(9\d)(\d+)$/, 'p$1.$2')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/\bavg$/, 'mean')
    .replace(/\bmed(?:ian)?$/, 'p50')
    .replace(/\bp100$/, 'max');
  const [, service, percent] = /^(service\.)?p(\d{1,2}(?:\.\d+)?)$/.exec(plain) ?? [];
  const known = metrics.get(plain);
  if (known !== undefined || percent === undefined || Number(percent) === 0) return known;
  // Not divided by 100, which would round twice.
  return {
    kind: 'latency',
    clock: service === undefined ? 'latency' : 'service',
    figure: Number(`${percent}e-2`),
  };
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
    const { clock, figure } = metric;
    return parts
      .map((part) =>
        typeof figure === 'number' ? (part.quantile?.(clock, figure) ?? null) : part[clock][figure],
      )
      .filter((value) => value !== null);
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
