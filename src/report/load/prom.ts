import type { BurstResult, DeliveryCounts, Latency, StopReason } from '../../load/result.ts';
import { type Family, type Labels, type MetricSample, writeFamilies } from './exposition.ts';

/**
 * The figures of a run in the Prometheus text format, 0.0.4: for a node exporter's text file, or a push gateway.
 * Times are in seconds and shares are ratios, as is usual there. What is told by event adds up to the whole, but
 * quantiles do not add up: those of the whole stand in a family of their own.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function prom(result: BurstResult): string {
  return writeFamilies('webhook_sim_burst_', [...runOf(result), ...countsOf(result), ...generatorOf(result)]);
}

const reasons: readonly StopReason['reason'][] = ['interrupted', 'abort-on', 'gone'];

function runOf(result: BurstResult): Family[] {
  const { version, seed, settings, rate, stopped } = result;
  const { loop, shape } = settings;
  return [
    gauge('info', 'What was run.', [{ labels: { version, seed, loop, shape }, value: 1 }]),
    gauge('start_time_seconds', 'When the run began, since the epoch.', [
      { value: Date.parse(result.startedAt) / 1000 },
    ]),
    gauge('duration_seconds', 'From the start to the last answer, warm-up included.', [
      { value: result.elapsed / 1000 },
    ]),
    gauge('passed', 'Nothing failed or was dropped beyond a threshold (1).', [
      { value: result.passed ? 1 : 0 },
    ]),
    gauge(
      'stopped',
      'Why the run ended before its schedule (1).',
      reasons.map((reason) => ({ labels: { reason }, value: stopped?.reason === reason ? 1 : 0 })),
    ),
    gauge(
      'target_deliveries_per_second',
      'What the schedule asked for.',
      rate.target === null ? [] : [{ value: rate.target }],
    ),
    gauge('achieved_deliveries_per_second', 'What was started.', [{ value: rate.achieved }]),
    gauge('threshold_ok', 'A threshold held (1) or was crossed (0).', thresholdsOf(result)),
  ];
}

/** Of a threshold that was given twice, one sample: the format has no room for two with the same labels. */
function thresholdsOf({ thresholds }: BurstResult): MetricSample[] {
  const held = new Map(thresholds.map(({ expr, ok }) => [expr, ok]));
  return [...held].map(([threshold, ok]) => ({ labels: { threshold }, value: ok ? 1 : 0 }));
}

function countsOf(result: BurstResult): Family[] {
  const events = Object.entries(result.byEvent);
  const byEvent = (of: (counts: DeliveryCounts) => number): MetricSample[] =>
    events.map(([event, counts]) => ({ labels: { event }, value: of(counts) }));
  return [
    counter(
      'planned_total',
      'Deliveries that were planned: started and dropped.',
      byEvent((of) => of.planned),
    ),
    counter(
      'dropped_total',
      'Deliveries that could not be started in time.',
      byEvent((of) => of.dropped),
    ),
    counter(
      'deliveries_total',
      'Deliveries that were started, by outcome.',
      events.flatMap(([event, { outcomes }]) =>
        Object.entries(outcomes).map(([outcome, value]) => ({ labels: { event, outcome }, value })),
      ),
    ),
    counter('duplicates_total', 'Deliveries that repeated an earlier one on purpose.', [
      { value: result.duplicates },
    ]),
    counter(
      'findings_total',
      'Findings, by code.',
      result.findings.map(({ event, code, severity, count }) => ({
        labels: { event, code, severity },
        value: count,
      })),
    ),
    summary('latency_seconds', 'From when a delivery was due to the end of its answer.', [
      ...quantiles({}, result.latency, result.started),
    ]),
    summary('service_seconds', 'From when a delivery was sent to the end of its answer.', [
      ...quantiles({}, result.service, result.started),
    ]),
    summary(
      'event_latency_seconds',
      'As latency_seconds, by event.',
      events.flatMap(([event, of]) => quantiles({ event }, of.latency, of.started)),
    ),
    summary(
      'event_service_seconds',
      'As service_seconds, by event.',
      events.flatMap(([event, of]) => quantiles({ event }, of.service, of.started)),
    ),
  ];
}

function generatorOf({ generator }: BurstResult): Family[] {
  return [
    gauge('generator_workers', 'Worker threads.', [{ value: generator.workers }]),
    counter('generator_cpu_seconds_total', 'CPU time of the process during the run.', [
      { value: generator.cpu / 1000 },
    ]),
    gauge('generator_busy_ratio', "Share of the time in which the busiest worker's event loop was busy.", [
      { value: generator.busy },
    ]),
    gauge(
      'generator_lateness_seconds',
      'From when a delivery was due until it was started, where there was room for it at once; by quantile.',
      ofQuantiles({}, generator.lateness),
    ),
    gauge(
      'generator_event_loop_lag_seconds',
      'How late timers of the event loop were, by quantile.',
      ofQuantiles({}, generator.lag),
    ),
    counter('generator_sockets_total', 'Sockets that were opened.', [{ value: generator.sockets }]),
    gauge('generator_warnings', 'How often the generator, not the receiver, was the limit.', [
      { value: generator.warnings.length },
    ]),
  ];
}

const gauge = (name: string, help: string, samples: readonly MetricSample[]): Family => ({
  name,
  type: 'gauge',
  help,
  samples,
});

const counter = (name: string, help: string, samples: readonly MetricSample[]): Family => ({
  name,
  type: 'counter',
  help,
  samples,
});

const summary = (name: string, help: string, samples: readonly MetricSample[]): Family => ({
  name,
  type: 'summary',
  help,
  samples,
});

/** The shortest and the longest are the quantiles 0 and 1. */
const quantileKeys = [
  ['0', 'min'],
  ['0.5', 'p50'],
  ['0.9', 'p90'],
  ['0.95', 'p95'],
  ['0.99', 'p99'],
  ['0.999', 'p999'],
  ['1', 'max'],
] as const satisfies [string, keyof Latency][];

/** The samples of a summary, in seconds. Of nothing (`count` 0), quantiles are NaN, as the client libraries have it. */
function quantiles(labels: Labels, latency: Latency, count: number): MetricSample[] {
  const { mean } = latency;
  return [
    ...ofQuantiles(labels, latency),
    { suffix: '_sum', labels, value: mean === null ? 0 : seconds(mean * count) },
    { suffix: '_count', labels, value: mean === null ? 0 : count },
  ];
}

const ofQuantiles = (labels: Labels, latency: Latency): MetricSample[] =>
  quantileKeys.map(([quantile, key]) => ({ labels: { ...labels, quantile }, value: seconds(latency[key]) }));

/** Division by 1000 alone gives 0.0021400000000000004. */
const seconds = (ms: number | null): number => (ms === null ? Number.NaN : Math.round(ms * 1e6) / 1e9);
