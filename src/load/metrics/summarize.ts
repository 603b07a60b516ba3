import { formatInstant } from '../../generate/clock.ts';
import type { Outcome } from '../../verdict/verdict.ts';
import { version } from '../../version.ts';
import type { BurstClock } from '../executor/worker-plan.ts';
import type { BurstResult, BurstSettings, DeliveryCounts, StopReason, ThresholdResult } from '../result.ts';
import type { Measurable } from '../thresholds/metric.ts';
import { judgeThreshold, type Threshold, tolerated } from '../thresholds/threshold.ts';
import type { Aggregator } from './aggregator.ts';
import { healthWarnings } from './generator-health.ts';

/** What is known beside the aggregator when a run has ended. */
export interface RunFacts {
  readonly seed: string;
  readonly clock: BurstClock;
  /** Wall clock at the start, ms since the epoch. */
  readonly startedAt: number;
  readonly settings: BurstSettings;
  readonly maxInFlight: number;
  /** How long deliveries were started for, without the warm-up, ms. */
  readonly span: number;
  /** CPU time of the process since the start, ms. */
  readonly cpu: number;
  readonly thresholds: readonly Threshold[];
  readonly stopped: StopReason | null;
}

/** Draws the conclusion of a run. */
export function summarize(aggregator: Aggregator, ended: RunFacts): BurstResult {
  const { settings, span, stopped } = ended;
  const counts = aggregator.counts();
  const rate = (count: number): number => Math.round((count / span) * 1e6) / 1000;
  const latency = aggregator.latency();
  const service = aggregator.service();
  const byEvent = aggregator.byEvent();
  const whole: Measurable = { ...counts, latency, service, rate: rate(counts.started) };
  const parts = Object.fromEntries(
    Object.entries(byEvent).map(([event, figures]) => [event, { ...figures, rate: rate(figures.started) }]),
  );
  const thresholds = ended.thresholds.map((threshold) => judgeThreshold(threshold, whole, parts));
  const lateness = aggregator.lateness();
  const { busy } = aggregator;
  const fared = {
    loop: settings.loop,
    workers: settings.workers,
    span,
    busy,
    lateness,
    drops: aggregator.drops,
    maxInFlight: ended.maxInFlight,
    logProblem: aggregator.logProblem,
  };
  return {
    version,
    seed: ended.seed,
    now: ended.clock.runs ? 'real' : formatInstant(ended.clock.at),
    startedAt: new Date(ended.startedAt).toISOString(),
    settings,
    elapsed: Math.round(aggregator.ended * 1000) / 1000,
    ...counts,
    rate: { target: settings.loop === 'open' ? rate(counts.planned) : null, achieved: rate(counts.started) },
    latency,
    service,
    byEvent,
    byValue: aggregator.byValue(),
    findings: aggregator.findings.summaries(aggregator.endedByVariant),
    thresholds,
    series: aggregator.series,
    distribution: aggregator.distribution(),
    duplicates: aggregator.duplicates,
    warmup: settings.warmup === 0 ? null : aggregator.warmup,
    generator: {
      workers: settings.workers,
      cpu: ended.cpu,
      busy: Math.round(busy * 1000) / 1000,
      lateness,
      lag: aggregator.lag(),
      sockets: aggregator.sockets,
      warnings: healthWarnings(fared),
    },
    failures: aggregator.reservoir.deliveries,
    stopped,
    interrupted: stopped?.reason === 'interrupted',
    passed: !gaveUp(stopped) && passed(counts, thresholds, ended.thresholds),
  };
}

/** What was not seen to the end is no pass. Whoever interrupts a run asks for what it came to until then. */
const gaveUp = (stopped: StopReason | null): boolean => stopped !== null && stopped.reason !== 'interrupted';

/** Nothing that was started at all is no pass. */
function passed(
  counts: DeliveryCounts,
  results: readonly ThresholdResult[],
  limits: readonly Threshold[],
): boolean {
  const { outcomes, dropped } = tolerated(limits);
  const failed = Object.entries(counts.outcomes).some(
    ([outcome, count]) => outcome !== 'accepted' && count > 0 && !outcomes.has(outcome as Outcome),
  );
  const lost = counts.dropped > 0 && !dropped;
  return counts.started > 0 && !failed && !lost && results.every(({ ok }) => ok);
}
