import type { Outcome } from '../../verdict/verdict.ts';
import type { ThresholdResult } from '../result.ts';
import { type Measurable, type Metric, measure, type Unit } from './metric.ts';

export const comparisons = ['<', '<=', '>', '>=', '==', '!='] as const;
export type Comparison = (typeof comparisons)[number];

/** What has to hold: `p99<200ms`. */
export interface Threshold {
  /** As it was given. */
  readonly expr: string;
  readonly metric: Metric;
  /** Full names of the events that it is about; `null`: all. */
  readonly of: readonly string[] | null;
  readonly op: Comparison;
  /** ms, a share from 0 to 1, a count, or deliveries a second. */
  readonly value: number;
  readonly unit: Unit;
}

/**
 * What a threshold came to. Of several events, counts are added up, and a latency has to hold for each: the worst is
 * told. What never happened is never ok.
 */
export function judgeThreshold(
  threshold: Threshold,
  whole: Measurable,
  byEvent: Readonly<Record<string, Measurable>>,
): ThresholdResult {
  const { expr, unit, of } = threshold;
  const parts = of === null ? [whole] : of.flatMap((event) => byEvent[event] ?? []);
  const actual = worst(threshold, measure(threshold.metric, unit, parts));
  return { expr, actual, unit, ok: actual !== null && holds(threshold, actual) };
}

function worst(threshold: Threshold, values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const crossed = values.filter((value) => !holds(threshold, value));
  const told = crossed.length > 0 ? crossed : values;
  return threshold.op.startsWith('>') ? Math.min(...told) : Math.max(...told);
}

/** Whether a figure stands to a value as an expression says. */
export function holds(
  { op, value }: { readonly op: Comparison; readonly value: number },
  actual: number,
): boolean {
  switch (op) {
    case '<':
      return actual < value;
    case '<=':
      return actual <= value;
    case '>':
      return actual > value;
    case '>=':
      return actual >= value;
    case '==':
      return actual === value;
    case '!=':
      return actual !== value;
  }
}

/** What somebody has set a limit for, and what does not fail a run by itself any more. */
export interface Tolerated {
  readonly outcomes: ReadonlySet<Outcome>;
  readonly dropped: boolean;
}

/**
 * Which failures are tolerated within a limit: `violation<5` speaks of violations, `errors<1%` and `accepted>=99%` of
 * every outcome. What is about some events only says nothing of the others, and `errors>0` limits nothing.
 */
export function tolerated(thresholds: readonly Threshold[]): Tolerated {
  const outcomes = new Set<Outcome>();
  let dropped = false;
  for (const { metric, of, op } of thresholds) {
    if (metric.kind !== 'count' || of !== null) continue;
    const fromAbove = op === '<' || op === '<=' || op === '==';
    const fromBelow = op === '>' || op === '>=' || op === '==';
    if (metric.of === 'dropped') dropped ||= fromAbove;
    else if (metric.of === 'accepted' ? fromBelow : metric.of === 'errors' && fromAbove) {
      for (const outcome of failures) outcomes.add(outcome);
    } else if (isFailure(metric.of) && fromAbove) outcomes.add(metric.of);
  }
  return { outcomes, dropped };
}

const failures = ['rejected', 'violation', 'timeout', 'transport', 'aborted'] as const satisfies Outcome[];

const isFailure = (counted: string): counted is (typeof failures)[number] =>
  failures.some((failure) => failure === counted);
