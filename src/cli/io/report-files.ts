import { UsageError } from '../../errors.ts';
import { say } from '../../language.ts';
import type { ReportSpec } from '../flags/reports.ts';
import type { Io } from './io.ts';
import { identityOf } from './output-file.ts';
import { openReportFile, type ReportFile } from './report-file.ts';

interface OpenReport<Reporter> {
  readonly reporter: Reporter;
  /** Undefined for stdout. */
  readonly file: ReportFile | undefined;
  readonly forPeople: boolean;
}

/** The reports of one run, to files and to stdout. */
export class ReportFiles<Reporter> {
  readonly #reports: readonly OpenReport<Reporter>[];
  readonly #io: Io;

  constructor(reports: readonly OpenReport<Reporter>[], io: Io) {
    this.#reports = reports;
    this.#io = io;
  }

  /** Resolves when every report has taken its text: backpressure. */
  async write(render: (reporter: Reporter) => string | Iterable<string>): Promise<void> {
    for (const { reporter, file, forPeople } of this.#reports) {
      const rendered = render(reporter);
      for (const piece of typeof rendered === 'string' ? [rendered] : rendered) {
        if (piece === '') continue;
        if (file === undefined) await this.#io.out.write(piece, forPeople ? 'text' : 'data');
        else await file.write(piece);
      }
    }
  }

  /**
   * Completes every report.
   * @param whole false for an incomplete run: existing files then stay unchanged, as half a document is worse
   * @returns error messages for reports that could not be written
   */
  async finish(whole: boolean): Promise<string[]> {
    const { out } = this.#io;
    const problems: string[] = [];
    if (out.problem !== undefined) {
      const { message } = out.problem;
      problems.push(
        say({ zh: `结果无法写出：${message}`, en: `the results could not be written: ${message}` }),
      );
    }
    for (const { file } of this.#reports) {
      await (whole ? file?.finish() : file?.abandon());
      if (file?.problem !== undefined) {
        const { name, problem } = file;
        problems.push(
          say({
            zh: `报告 ${name} 无法写入：${problem.message}`,
            en: `the report ${name} could not be written: ${problem.message}`,
          }),
        );
      }
    }
    return problems;
  }

  /** Discards all reports and leaves existing files unchanged. */
  async abandon(): Promise<void> {
    for (const { file } of this.#reports) await file?.abandon();
  }
}

/**
 * Opens the files of reports.
 * @param others other files that the run writes, by flag
 * @param load creates the reporter of a report
 * @throws UsageError if a file cannot be written or is named twice; no file has changed
 */
export async function openReportFiles<Name extends string, Reporter>(
  specs: readonly ReportSpec<Name>[],
  others: Readonly<Record<string, string | undefined>>,
  load: (spec: ReportSpec<Name>) => Promise<Reporter>,
  io: Io,
): Promise<ReportFiles<Reporter>> {
  const named = specs.map(({ name, file }) => [`--reporter ${name}`, file] as const);
  await assertDistinctFiles([...named, ...Object.entries(others)]);
  const reports: OpenReport<Reporter>[] = [];
  try {
    for (const spec of specs) {
      const reporter = await load(spec);
      const file = spec.file === undefined ? undefined : await openReportFile(spec.file);
      reports.push({ reporter, file, forPeople: spec.name === 'pretty' });
    }
  } catch (error) {
    await new ReportFiles(reports, io).abandon();
    throw error;
  }
  return new ReportFiles(reports, io);
}

async function assertDistinctFiles(
  files: readonly (readonly [flag: string, path: string | undefined])[],
): Promise<void> {
  const flags = new Map<string, string>();
  for (const [flag, name] of files) {
    if (name === undefined) continue;
    const file = await identityOf(name);
    if (file === undefined) continue;
    const other = flags.get(file);
    if (other !== undefined) {
      throw new UsageError({
        zh: `${other} 和 ${flag} 都会写入 ${name}：请各用一个文件`,
        en: `${other} and ${flag} would both write ${name}: give each a file of its own`,
      });
    }
    flags.set(file, flag);
  }
}
