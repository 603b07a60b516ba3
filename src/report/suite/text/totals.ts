import { type LocalizedText, say } from '../../../language.ts';
import type { OmittedCases } from '../../../suite/plan/selection.ts';
import type { SuiteStopReason, SuiteSummary } from '../../../suite/run/summary.ts';
import { printable } from '../../text/escape.ts';
import { factLine } from '../../text/layout.ts';
import { leniencySentence } from '../../text/leniency.ts';
import { count, counted, duration } from '../../text/numbers.ts';
import { noPaint, type Paint } from '../../text/paint.ts';
import { throttleText } from '../../text/throttle.ts';
import { caseMark, outcomeCounts, runOutcome, totalOf } from './outcomes.ts';

const mostMissing = 5;

export const notRun: LocalizedText = { zh: '没有运行', en: 'not run' };
export const slowestResponses: LocalizedText = { zh: '最慢的响应', en: 'Slowest responses' };
export const lastOutput: LocalizedText = { zh: '接收端最后的输出', en: 'Last output of the receiver' };

/** `✓ 412 cases in 2.41 s: 400 passed, 12 failed` */
export function suiteHeadline(summary: SuiteSummary, paint: Paint): string {
  const { counts, ms } = summary;
  const [cases, took] = [totalOf(counts), duration(ms)];
  const total = say({
    zh: `${count(cases)} 个用例，用时 ${took}`,
    en: `${counted(cases, 'case')} in ${took}`,
  });
  const colon = say({ zh: '：', en: ': ' });
  return `${caseMark(runOutcome(summary), paint)} ${paint.strong(total)}${colon}${outcomeCounts(counts, paint)}`;
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
  stopped === null ? null : say(stopTexts[stopped]);

const stopTexts: Readonly<Record<SuiteStopReason, LocalizedText>> = {
  interrupted: { zh: '运行已中断。', en: 'The run was interrupted.' },
  bail: {
    zh: '失败数达到 --bail，运行提前结束。',
    en: 'The run stopped at the number of failures that --bail allows.',
  },
  unreachable: { zh: '无法连接接收端。', en: 'The receiver could not be reached.' },
  receiver_exited: { zh: '接收端在运行期间退出。', en: 'The receiver ended during the run.' },
};

/** The figures of a run, the headline first. */
export function renderSuiteTotals(summary: SuiteSummary, paint: Paint): string {
  const { targets, byGroup, coverage, requests, answered, ms, deadline, seed, now, cut, warnings, throttle } =
    summary;
  const stop = stopText(summary);
  const perSecond = `${count(Math.round((requests * 1000) / ms))}/s`;
  const rate = ms > 0 ? paint.faint(say({ zh: `（${perSecond}）`, en: ` (${perSecond})` })) : '';
  const facts: readonly (readonly [name: LocalizedText, texts: readonly string[]])[] = [
    [{ zh: '发往', en: 'to' }, targets.map((target) => printable(target))],
    [
      { zh: '用例组', en: 'groups' },
      Object.entries(byGroup).map(([group, counts]) => `${group.padEnd(10)} ${outcomeCounts(counts, paint)}`),
    ],
    [{ zh: '请求', en: 'requests' }, [`${count(requests)}${rate}`]],
    [{ zh: '限速', en: 'rate' }, throttle === undefined ? [] : [throttleText(throttle)]],
    [
      { zh: '时限', en: 'deadline' },
      answered === 0 && deadline.missed === 0 ? [] : [deadlineText(deadline, paint)],
    ],
    [{ zh: '覆盖', en: 'coverage' }, coverageTexts(coverage, paint)],
    [{ zh: '种子', en: 'seed' }, [`${printable(seed)}${paint.faint(clockText(printable(now)))}`]],
    [{ zh: '略去', en: 'cut' }, cut.map((omitted) => paint.warn(omittedText(omitted)))],
    [{ zh: '警告', en: 'warning' }, warnings.map((warning) => paint.warn(printable(warning)))],
  ];
  const lenient = leniencyText(summary);
  const lines = [
    ...(lenient === null ? [] : [paint.warn(lenient), '']),
    suiteHeadline(summary, paint),
    ...(stop === null ? [] : [paint.warn(stop)]),
    '',
    ...facts.flatMap(([name, texts]) =>
      texts.map((text, i) => factLine(i === 0 ? say(name) : '', text, paint)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function deadlineText({ timeout, missed }: SuiteSummary['deadline'], paint: Paint): string {
  const limit = timeout % 1000 === 0 && timeout < 60_000 ? `${timeout / 1000} s` : duration(timeout);
  if (missed === 0) return say({ zh: `所有响应都在 ${limit} 内`, en: `every response within ${limit}` });
  const late = say({
    zh: `${count(missed)} 次投递未在 ${limit} 内得到响应`,
    en: `${counted(missed, 'delivery', 'deliveries')} not answered within ${limit}`,
  });
  return paint.bad(late);
}

const clockText = (now: string): string => say({ zh: `，时钟 ${now}`, en: `, clock ${now}` });

const omittedText = ({ group, cases }: OmittedCases): string =>
  say({
    zh: `${count(cases)} 个 ${group} 用例没有运行`,
    en: `${counted(cases, 'case')} of ${group} left out`,
  });

/** `51 dimensions, 230 of 231 values` */
export function coverageText({ dimensions, values, covered }: SuiteSummary['coverage']): string {
  return say({
    zh: `${count(dimensions)} 个维度，${count(values)} 个取值中的 ${count(covered)} 个`,
    en: `${counted(dimensions, 'dimension')}, ${count(covered)} of ${counted(values, 'value')}`,
  });
}

function coverageTexts(coverage: SuiteSummary['coverage'], paint: Paint): string[] {
  const { missing } = coverage;
  const shown = missing.slice(0, mostMissing);
  const rest = missing.length - shown.length;
  const unsent = (value: string): string =>
    say({ zh: `没有发送或没有得到响应：${value}`, en: `not sent, or not answered: ${value}` });
  return [
    coverageText(coverage),
    ...shown.map((value) => paint.warn(unsent(printable(value)))),
    ...(rest > 0 ? [paint.warn(say({ zh: `另有 ${count(rest)} 个`, en: `and ${count(rest)} more` }))] : []),
  ];
}
