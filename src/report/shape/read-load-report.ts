import { UsageError } from '../../errors.ts';
import type { ComparableRun } from '../../load/compare/compare.ts';
import type { BurstSettings, Counts, FindingCount, Latency } from '../../load/result.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import type { Outcome } from '../../verdict/verdict.ts';
import { burstReportSchemaId } from '../load/json.ts';
import {
  type Check,
  listOf,
  Mismatch,
  mapOf,
  number,
  oneOf,
  orNull,
  record,
  text,
  whole,
} from './checked.ts';

/**
 * Reads back of a report what is compared, and checks that it is there. What else it has, from a later version too, is
 * not looked at.
 * @param file its name, for messages
 * @throws UsageError when it is not a report of a burst, or one of a newer form than this program knows
 */
export function readBurstReport(source: string, file: string): ComparableRun {
  const document = parse(source, file);
  checkForm(document, file);
  try {
    return run(document, '');
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new UsageError(
      `${file}: ${error.message}: this is not a report as burst wrote it; write it anew, with --reporter json=FILE`,
    );
  }
}

const remedy = 'webhook-sim burst … --reporter json=FILE writes a report to compare';

function parse(source: string, file: string): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(source.replace(/^\ufeff/, ''));
  } catch {
    const what = source.trim() === '' ? 'it is empty' : 'this is not a whole JSON document';
    throw new UsageError(`${file}: ${what}: ${remedy}`);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new UsageError(`${file}: this is JSON, but not a report: ${remedy}`);
  }
  return { ...document };
}

function checkForm(document: Readonly<Record<string, unknown>>, file: string): void {
  const { tool, schema } = document;
  if (schema === burstReportSchemaId && tool === 'webhook-sim') return;
  const [, form, version] = /^urn:webhook-sim:([a-z-]+):(\d+)$/.exec(String(schema)) ?? [];
  const known = burstReportSchemaId.slice(0, burstReportSchemaId.lastIndexOf(':'));
  if (tool !== 'webhook-sim' || form === undefined) {
    throw new UsageError(`${file}: this is JSON, but not a report of webhook-sim: ${remedy}`);
  }
  if (`urn:webhook-sim:${form}` !== known) {
    throw new UsageError(`${file}: this is a ${form}, not a report of burst: ${remedy}`);
  }
  throw new UsageError(
    `${file}: this report has form ${version}, which is newer than this webhook-sim: update it, or write the report anew`,
  );
}

const outcomes: Check<Counts['outcomes']> = record<Record<Outcome, number>>({
  accepted: whole,
  rejected: whole,
  violation: whole,
  timeout: whole,
  transport: whole,
  aborted: whole,
});

const counts = { planned: whole, started: whole, dropped: whole, outcomes };

const ms = orNull(number);
const latency = record<Latency>({
  min: ms,
  mean: ms,
  p50: ms,
  p90: ms,
  p95: ms,
  p99: ms,
  p999: ms,
  max: ms,
});

const settings = record<BurstSettings>({
  events: listOf(text),
  weights: mapOf(whole),
  payloads: listOf(text),
  targets: mapOf(text),
  loop: oneOf(['open', 'closed']),
  shape: text,
  connections: whole,
  workers: whole,
  timeout: number,
  warmup: number,
  contract: text,
  duplicates: number,
  contacts: whole,
});

const finding = record<FindingCount>({
  // Codes are stable, but another version may have others: they are compared by name.
  code: (value, path) => text(value, path) as FindingCode,
  severity: oneOf(['error', 'warning']),
  event: text,
  count: whole,
});

const run = record<ComparableRun>({
  version: text,
  startedAt: text,
  settings,
  ...counts,
  rate: record({ target: orNull(number), achieved: number }),
  latency,
  service: latency,
  byEvent: mapOf(record({ ...counts, latency, service: latency })),
  findings: listOf(finding),
  stopped: orNull(record({ message: text })),
});
