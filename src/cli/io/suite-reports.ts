import { appendFile } from 'node:fs/promises';
import type { SuiteReporter } from '../../report/suite/reporter.ts';
import { type ReporterName, reporters } from '../../report/suite/reporters.ts';
import { shortSuiteTotals } from '../../report/suite/text/totals.ts';
import { noPaint } from '../../report/text/paint.ts';
import type { SuiteEvent } from '../../suite/run/events.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { parseReportSpecs, type ReportSpec } from '../flags/reports.ts';
import type { Io } from './io.ts';
import { openReportFiles, type ReportFiles } from './report-files.ts';

/**
 * Opens the reports of a suite that `--reporter` asks for; without any, the pretty one on stdout.
 * @param texts `NAME` or `NAME=FILE`
 * @throws UsageError when one is unknown or cannot be written; nothing has been sent, and no file has changed
 */
export async function openSuiteReports(texts: readonly string[], io: Io): Promise<SuiteReports> {
  const specs = parseReportSpecs(texts.length === 0 ? ['pretty'] : texts);
  const summaryFile = process.env['GITHUB_STEP_SUMMARY'] || undefined;
  const markdown: string[] = [];
  const load = async ({ name, file }: ReportSpec<ReporterName>): Promise<SuiteReporter> => {
    const make = await reporters[name].load();
    return make({
      paint: file === undefined ? await io.paint() : noPaint,
      width: (file === undefined && process.stdout.columns) || 100,
      stepSummary: summaryFile === undefined ? undefined : (text) => void markdown.push(text),
    });
  };
  const files = await openReportFiles(specs, {}, load, io);
  const forPeople = specs.some(({ name, file }) => name === 'pretty' && file === undefined);
  const writeSummary = async (): Promise<void> => {
    if (summaryFile !== undefined && markdown.length > 0) await appendFile(summaryFile, markdown.join(''));
  };
  return new SuiteReports(files, writeSummary, forPeople, io);
}

export class SuiteReports {
  readonly #files: ReportFiles<SuiteReporter>;
  readonly #writeStepSummary: () => Promise<void>;
  readonly #forPeople: boolean;
  readonly #io: Io;
  #summary: SuiteSummary | undefined;

  constructor(
    files: ReportFiles<SuiteReporter>,
    writeStepSummary: () => Promise<void>,
    forPeople: boolean,
    io: Io,
  ) {
    this.#files = files;
    this.#writeStepSummary = writeStepSummary;
    this.#forPeople = forPeople;
    this.#io = io;
  }

  async add(event: SuiteEvent): Promise<void> {
    if (event.type === 'ended') this.#summary = event.summary;
    await this.#files.write((reporter) => reporter.render(event));
  }

  /**
   * Puts every report in its place, and notes what could not be written. Without `ended` none is whole, and every
   * file stays as it was. The totals go to stderr unless stdout has shown them to a person.
   * @returns what could not be written, in words; with any of it the run must not end with 0
   */
  async finish(): Promise<readonly string[]> {
    const problems = await this.#files.finish(this.#summary !== undefined);
    await this.#writeStepSummary().catch((error: Error) => {
      problems.push(`the step summary could not be written: ${error.message}`);
    });
    for (const problem of problems) this.#io.note(`error: ${problem}`);
    if (this.#summary !== undefined && (problems.length > 0 || !this.#forPeople || this.#io.out.closed)) {
      this.#io.note(shortSuiteTotals(this.#summary));
    }
    return problems;
  }

  /** For a run that never began: leaves every file as it was. */
  abandon(): Promise<void> {
    return this.#files.abandon();
  }
}
