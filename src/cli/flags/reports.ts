import { didYouMean } from '../../catalog/nearest.ts';
import { UsageError } from '../../errors.ts';
import { reporterNames } from '../../report/suite/reporters.ts';
import type { Resolved } from './resolve.ts';

/** A requested report. */
export interface ReportSpec<Name extends string = (typeof reporterNames)[number]> {
  readonly name: Name;
  /** Undefined for stdout. */
  readonly file: string | undefined;
}

/**
 * The reports to write. A configuration serves several commands, so its reporters that only other commands have are
 * left out; an unknown name stays in and is an error later.
 * @param json the reporter that `--json` stands for
 * @param own names of the command's reporters
 * @param others names of the reporters of other commands
 */
export function wantedReports(
  flags: Resolved & { readonly reporter?: readonly string[]; readonly json?: boolean },
  json: string,
  own: readonly string[],
  others: readonly string[],
): readonly string[] {
  if (flags.json === true) return [json];
  const { reporter = [], settings } = flags;
  if (settings?.given.has('reporter') !== true) return reporter;
  return reporter.filter((text) => {
    const [name = ''] = text.split('=');
    return own.includes(name) || !others.includes(name);
  });
}

/**
 * Reads the values of `--reporter`, `NAME` or `NAME=FILE`. `-` and `/dev/stdout` are stdout.
 * @throws UsageError for an unknown name, an empty file name, or two reports on stdout that cannot be told apart
 */
export function parseReportSpecs(texts: readonly string[]): readonly ReportSpec[];
export function parseReportSpecs<Name extends string>(
  texts: readonly string[],
  names: readonly Name[],
): readonly ReportSpec<Name>[];
export function parseReportSpecs(
  texts: readonly string[],
  names: readonly string[] = reporterNames,
): readonly ReportSpec<string>[] {
  const specs = texts.map((text) => parseSpec(text, names));
  const onStdout = specs.filter(({ file }) => file === undefined).map(({ name }) => name);
  // GitHub removes annotation lines from the log, so both may go to stdout.
  const share = onStdout.length === 2 && onStdout.includes('pretty') && onStdout.includes('github');
  if (onStdout.length > 1 && !share) {
    throw new UsageError({
      zh: `--reporter ${onStdout.join(' 和 ')} 不能同时写到标准输出：请把其中一个写入文件，${onStdout[1]}=FILE`,
      en: `--reporter ${onStdout.join(' and ')} cannot both write to stdout: write one to a file, ${onStdout[1]}=FILE`,
    });
  }
  return specs;
}

function parseSpec(text: string, names: readonly string[]): ReportSpec<string> {
  const at = text.indexOf('=');
  const typed = at < 0 ? text : text.slice(0, at);
  const name = names.find((candidate) => candidate === typed);
  if (name === undefined) {
    throw new UsageError({
      zh: `--reporter '${typed}'${didYouMean(typed, names)}：请从中选一个：${names.join('、')}`,
      en: `--reporter '${typed}'${didYouMean(typed, names)}: write one of ${names.join(', ')}`,
    });
  }
  if (at < 0) return { name, file: undefined };
  const file = text.slice(at + 1);
  if (file === '')
    throw new UsageError({
      zh: `--reporter '${text}' 缺少文件名：请写 ${name}=FILE，或 ${name}`,
      en: `--reporter '${text}' has no file name: write ${name}=FILE, or ${name}`,
    });
  return { name, file: file === '-' || file === '/dev/stdout' ? undefined : file };
}
