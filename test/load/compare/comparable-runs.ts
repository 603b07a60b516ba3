import type { ComparableRun } from '../../../src/load/compare/compare.ts';
import type { Measurable } from '../../../src/load/thresholds/metric.ts';
import { sampleResult } from '../../report/load/sample.ts';
import { measurable } from '../thresholds/measurables.ts';

type Figures = Parameters<typeof measurable>;

/** A run with these figures: of all events, and of each by name. */
export function runOf(
  whole: Measurable,
  byEvent: Readonly<Record<string, Measurable>> = {},
  changes: Partial<ComparableRun> = {},
): ComparableRun {
  const { rate, ...figures } = whole;
  return {
    ...sampleResult(),
    ...figures,
    findings: [],
    byEvent,
    rate: { target: null, achieved: rate },
    ...changes,
  };
}

/** 10,000 deliveries, some of them rejected. */
export const rejecting = (rejected: number, rest: Figures[1] = {}): Measurable =>
  measurable({ accepted: 10_000 - rejected, rejected }, rest);
