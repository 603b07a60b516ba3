import { UsageError } from '../../errors.ts';
import { type ComparableRun, comparableRun } from '../../load/compare/compare.ts';
import { SchemaMismatch } from '../../schema.ts';
import { burstReportSchemaId } from './json.ts';

/**
 * Reads back the part of a report that is compared, and checks it. The rest is ignored, keys of later versions included.
 * @param file its name, for messages
 * @throws UsageError when it is not a report of a burst, or one of a newer form than this program knows
 */
export function readBurstReport(source: string, file: string): ComparableRun {
  const document = parse(source, file);
  checkForm(document, file);
  try {
    return comparableRun.read(document, '');
  } catch (error) {
    if (!(error instanceof SchemaMismatch)) throw error;
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
