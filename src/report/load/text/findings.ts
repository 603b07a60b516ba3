import type { FindingSummary } from '../../../load/result.ts';
import { printable } from '../../text/escape.ts';
import { section, wrapped } from '../../text/layout.ts';
import { count } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { latencyWords } from './figures.ts';
import { commonWords } from './words.ts';

/** Findings that are told: many more have the same few causes. */
const most = 10;

/** What was found in the responses: how often, at what, when first, and how to repeat it. Errors, then warnings. */
export function renderFindings(findings: readonly FindingSummary[], width: number, paint: Paint): string {
  return [
    severitySection('Findings', 'error', findings, width, paint),
    severitySection('Warnings', 'warning', findings, width, paint),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function severitySection(
  heading: string,
  severity: FindingSummary['severity'],
  findings: readonly FindingSummary[],
  width: number,
  paint: Paint,
): string {
  const found = findings.filter((finding) => finding.severity === severity).sort((a, b) => b.count - a.count);
  const told = found.slice(0, most).map((finding) => findingLines(finding, width, paint));
  const rest = found.length - told.length;
  const more =
    rest > 0 ? [[paint.faint(`  and ${count(rest)} more: the json and html reports have them`)]] : [];
  return section(
    heading,
    [...told, ...more].flatMap((lines, i) => (i === 0 ? lines : ['', ...lines])),
    paint,
  );
}

function findingLines(finding: FindingSummary, width: number, paint: Paint): readonly string[] {
  const { code, severity, event, first } = finding;
  const named = severity === 'error' ? paint.bad(`✗ ${code}`) : paint.warn(`! ${code}`);
  const message = `first at ${latencyWords(first.at)}: ${printable(first.message)}`;
  return [
    `  ${named} ${paint.strong(`× ${count(finding.count)}`)}  ${printable(event)}`,
    ...wrapped(printable(commonWords(finding)), width - 4).map((line) => `    ${line}`),
    ...wrapped(message, width - 4).map((line) => `    ${line}`),
    `    ${paint.faint('Reproduce with:')}`,
    `      ${printable(first.repro)}`,
  ];
}
