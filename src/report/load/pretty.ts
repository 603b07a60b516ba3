import { say } from '../../language.ts';
import type { BurstResult, ThresholdResult } from '../../load/result.ts';
import { columnsOf, padColumns, wrapped } from '../text/columns.ts';
import { printable } from '../text/escape.ts';
import { page, row, section } from '../text/layout.ts';
import { leniencySentence } from '../text/leniency.ts';
import { count, counted, duration, latencyWords, percent, shareOf } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { renderDeliveries } from './text/deliveries.ts';
import { renderFindings } from './text/findings.ts';
import { renderLatency } from './text/latency-table.ts';
import { failedOf, onlyTolerated } from './text/outcomes.ts';
import { renderSettings } from './text/settings.ts';
import { renderSlowValues } from './text/slow-values.ts';
import { warningLines } from './text/warnings.ts';
import { measuredWords, thresholdWord } from './text/words.ts';

/**
 * A result for people: settings, deliveries, latencies, findings, thresholds. What matters most comes last, next to the
 * prompt.
 * @param width columns; only commands and long words are wider
 */
export function pretty(result: BurstResult, paint: Paint, width: number): string {
  return page([
    renderSettings(result, width, paint),
    renderDeliveries(result, width, paint),
    renderLatency(result, width, paint),
    renderSlowValues(result, width, paint),
    renderGenerator(result, width, paint),
    renderFindings(result.findings, width, paint),
    renderThresholds(result.thresholds, width, paint),
    renderEnd(result, width, paint),
  ]);
}

/** How busy the generator was, and warnings where it was the limit. */
function renderGenerator({ generator, elapsed }: BurstResult, width: number, paint: Paint): string {
  const { workers, cpu, busy, lateness, lag, sockets, warnings } = generator;
  const many = workers > 1;
  const [share, of] = [shareOf(cpu, elapsed), counted(workers, 'worker')];
  const facts: readonly (readonly [name: string, text: string])[] = [
    [
      'CPU',
      say({
        zh: `${latencyWords(cpu)}，单核的 ${share}${many ? `，共 ${count(workers)} 个工作线程` : ''}`,
        en: `${latencyWords(cpu)}, ${share} of one core${many ? ` by ${of}` : ''}`,
      }),
    ],
    [
      say({ zh: '忙碌', en: 'busy' }),
      say({
        zh: `${percent(busy)} 的时间${many ? '（最忙的工作线程）' : ''}`,
        en: `${percent(busy)} of the time${many ? ', the busiest worker' : ''}`,
      }),
    ],
    [
      say({ zh: '卡顿', en: 'lag' }),
      lag.p99 === null
        ? ''
        : say({
            zh: `事件循环 p99 ${latencyWords(lag.p99)}，最长 ${latencyWords(lag.max)}`,
            en: `of the event loop ${latencyWords(lag.p99)} at p99, ${latencyWords(lag.max)} at most`,
          }),
    ],
    [
      say({ zh: '晚发', en: 'late' }),
      lateness.p99 === null
        ? ''
        : say({
            zh: `比计划时间晚，p99 ${latencyWords(lateness.p99)}，最长 ${latencyWords(lateness.max)}`,
            en: `${latencyWords(lateness.p99)} after due at p99, ${latencyWords(lateness.max)} at most`,
          }),
    ],
    [
      say({ zh: '套接字', en: 'sockets' }),
      say({ zh: `打开 ${count(sockets)} 个`, en: `${count(sockets)} opened` }),
    ],
  ];
  const lines = [
    ...facts.flatMap(([name, text]) => (text === '' ? [] : row(name, text, width, paint))),
    ...warningLines(warnings, width, paint),
  ];
  return section(say({ zh: '压测端', en: 'Generator' }), lines, paint);
}

/** Columns before the expression of a threshold, and after it. */
const indent = 13;
const gap = 2;

function renderThresholds(thresholds: readonly ThresholdResult[], width: number, paint: Paint): string {
  const widest = Math.max(0, ...thresholds.map(({ expr }) => columnsOf(printable(expr))));
  const words = thresholds.map(measuredWords);
  const columns = indent + widest + gap + Math.max(0, ...words.map(columnsOf));
  const lines = thresholds.flatMap((threshold, i) => {
    const expr = printable(threshold.expr);
    const word = padColumns(`${threshold.ok ? '✓' : '✗'} ${thresholdWord(threshold)}`, indent - 2 - gap);
    const line = `  ${threshold.ok ? paint.good(word) : paint.bad(word)}  ${expr}`;
    const fill = widest - columnsOf(expr) + gap;
    return columns <= width
      ? [`${line}${' '.repeat(fill)}${words[i]}`]
      : [line, `${' '.repeat(indent)}${words[i]}`];
  });
  return section(say({ zh: '阈值', en: 'Thresholds' }), lines, paint);
}

/** `✗ 190 of 10,960 deliveries in 1 min 0 s not accepted; 1 of 4 thresholds crossed` */
function renderEnd(result: BurstResult, width: number, paint: Paint): string {
  const { started, dropped, elapsed, stopped, passed, thresholds } = result;
  const failed = failedOf(result);
  const complete = stopped === null && started > 0;
  const mark = passed ? (complete ? '✓' : '–') : '✗';
  const color = passed ? (complete ? paint.good : paint.warn) : paint.bad;
  const [took, all, n] = [duration(elapsed), counted(started, 'delivery', 'deliveries'), count(started)];
  const ended =
    started === 0
      ? { zh: `${took} 内没有发出任何投递`, en: `nothing was sent in ${took}` }
      : failed === 0
        ? { zh: `${n} 次投递均已接受，用时 ${took}`, en: `${all} in ${took}, all accepted` }
        : {
            zh: `${n} 次投递中有 ${count(failed)} 次未接受，用时 ${took}`,
            en: `${count(failed)} of ${all} in ${took} not accepted`,
          };
  const words = [
    say(ended),
    ...(dropped === 0 ? [] : [say({ zh: `${count(dropped)} 次未发出`, en: `${count(dropped)} dropped` })]),
    ...thresholdWords(thresholds),
  ];
  const stop = stopped === null ? '' : stopWords(stopped);
  const lines = [
    ...(onlyTolerated(result)
      ? [...wrapped(say(leniencySentence), width).map((line) => paint.warn(line)), '']
      : []),
    ...wrapped(words.join(say({ zh: '；', en: '; ' })), width - 2).map(
      (line, i) => `${color(i === 0 ? mark : ' ')} ${paint.strong(line)}`,
    ),
    ...(stop === '' ? [] : wrapped(stop, width).map((line) => paint.warn(line))),
  ];
  return `${lines.join('\n')}\n`;
}

function stopWords({ at, message }: NonNullable<BurstResult['stopped']>): string {
  const [after, why] = [duration(at), printable(message)];
  return say({ zh: `提前结束，运行了 ${after}。${why}`, en: `Ended early, after ${after}. ${why}` });
}

function thresholdWords(thresholds: readonly ThresholdResult[]): readonly string[] {
  if (thresholds.length === 0) return [];
  const missed = thresholds.filter(({ ok }) => !ok);
  const unknown = missed.filter(({ actual }) => actual === null).length;
  const crossed = missed.length - unknown;
  const all = counted(thresholds.length, 'threshold');
  const of = `${count(thresholds.length)} 个阈值`;
  if (missed.length === 0)
    return [say({ zh: `${of}${thresholds.length > 1 ? '全部' : ''}达标`, en: `${all} held` })];
  return [
    ...(crossed > 0
      ? [say({ zh: `${of}中 ${count(crossed)} 个未达标`, en: `${count(crossed)} of ${all} crossed` })]
      : []),
    ...(unknown > 0
      ? [
          say({
            zh: `${of}中 ${count(unknown)} 个没有数据`,
            en: `${count(unknown)} of ${all} with nothing to measure`,
          }),
        ]
      : []),
  ];
}
