import { say } from '../../../language.ts';
import type { FindingSummary } from '../../../load/result.ts';
import { wrapped } from '../../text/columns.ts';
import { commonWords } from '../../text/common.ts';
import { printable } from '../../text/escape.ts';
import { page, section } from '../../text/layout.ts';
import { count, latencyWords } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';

/** More findings usually have the same few causes. */
const mostFindings = 10;

/** Errors, then warnings: how often each was found, at what, when first, and how to reproduce that. */
export function renderFindings(findings: readonly FindingSummary[], width: number, paint: Paint): string {
  return page([
    severitySection(say({ zh: '问题', en: 'Findings' }), 'error', findings, width, paint),
    severitySection(say({ zh: '警告', en: 'Warnings' }), 'warning', findings, width, paint),
  ]);
}

function severitySection(
  heading: string,
  severity: FindingSummary['severity'],
  findings: readonly FindingSummary[],
  width: number,
  paint: Paint,
): string {
  const found = findings.filter((finding) => finding.severity === severity).sort((a, b) => b.count - a.count);
  const shown = found.slice(0, mostFindings).map((finding) => findingLines(finding, width, paint));
  const rest = found.length - shown.length;
  const others = say({
    zh: `另有 ${count(rest)} 种：见 json 和 html 报告`,
    en: `and ${count(rest)} more: the json and html reports have them`,
  });
  const more = rest > 0 ? [[paint.faint(`  ${others}`)]] : [];
  return section(
    heading,
    [...shown, ...more].flatMap((lines, i) => (i === 0 ? lines : ['', ...lines])),
    paint,
  );
}

function findingLines(finding: FindingSummary, width: number, paint: Paint): readonly string[] {
  const { code, severity, event, first } = finding;
  const title = severity === 'error' ? paint.bad(`✗ ${code}`) : paint.warn(`! ${code}`);
  const [at, what] = [latencyWords(first.at), printable(first.message)];
  const message = say({ zh: `首次出现在 ${at}：${what}`, en: `first at ${at}: ${what}` });
  return [
    `  ${title} ${paint.strong(`× ${count(finding.count)}`)}  ${printable(event)}`,
    ...wrapped(printable(commonWords(finding)), width - 4).map((line) => `    ${line}`),
    ...wrapped(message, width - 4).map((line) => `    ${line}`),
    `    ${paint.faint(say({ zh: '复现命令：', en: 'Reproduce with:' }))}`,
    `      ${printable(first.repro)}`,
  ];
}
