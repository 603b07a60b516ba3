import { type Outcome, outcomes } from '../../verdict/verdict.ts';
import type { ThresholdResult } from '../result.ts';
import type { Expression } from './expression.ts';
import { type Measurable, measure, type Unit } from './metric.ts';

export const comparisons = ['<', '<=', '>', '>=', '==', '!='] as const;
export type Comparison = (typeof comparisons)[number];

/** A condition that a run must meet: `p99<200ms`. */
export interface Threshold extends Pick<Expression, 'expr' | 'metric' | 'of' | 'values'> {
  readonly op: Comparison;
  /** ms, a share from 0 to 1, a count, or deliveries a second. */
  readonly value: number;
  readonly unit: Unit;
}

/**
 * Judges a threshold. For several events, counts are added up, and a latency must hold for each: `actual` is that of the
 * worst. A threshold without anything to measure is never ok.
 * @param parts the figures of each event that it is about, or of all together
 */
export function judgeThreshold(threshold: Threshold, parts: readonly Measurable[]): ThresholdResult {
  const { expr, unit } = threshold;
  const actual = worst(threshold, measure(threshold.metric, unit, parts));
  return { expr, actual, unit, ok: actual !== null && holds(threshold, actual) };
}

function worst(threshold: Threshold, values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const crossed = values.filter((value) => !holds(threshold, value));
  const candidates = crossed.length > 0 ? crossed : values;
  return threshold.op.startsWith('>') ? Math.min(...candidates) : Math.max(...candidates);
}

/** Whether a figure compares with a value as an expression says. */
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

/** Failures that do not fail a run by themselves, because a threshold limits them. */
export interface ToleratedFailures {
  readonly outcomes: ReadonlySet<Outcome>;
  readonly dropped: boolean;
}

/**
 * Which failures thresholds limit: `violation<5` violations, `errors<1%` and `accepted>=99%` every outcome. A threshold
 * about some events limits nothing for the others, and `errors>0` limits nothing at all.
 */
export function toleratedFailures(thresholds: readonly Threshold[]): ToleratedFailures {
  const failures = outcomes.filter((outcome) => outcome !== 'accepted');
  const tolerated = new Set<Outcome>();
  let dropped = false;
  for (const { metric, of, op } of thresholds) {
    if (metric.kind !== 'count' || of !== null) continue;
    const fromAbove = op === '<' || op === '<=' || op === '==';
    const fromBelow = op === '>' || op === '>=' || op === '==';
    const isLimit = metric.of === 'accepted' ? fromBelow : fromAbove;
    if (!isLimit) continue;
    if (metric.of === 'dropped') dropped = true;
    for (const outcome of failures) {
      if (metric.of === outcome || metric.of === 'errors' || metric.of === 'accepted') tolerated.add(outcome);
    }
  }
  return { outcomes: tolerated, dropped };
}
