import type { BurstResult, DeliveryCounts, Latency, StopReason } from '../../load/result.ts';
import { printable } from '../text/escape.ts';

type Labels = Readonly<Record<string, string>>;

/** A sample of a metric family. No two of a family have the same suffix and labels. */
interface PromSample {
  /** Appended to the name of the family. */
  readonly suffix?: '_sum' | '_count';
  readonly labels?: Labels;
  readonly value: number;
}

type Family = readonly [
  type: 'counter' | 'gauge' | 'summary',
  name: string,
  help: string,
  samples: number | readonly PromSample[],
];

/**
 * The figures of a run in the Prometheus text format, 0.0.4: for the text file of a node exporter, or a push gateway. Times
 * are in seconds and shares are ratios, as is usual there. Counts by event add up to the whole, but quantiles do not: those
 * of the whole are in a family of their own.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function prom(result: BurstResult): string {
  return [...runFamilies(result), ...countFamilies(result), ...generatorFamilies(result)]
    .map(writeFamily)
    .join('');
}

const stopReasons: readonly StopReason['reason'][] = ['interrupted', 'abort-on', 'gone', 'failed'];

function runFamilies(result: BurstResult): Family[] {
  const { version, seed, settings, rate, stopped } = result;
  const { loop, shape } = settings;
  return [
    ['gauge', 'info', 'What was run.', [{ labels: { version, seed, loop, shape }, value: 1 }]],
    [
      'gauge',
      'start_time_seconds',
      'When the run began, since the epoch.',
      Date.parse(result.startedAt) / 1000,
    ],
    [
      'gauge',
      'duration_seconds',
      'From the start to the last answer, warm-up included.',
      result.elapsed / 1000,
    ],
    ['gauge', 'passed', 'Nothing failed or was dropped beyond a threshold (1).', result.passed ? 1 : 0],
    [
      'gauge',
      'stopped',
      'Why the run ended before its schedule (1).',
      stopReasons.map((reason) => ({ labels: { reason }, value: stopped?.reason === reason ? 1 : 0 })),
    ],
    [
      'gauge',
      'target_deliveries_per_second',
      'What the schedule asked for.',
      rate.target === null ? [] : rate.target,
    ],
    ['gauge', 'achieved_deliveries_per_second', 'What was started.', rate.achieved],
    ['gauge', 'threshold_ok', 'A threshold held (1) or was crossed (0).', thresholdSamples(result)],
  ];
}

/** One sample for a threshold that was given twice: two with the same labels are invalid. */
function thresholdSamples({ thresholds }: BurstResult): PromSample[] {
  const held = new Map(thresholds.map(({ expr, ok }) => [expr, ok]));
  return [...held].map(([threshold, ok]) => ({ labels: { threshold }, value: ok ? 1 : 0 }));
}

function countFamilies({
  byEvent,
  findings,
  duplicates,
  reconnects,
  latency,
  service,
  started,
}: BurstResult): Family[] {
  const events = Object.entries(byEvent);
  const eventSamples = (key: keyof DeliveryCounts & ('planned' | 'dropped')): PromSample[] =>
    events.map(([event, counts]) => ({ labels: { event }, value: counts[key] }));
  return [
    [
      'counter',
      'planned_total',
      'Deliveries that were planned: started and dropped.',
      eventSamples('planned'),
    ],
    ['counter', 'dropped_total', 'Deliveries that could not be started in time.', eventSamples('dropped')],
    [
      'counter',
      'deliveries_total',
      'Deliveries that were started, by outcome.',
      events.flatMap(([event, { outcomes }]) =>
        Object.entries(outcomes).map(([outcome, value]) => ({ labels: { event, outcome }, value })),
      ),
    ],
    ['counter', 'duplicates_total', 'Deliveries that repeated an earlier one on purpose.', duplicates],
    ['counter', 'reconnects_total', 'Deliveries that were sent again on a new connection.', reconnects],
    [
      'counter',
      'findings_total',
      'Findings, by code.',
      findings.map(({ event, code, severity, count }) => ({
        labels: { event, code, severity },
        value: count,
      })),
    ],
    [
      'summary',
      'latency_seconds',
      'From when a delivery was due to the end of its answer.',
      summarySamples({}, latency, started),
    ],
    [
      'summary',
      'service_seconds',
      'From when a delivery was sent to the end of its answer.',
      summarySamples({}, service, started),
    ],
    [
      'summary',
      'event_latency_seconds',
      'As latency_seconds, by event.',
      events.flatMap(([event, of]) => summarySamples({ event }, of.latency, of.started)),
    ],
    [
      'summary',
      'event_service_seconds',
      'As service_seconds, by event.',
      events.flatMap(([event, of]) => summarySamples({ event }, of.service, of.started)),
    ],
  ];
}

function generatorFamilies({ generator }: BurstResult): Family[] {
  return [
    ['gauge', 'generator_workers', 'Worker threads.', generator.workers],
    [
      'counter',
      'generator_cpu_seconds_total',
      'CPU time of the process during the run.',
      generator.cpu / 1000,
    ],
    [
      'gauge',
      'generator_busy_ratio',
      "Share of the time in which the busiest worker's event loop was busy.",
      generator.busy,
    ],
    [
      'gauge',
      'generator_lateness_seconds',
      'From when a delivery was due until it was started, where there was room for it at once; by quantile.',
      quantileSamples({}, generator.lateness),
    ],
    [
      'gauge',
      'generator_event_loop_lag_seconds',
      'How late timers of the event loop were, by quantile.',
      quantileSamples({}, generator.lag),
    ],
    ['counter', 'generator_sockets_total', 'Sockets that were opened.', generator.sockets],
    [
      'gauge',
      'generator_warnings',
      'How often the generator, not the receiver, was the limit.',
      generator.warnings.length,
    ],
  ];
}

/** The minimum and the maximum are the quantiles 0 and 1. */
const quantiles = [
  ['0', 'min'],
  ['0.5', 'p50'],
  ['0.9', 'p90'],
  ['0.95', 'p95'],
  ['0.99', 'p99'],
  ['0.999', 'p999'],
  ['1', 'max'],
] as const satisfies [string, keyof Latency][];

/** NaN if nothing was measured, as in the client libraries. */
const quantileSamples = (labels: Labels, latency: Latency): PromSample[] =>
  quantiles.map(([quantile, key]) => ({ labels: { ...labels, quantile }, value: seconds(latency[key]) }));

/** @param count number of deliveries that were measured, if any were */
function summarySamples(labels: Labels, latency: Latency, count: number): PromSample[] {
  const { mean } = latency;
  return [
    ...quantileSamples(labels, latency),
    { suffix: '_sum', labels, value: mean === null ? 0 : seconds(mean * count) },
    { suffix: '_count', labels, value: mean === null ? 0 : count },
  ];
}

/** Rounded: division by 1000 alone gives 0.0021400000000000004. */
const seconds = (ms: number | null): number => (ms === null ? Number.NaN : Math.round(ms * 1e6) / 1e9);

/** Nothing for a family without samples. */
function writeFamily([type, shortName, help, given]: Family): string {
  const samples = typeof given === 'number' ? [{ value: given }] : given;
  if (samples.length === 0) return '';
  const name = `webhook_sim_burst_${shortName}`;
  const lines = samples.map((sample) => `${name}${writeSample(sample)}`);
  return [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}

function writeSample({ suffix, labels = {}, value }: PromSample): string {
  const pairs = Object.entries(labels).map(([name, text]) => `${name}="${escapeLabel(text)}"`);
  return `${suffix ?? ''}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/** Control characters are made printable first, but a line feed has an escape of the format's own. */
const escapeLabel = (text: string): string => escapeHelp(printable(text, 'newlines')).replaceAll('"', '\\"');
