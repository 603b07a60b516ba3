import type { BurstResult, ThresholdResult } from '../../load/result.ts';
import { wrapped } from '../text/columns.ts';
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
import { measuredWords } from './text/words.ts';

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
  const facts: readonly (readonly [name: string, text: string])[] = [
    [
      'CPU',
      `${latencyWords(cpu)}, ${shareOf(cpu, elapsed)} of one core${many ? ` by ${counted(workers, 'worker')}` : ''}`,
    ],
    ['busy', `${percent(busy)} of the time${many ? ', the busiest worker' : ''}`],
    [
      'lag',
      lag.p99 === null
        ? ''
        : `of the event loop ${latencyWords(lag.p99)} at p99, ${latencyWords(lag.max)} at most`,
    ],
    [
      'late',
      lateness.p99 === null
        ? ''
        : `${latencyWords(lateness.p99)} after due at p99, ${latencyWords(lateness.max)} at most`,
    ],
    ['sockets', `${count(sockets)} opened`],
  ];
  const lines = [
    ...facts.flatMap(([name, text]) => (text === '' ? [] : row(name, text, width, paint))),
    ...warningLines(warnings, width, paint),
  ];
  return section('Generator', lines, paint);
}

/** Columns before the expression of a threshold, and after it. */
const indent = 13;
const gap = 2;

function renderThresholds(thresholds: readonly ThresholdResult[], width: number, paint: Paint): string {
  const widest = Math.max(0, ...thresholds.map(({ expr }) => printable(expr).length));
  const words = thresholds.map(measuredWords);
  const columns = indent + widest + gap + Math.max(0, ...words.map(({ length }) => length));
  const lines = thresholds.flatMap(({ expr, ok, actual }, i) => {
    const crossed = actual === null ? '✗ unknown' : '✗ crossed';
    const line = `  ${ok ? paint.good('✓ held   ') : paint.bad(crossed)}  ${printable(expr)}`;
    const fill = widest - printable(expr).length + gap;
    return columns <= width
      ? [`${line}${' '.repeat(fill)}${words[i]}`]
      : [line, `${' '.repeat(indent)}${words[i]}`];
  });
  return section('Thresholds', lines, paint);
}

/** `✗ 190 of 10,960 deliveries in 1 min 0 s not accepted; 1 of 4 thresholds crossed` */
function renderEnd(result: BurstResult, width: number, paint: Paint): string {
  const { started, dropped, elapsed, stopped, passed, thresholds } = result;
  const failed = failedOf(result);
  const complete = stopped === null && started > 0;
  const mark = passed ? (complete ? '✓' : '–') : '✗';
  const color = passed ? (complete ? paint.good : paint.warn) : paint.bad;
  const all = `${counted(started, 'delivery', 'deliveries')} in ${duration(elapsed)}`;
  const ended =
    started === 0
      ? `nothing was sent in ${duration(elapsed)}`
      : failed === 0
        ? `${all}, all accepted`
        : `${count(failed)} of ${all} not accepted`;
  const words = [
    ended,
    ...(dropped === 0 ? [] : [`${count(dropped)} dropped`]),
    ...thresholdWords(thresholds),
  ];
  const stop =
    stopped === null ? '' : `Ended early, after ${duration(stopped.at)}. ${printable(stopped.message)}`;
  const lines = [
    ...(onlyTolerated(result)
      ? [...wrapped(leniencySentence, width).map((line) => paint.warn(line)), '']
      : []),
    ...wrapped(words.join('; '), width - 2).map(
      (line, i) => `${color(i === 0 ? mark : ' ')} ${paint.strong(line)}`,
    ),
    ...(stop === '' ? [] : wrapped(stop, width).map((line) => paint.warn(line))),
  ];
  return `${lines.join('\n')}\n`;
}

function thresholdWords(thresholds: readonly ThresholdResult[]): readonly string[] {
  if (thresholds.length === 0) return [];
  const missed = thresholds.filter(({ ok }) => !ok);
  const unknown = missed.filter(({ actual }) => actual === null).length;
  const crossed = missed.length - unknown;
  const all = counted(thresholds.length, 'threshold');
  if (missed.length === 0) return [`${all} held`];
  return [
    ...(crossed > 0 ? [`${count(crossed)} of ${all} crossed`] : []),
    ...(unknown > 0 ? [`${count(unknown)} of ${all} with nothing to measure`] : []),
  ];
}
