import { appendFile } from 'node:fs/promises';
import { errorLine } from '../../errors.ts';
import { say } from '../../language.ts';
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
 * Opens the reports of a suite; by default, the pretty one on stdout.
 * @param texts `NAME` or `NAME=FILE`
 * @param allFailures every failure is shown in full, not the first of each kind
 * @throws UsageError for an unknown reporter, or a file that cannot be written; no file has changed
 */
export async function openSuiteReports(
  texts: readonly string[],
  io: Io,
  allFailures?: boolean,
): Promise<SuiteReports> {
  const specs = parseReportSpecs(texts.length === 0 ? ['pretty'] : texts);
  const summaryFile = process.env['GITHUB_STEP_SUMMARY'] || undefined;
  const markdown: string[] = [];
  const load = async ({ name, file }: ReportSpec<ReporterName>): Promise<SuiteReporter> => {
    const make = await reporters[name].load();
    return make({
      paint: file === undefined ? await io.paint() : noPaint,
      width: (file === undefined && process.stdout.columns) || 100,
      allFailures,
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
   * Completes every report and prints errors. If the run did not reach `ended`, existing files stay unchanged. The
   * totals go to stderr, unless the pretty report on stdout has shown them.
   * @returns error messages for reports that could not be written; if there are any, the run must not exit with 0
   */
  async finish(): Promise<readonly string[]> {
    const problems = await this.#files.finish(this.#summary !== undefined);
    await this.#writeStepSummary().catch((error: Error) => {
      problems.push(
        say({
          zh: `步骤摘要无法写入：${error.message}`,
          en: `the step summary could not be written: ${error.message}`,
        }),
      );
    });
    for (const problem of problems) this.#io.note(errorLine(problem));
    if (this.#summary !== undefined && (problems.length > 0 || !this.#forPeople || this.#io.out.closed)) {
      this.#io.note(shortSuiteTotals(this.#summary));
    }
    return problems;
  }

  /** Discards all reports and leaves existing files unchanged. */
  abandon(): Promise<void> {
    return this.#files.abandon();
  }
}
