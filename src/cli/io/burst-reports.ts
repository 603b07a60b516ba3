import { errorLine } from '../../errors.ts';
import { type LocalizedText, say } from '../../language.ts';
import type { BurstResult } from '../../load/result.ts';
import { pretty } from '../../report/load/pretty.ts';
import {
  type BurstReporter,
  type BurstReporterName,
  burstReporterNames,
  burstReporters,
} from '../../report/load/reporters.ts';
import { countsWords } from '../../report/load/text/outcomes.ts';
import { count, counted, duration } from '../../report/text/numbers.ts';
import { noPaint } from '../../report/text/paint.ts';
import { parseReportSpecs, type ReportSpec } from '../flags/reports.ts';
import type { Io } from './io.ts';
import { openReportFiles } from './report-files.ts';

/** The reports of a burst, to files and stdout. They are opened before anything is sent. */
export interface BurstReports {
  /**
   * Writes every report, and the summary to stdout unless a report goes there.
   * @returns error messages for reports that could not be written
   */
  finish(result: BurstResult): Promise<readonly string[]>;
  /** Discards all reports and leaves existing files unchanged. */
  abandon(): Promise<void>;
}

/**
 * @param texts `NAME` or `NAME=FILE`
 * @param others other files that the run writes, by flag
 * @throws UsageError for an unknown reporter, a file that cannot be written or one named twice; no file has changed
 */
export async function openBurstReports(
  texts: readonly string[],
  others: Readonly<Record<string, string | undefined>>,
  io: Io,
): Promise<BurstReports> {
  const specs = parseReportSpecs(texts, burstReporterNames);
  const load = ({ name }: ReportSpec<BurstReporterName>): Promise<BurstReporter> =>
    burstReporters[name].load();
  const files = await openReportFiles(specs, others, load, io);
  const forPeople = specs.every(({ file }) => file !== undefined);
  return {
    abandon: () => files.abandon(),
    async finish(result) {
      await files.write((render) => render(result));
      if (forPeople)
        await io.out.write(pretty(result, await io.paint(), process.stdout.columns || 100), 'text');
      const problems = await files.finish(true);
      for (const problem of problems) io.note(errorLine(problem));
      if (!forPeople || io.out.closed) io.note(shortTotals(result));
      return problems;
    },
  };
}

/** The totals for a reader who has the report elsewhere: one line, without colours. */
function shortTotals(result: BurstResult): string {
  const { passed, planned, elapsed, latency, thresholds, stopped } = result;
  const crossed = thresholds.filter(({ ok }) => !ok).map(({ expr }) => expr);
  const [mark, took, counts] = [passed ? '✓' : '✗', duration(elapsed), countsWords(result, noPaint)];
  const head: LocalizedText = {
    zh: `${mark} ${count(planned)} 次投递，用时 ${took}：${counts}`,
    en: `${mark} ${counted(planned, 'delivery', 'deliveries')} in ${took}: ${counts}`,
  };
  const limits = crossed.join(say({ zh: '、', en: ', ' }));
  return [
    say(head),
    ...(latency.p99 === null ? [] : [`p99 ${duration(latency.p99)}`]),
    ...(crossed.length === 0 ? [] : [say({ zh: `超出阈值：${limits}`, en: `crossed: ${limits}` })]),
    ...(stopped === null ? [] : [stopped.message]),
  ].join(say({ zh: '；', en: '; ' }));
}
