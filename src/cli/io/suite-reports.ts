import type { ReporterContext, SuiteReporter } from '../../report/suite/reporter.ts';
import { reporters } from '../../report/suite/reporters.ts';
import { shortTotals } from '../../report/suite/text/totals.ts';
import { noPaint } from '../../report/text/paint.ts';
import type { SuiteEvent } from '../../suite/run/events.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { parseReportSpecs } from '../flags/reports.ts';
import { assertDistinctFiles } from './assert-distinct-files.ts';
import type { Io } from './io.ts';
import { openReportFile, type ReportFile } from './report-file.ts';
import { StepSummaryFile } from './step-summary-file.ts';

/** The reports of one run, each on its way to where the user wants it. */
export interface Reports {
  /** Resolves when every report has taken it in: nothing piles up in memory. */
  tell(event: SuiteEvent): Promise<void>;
  /**
   * Puts every report in its place, and notes what could not be written. Without `ended` none is whole, and every
   * file stays as it was. The totals go to stderr unless stdout has shown them to a person.
   * @returns what could not be written, in words; with any of it the run must not end with 0
   */
  finish(): Promise<readonly string[]>;
  /** For a run that never began: leaves every file as it was. */
  abandon(): Promise<void>;
}

/** A reporter and where its pieces go. */
interface Report {
  readonly reporter: SuiteReporter;
  /** Undefined for stdout. */
  readonly file: ReportFile | undefined;
}

/**
 * Opens the reports that `--reporter` asks for; without any, the pretty one on stdout.
 * @param specs `NAME` or `NAME=FILE`
 * @throws UsageError when one is unknown or cannot be written; nothing has been sent, and no file has changed
 */
export async function openReports(specs: readonly string[], io: Io): Promise<Reports> {
  const wanted = parseReportSpecs(specs.length === 0 ? ['pretty'] : specs);
  await assertDistinctFiles(wanted.map(({ name, file }) => [`--reporter ${name}`, file]));
  const summary = new StepSummaryFile(process.env['GITHUB_STEP_SUMMARY']);
  const reports: Report[] = [];
  try {
    for (const { name, file } of wanted) {
      const make = await reporters[name].load();
      reports.push({
        reporter: make(await contextFor(file, io, summary)),
        file: file === undefined ? undefined : await openReportFile(file),
      });
    }
  } catch (error) {
    await abandon(reports);
    throw error;
  }
  const people = wanted.some(({ name, file }) => name === 'pretty' && file === undefined);
  return new OpenReports(reports, summary, people, io);
}

async function contextFor(
  file: string | undefined,
  io: Io,
  summary: StepSummaryFile,
): Promise<ReporterContext> {
  return {
    paint: file === undefined ? await io.paint() : noPaint,
    width: (file === undefined && process.stdout.columns) || 100,
    stepSummary: summary.path === undefined ? undefined : (markdown) => summary.add(markdown),
  };
}

class OpenReports implements Reports {
  readonly #reports: readonly Report[];
  readonly #stepSummary: StepSummaryFile;
  readonly #forPeople: boolean;
  readonly #io: Io;
  #summary: SuiteSummary | undefined;

  constructor(reports: readonly Report[], stepSummary: StepSummaryFile, forPeople: boolean, io: Io) {
    this.#reports = reports;
    this.#stepSummary = stepSummary;
    this.#forPeople = forPeople;
    this.#io = io;
  }

  async tell(event: SuiteEvent): Promise<void> {
    if (event.type === 'ended') this.#summary = event.summary;
    for (const { reporter, file } of this.#reports) {
      const piece = reporter.render(event);
      if (piece !== '') await (file ?? this.#io.out).write(piece);
    }
  }

  async finish(): Promise<readonly string[]> {
    const { out } = this.#io;
    const problems: string[] = [];
    if (out.problem !== undefined) problems.push(`the results could not be written: ${out.problem.message}`);
    for (const { file } of this.#reports) {
      if (file === undefined) continue;
      // Half a document is worse than the one before.
      await (this.#summary === undefined ? file.abandon() : file.finish());
      if (file.problem !== undefined) {
        problems.push(`the report ${file.name} could not be written: ${file.problem.message}`);
      }
    }
    const problem = await this.#stepSummary.write();
    if (problem !== undefined) problems.push(`the step summary could not be written: ${problem.message}`);
    for (const each of problems) this.#io.note(`error: ${each}`);
    if (this.#summary !== undefined && (problems.length > 0 || !this.#forPeople || out.closed)) {
      this.#io.note(shortTotals(this.#summary));
    }
    return problems;
  }

  abandon(): Promise<void> {
    return abandon(this.#reports);
  }
}

async function abandon(reports: readonly Report[]): Promise<void> {
  for (const { file } of reports) await file?.abandon();
}
