import type { BurstResult } from '../../load/result.ts';
import { pretty } from '../../report/load/pretty.ts';
import { burstReporterNames, burstReporters } from '../../report/load/reporters.ts';
import { shortTotals } from '../../report/load/text/totals.ts';
import { parseReportSpecs } from '../flags/reports.ts';
import { assertDistinctFiles } from './assert-distinct-files.ts';
import type { Io } from './io.ts';
import { openReportFile, type ReportFile } from './report-file.ts';

/** The reports of a burst: files and stdout, checked before anything is sent. */
export interface BurstReports {
  /**
   * Writes every report. Without one on stdout, people find theirs there.
   * @returns what could not be written, in words
   */
  finish(result: BurstResult): Promise<readonly string[]>;
  /** For a run that never began: leaves every file as it was. */
  abandon(): Promise<void>;
}

interface Report {
  readonly render: (result: BurstResult) => string;
  /** Undefined for stdout. */
  readonly file: ReportFile | undefined;
}

/**
 * @param texts `NAME` or `NAME=FILE`
 * @param beside what else the run writes, by flag
 * @throws UsageError when one is unknown or cannot be written, or two would write the same file; no file has changed
 */
export async function openBurstReports(
  texts: readonly string[],
  beside: Readonly<Record<string, string | undefined>>,
  io: Io,
): Promise<BurstReports> {
  const specs = parseReportSpecs(texts, burstReporterNames);
  await assertDistinctFiles([
    ...specs.map(({ name, file }) => [`--reporter ${name}`, file] as const),
    ...Object.entries(beside),
  ]);
  const reports: Report[] = [];
  const abandon = async (): Promise<void> => {
    for (const { file } of reports) await file?.abandon();
  };
  try {
    for (const { name, file } of specs) {
      const render = await burstReporters[name].load();
      reports.push({ render, file: file === undefined ? undefined : await openReportFile(file) });
    }
  } catch (error) {
    await abandon();
    throw error;
  }
  return { abandon, finish: (result) => finish(result, reports, io) };
}

async function finish(result: BurstResult, reports: readonly Report[], io: Io): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { render, file } of reports) {
    await (file ?? io.out).write(render(result));
    await file?.finish();
    if (file?.problem !== undefined) {
      problems.push(`the report ${file.name} could not be written: ${file.problem.message}`);
    }
  }
  const forPeople = reports.every(({ file }) => file !== undefined);
  if (forPeople) await io.out.write(pretty(result, await io.paint(), process.stdout.columns || 100));
  const { out } = io;
  if (out.problem !== undefined) problems.push(`the results could not be written: ${out.problem.message}`);
  for (const problem of problems) io.note(`error: ${problem}`);
  if (!forPeople || out.closed) io.note(shortTotals(result));
  return problems;
}
