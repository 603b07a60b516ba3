import { readInputFile } from '../../input-file.ts';
import { type ComparableRun, compareRuns, eventsOfEither } from '../../load/compare/compare.ts';
import { judgeChange, parseFailOn } from '../../load/compare/fail-on.ts';
import { type ComparedRuns, comparisonJson, renderComparison } from '../../report/load/comparison.ts';
import { readBurstReport } from '../../report/load/read-json.ts';
import { ExitCode as code, type ExitCode } from '../exit-code.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import { type Io, printed } from '../io/io.ts';

/** `compare <a> <b>` */
export async function compare(a: string, b: string, flags: FlagsOf<'compare'>, io: Io): Promise<ExitCode> {
  const [before, after] = [await readReport(a), await readReport(b)];
  const events = eventsOfEither(before, after);
  const limits = (flags.failOn ?? []).map((text) => parseFailOn(text, events));
  const compared: ComparedRuns = {
    a: { file: a, run: before },
    b: { file: b, run: after },
    comparison: compareRuns(before, after),
    limits: limits.map((limit) => judgeChange(limit, before, after)),
  };
  await io.out.write(
    flags.json === true ? comparisonJson(compared) : renderComparison(compared, await io.paint()),
    flags.json === true ? 'data' : 'text',
  );
  const reached = printed(io);
  return compared.limits.every(({ ok }) => ok) ? reached : code.failed;
}

async function readReport(file: string): Promise<ComparableRun> {
  return readBurstReport((await readInputFile(file)).toString(), file);
}
