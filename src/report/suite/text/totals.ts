import { say } from '../../../language.ts';
import type { SuiteStopReason, SuiteSummary } from '../../../suite/run/summary.ts';
import { printable } from '../../text/escape.ts';
import { factLine } from '../../text/layout.ts';
import { leniencySentence } from '../../text/leniency.ts';
import { count, counted, duration } from '../../text/numbers.ts';
import { noPaint, type Paint } from '../../text/paint.ts';
import { caseMark, outcomeCounts, runOutcome, totalOf } from './outcomes.ts';

const mostMissing = 5;

/** `✓ 412 cases in 2.41 s: 400 passed, 12 failed` */
export function suiteHeadline(summary: SuiteSummary, paint: Paint): string {
  const { counts, ms } = summary;
  const total = paint.strong(`${counted(totalOf(counts), 'case')} in ${duration(ms)}`);
  return `${caseMark(runOutcome(summary), paint)} ${total}: ${outcomeCounts(counts, paint)}`;
}

/** The totals in at most three lines without colours, for somebody who has the report elsewhere. */
export function shortSuiteTotals(summary: SuiteSummary): string {
  return [leniencyText(summary), suiteHeadline(summary, noPaint), stopText(summary)]
    .filter((line) => line !== null)
    .join('\n');
}

/** Said first where nothing worse was found than what the platform is known to take; otherwise `null`. */
export const leniencyText = ({ counts, tolerated }: SuiteSummary): string | null =>
  tolerated > 0 && tolerated === counts.failed + counts.error ? say(leniencySentence) : null;

/** Why a run ended early, as a sentence; `null` where it did not. */
export const stopText = ({ stopped }: SuiteSummary): string | null =>
  stopped === null ? null : stopTexts[stopped];

const stopTexts: Readonly<Record<SuiteStopReason, string>> = {
  interrupted: 'The run was interrupted.',
  bail: 'The run stopped at the number of failures that --bail allows.',
  unreachable: 'The receiver could not be reached.',
  receiver_exited: 'The receiver ended during the run.',
};

/** The figures of a run, the headline first. */
export function renderSuiteTotals(summary: SuiteSummary, paint: Paint): string {
  const { targets, byGroup, coverage, requests, ms, deadline, seed, now, cut, warnings } = summary;
  const stop = stopText(summary);
  const rate = ms > 0 ? paint.faint(` (${count(Math.round((requests * 1000) / ms))}/s)`) : '';
  const facts: Readonly<Record<string, readonly string[]>> = {
    to: targets.map((target) => printable(target)),
    groups: Object.entries(byGroup).map(
      ([group, counts]) => `${group.padEnd(10)} ${outcomeCounts(counts, paint)}`,
    ),
    requests: [`${count(requests)}${rate}`],
    deadline: requests === 0 ? [] : [deadlineText(deadline, paint)],
    coverage: coverageTexts(coverage, paint),
    seed: [`${printable(seed)}${paint.faint(`, clock ${printable(now)}`)}`],
    cut: cut.map(({ group, cases }) => paint.warn(`${counted(cases, 'case')} of ${group} left out`)),
    warning: warnings.map((warning) => paint.warn(printable(warning))),
  };
  const lenient = leniencyText(summary);
  const lines = [
    ...(lenient === null ? [] : [paint.warn(lenient), '']),
    suiteHeadline(summary, paint),
    ...(stop === null ? [] : [paint.warn(stop)]),
    '',
    ...Object.entries(facts).flatMap(([name, texts]) =>
      texts.map((text, i) => factLine(i === 0 ? name : '', text, paint)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function deadlineText({ timeout, missed }: SuiteSummary['deadline'], paint: Paint): string {
  const limit = timeout % 1000 === 0 && timeout < 60_000 ? `${timeout / 1000} s` : duration(timeout);
  return missed === 0
    ? `every response within ${limit}`
    : paint.bad(`${counted(missed, 'delivery', 'deliveries')} not answered within ${limit}`);
}

function coverageTexts(
  { dimensions, values, covered, missing }: SuiteSummary['coverage'],
  paint: Paint,
): string[] {
  const shown = missing.slice(0, mostMissing);
  const rest = missing.length - shown.length;
  return [
    `${counted(dimensions, 'dimension')}, ${count(covered)} of ${counted(values, 'value')}`,
    ...shown.map((value) => paint.warn(`not sent, or not answered: ${printable(value)}`)),
    ...(rest > 0 ? [paint.warn(`and ${count(rest)} more`)] : []),
  ];
}
