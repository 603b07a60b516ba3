import { list, mapOf, orNull, record, type TypeOf, text } from '../../schema.ts';
import { burstResult, findingCount } from '../result.ts';
import {
  hasShare,
  type Measurable,
  type Metric,
  measure,
  metricNames,
  metricOf,
  type Unit,
} from '../thresholds/metric.ts';
import { compareFindings, type FindingChange } from './compare-findings.ts';
import { compareSettings, type SettingChange } from './compare-settings.ts';
import { latencyChanged, rateChanged, shareChanged } from './significance.ts';

const { version, startedAt, settings, planned, started, dropped, outcomes, rate, latency, service } =
  burstResult.properties;
const counts = { planned, started, dropped, outcomes };

export const comparableRun = record({
  version,
  startedAt,
  settings,
  ...counts,
  rate,
  latency,
  service,
  byEvent: mapOf(record({ ...counts, latency, service })),
  findings: list(findingCount),
  stopped: orNull(record({ message: text })),
});
export type ComparableRun = TypeOf<typeof comparableRun>;

export interface FigureChange {
  /** As thresholds name it: `p99`, `service.p50`, `errors`. */
  readonly metric: string;
  /** `null` for all events together. */
  readonly event: string | null;
  readonly unit: Unit;
  /** `null` if there was nothing to measure. */
  readonly a: number | null;
  readonly b: number | null;
  /** b - a, in the unit. */
  readonly change: number | null;
  /** The change as a share of a; Infinity if a is 0. */
  readonly relative: number | null;
  /** `same` if not significant; `null` if one was not measured, or if neither more nor less is better. */
  readonly verdict: 'better' | 'worse' | 'same' | null;
}

export interface RunComparison {
  /** Settings that differ, and may explain the rest. */
  readonly settings: readonly SettingChange[];
  /** Of all events together, then of each event. */
  readonly figures: readonly FigureChange[];
  readonly findings: readonly FindingChange[];
}

/** Compares run b with run a: what changed, and whether it got better. */
export function compareRuns(a: ComparableRun, b: ComparableRun): RunComparison {
  return {
    settings: compareSettings(a, b),
    figures: [null, ...eventsOfEither(a, b)].flatMap((event) => compareFigures(a, b, event)),
    findings: compareFindings(a, b),
  };
}

export function eventsOfEither(a: ComparableRun, b: ComparableRun): readonly string[] {
  return [...new Set([...Object.keys(a.byEvent), ...Object.keys(b.byEvent)])];
}

/** The figures of a run or of one of its events; none if the event was not in the run. */
export function measurableOf(run: ComparableRun, event: string | null): readonly Measurable[] {
  if (event === null) return [{ ...run, rate: run.rate.achieved }];
  const figures = Object.hasOwn(run.byEvent, event) ? run.byEvent[event] : undefined;
  if (figures === undefined) return [];
  // All events are sent over the same period.
  const part = run.started === 0 ? 0 : figures.started / run.started;
  return [{ ...figures, rate: run.rate.achieved * part }];
}

/** Shares are comparable even if runs differ in length; counts are not. */
export function comparedUnit(metric: Metric): Unit {
  if (metric.kind === 'latency') return 'ms';
  if (metric.kind === 'rate') return 'rate';
  return hasShare(metric.of) ? 'share' : 'count';
}

export const absoluteChange = (a: number, b: number): number => exact(b - a);

/** The change as a share of a. */
export function relativeChange(a: number, b: number): number {
  if (a === b) return 0;
  return a === 0 ? Number.POSITIVE_INFINITY : exact((b - a) / a);
}

/** Undoes rounding errors: 0.015 - 0.01 is 0.004999999999999999. */
const exact = (value: number): number => Math.round(value * 1e12) / 1e12;

function compareFigures(a: ComparableRun, b: ComparableRun, event: string | null): FigureChange[] {
  const before = measurableOf(a, event);
  const after = measurableOf(b, event);
  return metricNames.flatMap((name) => {
    const metric = metricOf(name);
    if (metric === undefined) return [];
    const unit = comparedUnit(metric);
    const [from = null] = measure(metric, unit, before);
    const [to = null] = measure(metric, unit, after);
    const figure = { metric: name, event, unit, a: from, b: to };
    if (from === null || to === null) return { ...figure, change: null, relative: null, verdict: null };
    const verdict = verdictOf(
      metric,
      { run: a, parts: before, value: from },
      { run: b, parts: after, value: to },
    );
    return { ...figure, change: absoluteChange(from, to), relative: relativeChange(from, to), verdict };
  });
}

interface Measured {
  readonly run: ComparableRun;
  readonly parts: readonly Measurable[];
  readonly value: number;
}

function verdictOf(metric: Metric, a: Measured, b: Measured): FigureChange['verdict'] {
  if (!changed(metric, a, b)) return 'same';
  // Different target rates cannot be compared.
  if (metric.kind === 'rate' && a.run.rate.target !== b.run.rate.target) return null;
  if (metric.kind === 'count' && !hasShare(metric.of)) return null;
  const moreIsBetter = metric.kind === 'rate' || (metric.kind === 'count' && metric.of === 'accepted');
  return b.value > a.value === moreIsBetter ? 'better' : 'worse';
}

function changed(metric: Metric, a: Measured, b: Measured): boolean {
  switch (metric.kind) {
    case 'latency': {
      const started = Math.min(...[...a.parts, ...b.parts].map((part) => part.started));
      return latencyChanged(metric.figure, a.value, b.value, started);
    }
    case 'rate':
      return rateChanged(a.value, b.value, a.run.settings.loop === 'open' && b.run.settings.loop === 'open');
    case 'count': {
      if (!hasShare(metric.of)) return a.value !== b.value;
      const share = ({ parts: [of], value }: Measured) => ({
        of: (metric.of === 'dropped' ? of?.planned : of?.started) ?? 0,
        share: value,
      });
      return shareChanged(share(a), share(b));
    }
  }
}
