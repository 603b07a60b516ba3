import { UsageError } from '../../errors.ts';
import type { LocalizedText } from '../../language.ts';
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
    throw new UsageError({
      zh: `${file}：${error.message}：这不是 burst 原样写出的报告；请用 --reporter json=FILE 重新生成`,
      en: `${file}: ${error.message}: this is not a report as burst wrote it; write it anew, with --reporter json=FILE`,
    });
  }
}

/** Something that is no report, and how to get one. */
function noReport(file: string, what: LocalizedText): UsageError {
  return new UsageError({
    zh: `${file}：${what.zh}：可对比的报告由 webhook-sim burst … --reporter json=FILE 生成`,
    en: `${file}: ${what.en}: webhook-sim burst … --reporter json=FILE writes a report to compare`,
  });
}

function parse(source: string, file: string): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(source.replace(/^\ufeff/, ''));
  } catch {
    throw noReport(
      file,
      source.trim() === ''
        ? { zh: '文件是空的', en: 'it is empty' }
        : { zh: '这不是完整的 JSON 文档', en: 'this is not a whole JSON document' },
    );
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw noReport(file, { zh: '这是 JSON，但不是报告', en: 'this is JSON, but not a report' });
  }
  return { ...document };
}

function checkForm(document: Readonly<Record<string, unknown>>, file: string): void {
  const { tool, schema } = document;
  if (schema === burstReportSchemaId && tool === 'webhook-sim') return;
  const [, form, version] = /^urn:webhook-sim:([a-z-]+):(\d+)$/.exec(String(schema)) ?? [];
  const known = burstReportSchemaId.slice(0, burstReportSchemaId.lastIndexOf(':'));
  if (tool !== 'webhook-sim' || form === undefined) {
    throw noReport(file, {
      zh: '这是 JSON，但不是 webhook-sim 的报告',
      en: 'this is JSON, but not a report of webhook-sim',
    });
  }
  if (`urn:webhook-sim:${form}` !== known) {
    throw noReport(file, {
      zh: `这是 ${form}，不是 burst 的报告`,
      en: `this is a ${form}, not a report of burst`,
    });
  }
  throw new UsageError({
    zh: `${file}：报告格式的版本是 ${version}，比当前的 webhook-sim 新：请升级，或重新生成报告`,
    en: `${file}: this report has form ${version}, which is newer than this webhook-sim: update it, or write the report anew`,
  });
}
