import type { BurstResult } from '../../load/result.ts';
import { jsonText } from '../text/escape.ts';

/** Names the form of the document: the `$id` of its JSON Schema. */
export const burstReportSchemaId = 'urn:webhook-sim:burst-report:1';

/** The document: all of a result, and what it is. */
export interface BurstReport extends BurstResult {
  readonly tool: 'webhook-sim';
  readonly schema: string;
}

/** One document, a key a line and under it an entry a line: to `jq` it is JSON, and `git diff` shows what changed. */
export function json(result: BurstResult): string {
  const lines = Object.entries(ordered(result)).map(([key, value]) => `${jsonText(key)}:${spread(value)}`);
  return `{${lines.join(',\n')}}\n`;
}

/** What is asked first comes first: what was run, what it came to, why; then the long lists. */
function ordered(result: BurstResult): BurstReport {
  return {
    tool: 'webhook-sim',
    version: result.version,
    schema: burstReportSchemaId,
    startedAt: result.startedAt,
    seed: result.seed,
    now: result.now,
    settings: result.settings,
    elapsed: result.elapsed,
    passed: result.passed,
    interrupted: result.interrupted,
    stopped: result.stopped,
    planned: result.planned,
    started: result.started,
    dropped: result.dropped,
    outcomes: result.outcomes,
    duplicates: result.duplicates,
    rate: result.rate,
    latency: result.latency,
    service: result.service,
    thresholds: result.thresholds,
    findings: result.findings,
    warmup: result.warmup,
    generator: result.generator,
    byEvent: result.byEvent,
    byValue: result.byValue,
    distribution: result.distribution,
    series: result.series,
    failures: result.failures,
  };
}

/** A value whose entries are objects has a line for each; any other is on the line of its key. */
function spread(value: unknown): string {
  if (!isObject(value)) return jsonText(value);
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([, inner]) => isObject(inner))) return jsonText(value);
  return Array.isArray(value)
    ? `[\n${entries.map(([, inner]) => jsonText(inner)).join(',\n')}]`
    : `{\n${entries.map(([key, inner]) => `${jsonText(key)}:${jsonText(inner)}`).join(',\n')}}`;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
