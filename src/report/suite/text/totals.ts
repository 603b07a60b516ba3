import type { SuiteSummary } from '../../../suite/run/summary.ts';
import { printable } from '../../text/escape.ts';
import { count, counted, duration } from '../../text/numbers.ts';
import { noPaint, type Paint } from '../../text/paint.ts';
import { countsWords, outcomeWords, totalOf, worst } from './outcome-words.ts';
import { stopWords } from './stop-words.ts';

/** `✓ 412 cases in 2.41 s: 400 passed, 12 failed` */
export function headline({ counts, ms, stopped }: SuiteSummary, paint: Paint): string {
  const cases = totalOf(counts);
  // Nothing wrong was found, but then not all of it was looked at.
  const broken = stopped !== null || cases === 0;
  const outcome = worst(counts) === 'passed' && broken ? 'skipped' : worst(counts);
  const mark = outcomeWords[outcome].paint(paint)(outcomeWords[outcome].mark);
  return `${mark} ${paint.strong(`${counted(cases, 'case')} in ${duration(ms)}`)}: ${countsWords(counts, paint)}`;
}

/** The totals for a reader who has the report elsewhere: two lines at most, without colours. */
export function shortTotals(summary: SuiteSummary): string {
  return [headline(summary, noPaint), stopWords(summary)].filter((line) => line !== null).join('\n');
}

/** What a run came to, row by row, the sum of it all first. */
export function renderTotals(summary: SuiteSummary, paint: Paint): string {
  const { targets, byGroup, coverage, requests, ms, deadline, seed, now, cut, warnings } = summary;
  const stop = stopWords(summary);
  const rate = ms > 0 ? paint.faint(` (${count(Math.round((requests * 1000) / ms))}/s)`) : '';
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['to', targets.map((target) => printable(target))],
    [
      'groups',
      Object.entries(byGroup).map(([group, counts]) => `${group.padEnd(10)} ${countsWords(counts, paint)}`),
    ],
    ['requests', [`${count(requests)}${rate}`]],
    ['deadline', requests === 0 ? [] : [deadlineWords(deadline, paint)]],
    ['coverage', coverageWords(coverage, paint)],
    ['seed', [`${printable(seed)}${paint.faint(`, clock ${printable(now)}`)}`]],
    ['cut', cut.map(({ group, cases }) => paint.warn(`${counted(cases, 'case')} of ${group} left out`))],
    ['warning', warnings.map((warning) => paint.warn(printable(warning)))],
  ];
  const lines = [
    headline(summary, paint),
    ...(stop === null ? [] : [paint.warn(stop)]),
    '',
    ...rows.flatMap(([name, texts]) => texts.map((text, i) => row(i === 0 ? name : '', text, paint))),
  ];
  return `${lines.join('\n')}\n`;
}

function deadlineWords({ timeout, missed }: SuiteSummary['deadline'], paint: Paint): string {
  const limit = timeout % 1000 === 0 && timeout < 60_000 ? `${timeout / 1000} s` : duration(timeout);
  return missed === 0
    ? `every response within ${limit}`
    : paint.bad(`${counted(missed, 'delivery', 'deliveries')} not answered within ${limit}`);
}

const mostMissing = 5;

function coverageWords(
  { dimensions, values, covered, missing }: SuiteSummary['coverage'],
  paint: Paint,
): string[] {
  const rest = missing.length - mostMissing;
  return [
    `${counted(dimensions, 'dimension')}, ${count(covered)} of ${counted(values, 'value')}`,
    ...missing
      .slice(0, mostMissing)
      .map((value) => paint.warn(`not sent, or not answered: ${printable(value)}`)),
    ...(rest > 0 ? [paint.warn(`and ${count(rest)} more`)] : []),
  ];
}

const row = (name: string, text: string, paint: Paint): string => `  ${paint.faint(name.padEnd(9))}${text}`;
