import { formatInstant } from '../generate/clock.ts';
import type { Outcome } from '../verdict/verdict.ts';
import { version } from '../version.ts';
import { healthWarnings } from './health.ts';
import type { Ledger } from './ledger.ts';
import type { Measurable } from './measure.ts';
import type { BurstClock } from './plan.ts';
import type { BurstResult, BurstSettings, Counts, Stopped, ThresholdResult } from './result.ts';
import { judgeThreshold, type Threshold, tolerated } from './threshold.ts';

/** What is known beside the ledger when a run has ended. */
export interface Ended {
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
  readonly stopped: Stopped | null;
}

/** Draws the conclusion of a run. */
export function conclude(ledger: Ledger, ended: Ended): BurstResult {
  const { settings, span, stopped } = ended;
  const counts = ledger.counts();
  const rate = (count: number): number => Math.round((count / span) * 1e6) / 1000;
  const latency = ledger.latency();
  const service = ledger.service();
  const byEvent = ledger.byEvent();
  const whole: Measurable = { ...counts, latency, service, rate: rate(counts.started) };
  const parts = Object.fromEntries(
    Object.entries(byEvent).map(([event, figures]) => [event, { ...figures, rate: rate(figures.started) }]),
  );
  const thresholds = ended.thresholds.map((threshold) => judgeThreshold(threshold, whole, parts));
  const lateness = ledger.lateness();
  const { busy } = ledger;
  const fared = {
    loop: settings.loop,
    workers: settings.workers,
    span,
    busy,
    lateness,
    drops: ledger.drops,
    maxInFlight: ended.maxInFlight,
    logProblem: ledger.logProblem,
  };
  return {
    version,
    seed: ended.seed,
    now: ended.clock.runs ? 'real' : formatInstant(ended.clock.at),
    startedAt: new Date(ended.startedAt).toISOString(),
    settings,
    elapsed: Math.round(ledger.ended * 1000) / 1000,
    ...counts,
    rate: { target: settings.loop === 'open' ? rate(counts.planned) : null, achieved: rate(counts.started) },
    latency,
    service,
    byEvent,
    byValue: ledger.byValue(),
    findings: ledger.findings.summaries(ledger.endedByLot),
    thresholds,
    series: ledger.series,
    distribution: ledger.distribution(),
    duplicates: ledger.duplicates,
    warmup: settings.warmup === 0 ? null : ledger.warmup,
    generator: {
      workers: settings.workers,
      cpu: ended.cpu,
      busy: Math.round(busy * 1000) / 1000,
      lateness,
      lag: ledger.lag(),
      sockets: ledger.sockets,
      warnings: healthWarnings(fared),
    },
    failures: ledger.keeper.deliveries,
    stopped,
    interrupted: stopped?.reason === 'interrupted',
    passed: !gaveUp(stopped) && passed(counts, thresholds, ended.thresholds),
  };
}

/** What was not seen to the end is no pass. Whoever interrupts a run asks for what it came to until then. */
const gaveUp = (stopped: Stopped | null): boolean => stopped !== null && stopped.reason !== 'interrupted';

/** Nothing that was started at all is no pass. */
function passed(counts: Counts, results: readonly ThresholdResult[], limits: readonly Threshold[]): boolean {
  const { outcomes, dropped } = tolerated(limits);
  const failed = Object.entries(counts.outcomes).some(
    ([outcome, count]) => outcome !== 'accepted' && count > 0 && !outcomes.has(outcome as Outcome),
  );
  const lost = counts.dropped > 0 && !dropped;
  return counts.started > 0 && !failed && !lost && results.every(({ ok }) => ok);
}
