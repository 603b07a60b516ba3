import { roundToMicroseconds } from '../../duration.ts';
import { formatInstant } from '../../generate/clock.ts';
import type { Outcome } from '../../verdict/verdict.ts';
import { version } from '../../version.ts';
import type { WorkerPlan } from '../executor/worker-plan.ts';
import type { BurstResult, BurstSettings, DeliveryCounts, StopReason, ThresholdResult } from '../result.ts';
import { judgeThreshold, type Threshold, toleratedFailures } from '../thresholds/threshold.ts';
import type { Aggregator } from './aggregator.ts';
import { healthWarnings } from './generator-health.ts';
import { measuredDuration } from './measured-duration.ts';

/** What is known of a run that has ended, besides what the aggregator holds. */
export interface EndedRun {
  readonly plan: Pick<WorkerPlan, 'seed' | 'clock' | 'load'>;
  /** Wall clock at the start, ms since the epoch. */
  readonly startedAt: number;
  readonly settings: BurstSettings;
  /** CPU time of the process since the start, ms. */
  readonly cpu: number;
  readonly thresholds: readonly Threshold[];
  readonly stopped: StopReason | null;
}

/** The result of a run. */
export function summarize(aggregator: Aggregator, run: EndedRun): BurstResult {
  const { plan, settings, stopped } = run;
  const { busy, lastStart, ended } = aggregator;
  const duration = measuredDuration(plan.load, settings.warmup, {
    stoppedAt: stopped?.at ?? null,
    lastStart,
    ended,
  });
  const rate = (count: number): number => Math.round((count / duration) * 1e6) / 1000;
  const counts = aggregator.counts();
  const latency = aggregator.latency();
  const service = aggregator.service();
  const lateness = aggregator.lateness();
  const byEvent = aggregator.byEvent();
  const measurables = Object.entries(byEvent).map(
    ([event, figures]) => [event, { ...figures, rate: rate(figures.started) }] as const,
  );
  const thresholds = run.thresholds.map((threshold) =>
    judgeThreshold(
      threshold,
      { ...counts, latency, service, rate: rate(counts.started) },
      Object.fromEntries(measurables),
    ),
  );
  return {
    version,
    seed: plan.seed,
    now: plan.clock.runs ? 'real' : formatInstant(plan.clock.at),
    startedAt: new Date(run.startedAt).toISOString(),
    settings,
    elapsed: roundToMicroseconds(ended),
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
      cpu: run.cpu,
      busy: Math.round(busy * 1000) / 1000,
      lateness,
      lag: aggregator.lag(),
      sockets: aggregator.sockets,
      warnings: healthWarnings({
        loop: settings.loop,
        workers: settings.workers,
        maxInFlight: settings.connections,
        duration,
        busy,
        lateness,
        drops: aggregator.drops,
        logProblem: aggregator.logProblem,
      }),
    },
    failures: aggregator.reservoir.deliveries,
    stopped,
    interrupted: stopped?.reason === 'interrupted',
    passed: !aborted(stopped) && passed(counts, thresholds, run.thresholds),
  };
}

/** A run that was not seen to its end did not pass; but who interrupts one asks for its result so far. */
const aborted = (stopped: StopReason | null): boolean => stopped !== null && stopped.reason !== 'interrupted';

/** A run in which nothing was started did not pass. */
function passed(
  counts: DeliveryCounts,
  results: readonly ThresholdResult[],
  thresholds: readonly Threshold[],
): boolean {
  const tolerated = toleratedFailures(thresholds);
  const failed = Object.entries(counts.outcomes).some(
    ([outcome, count]) => outcome !== 'accepted' && count > 0 && !tolerated.outcomes.has(outcome as Outcome),
  );
  const dropped = counts.dropped > 0 && !tolerated.dropped;
  return counts.started > 0 && !failed && !dropped && results.every(({ ok }) => ok);
}
