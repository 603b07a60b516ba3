import type { BurstResult, FindingSummary, ThresholdResult } from '../../load/result.ts';
import { printable } from '../text/escape.ts';
import { row, section, wrapped } from '../text/layout.ts';
import { count, counted, duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { renderDeliveries } from './text/deliveries.ts';
import { latencyWords, percent, shareOf } from './text/figures.ts';
import { renderLatency } from './text/latency-table.ts';
import { failedOf } from './text/outcome-counts.ts';
import { renderSettings } from './text/settings.ts';
import { commonWords, measuredWords } from './text/words.ts';

/**
 * What a run came to, for people: what was asked, where every delivery went, how long it took, what was found. What is
 * worth knowing first comes last, next to the prompt.
 * @param width columns; only commands and long words are wider
 */
export function pretty(result: BurstResult, paint: Paint, width: number): string {
  const sections = [
    renderSettings(result, width, paint),
    renderDeliveries(result, width, paint),
    renderLatency(result, width, paint),
    renderGenerator(result, width, paint),
    renderFindings(result.findings, width, paint),
    renderThresholds(result.thresholds, width, paint),
    renderEnd(result, width, paint),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

/** `✗ 190 of 10,960 deliveries in 1 min 0 s were not accepted; 1 of 4 thresholds was crossed` */
function renderEnd(result: BurstResult, width: number, paint: Paint): string {
  const { started, elapsed, stopped, passed } = result;
  const failed = failedOf(result);
  const [mark, color] = !passed
    ? (['✗', paint.bad] as const)
    : stopped !== null || started === 0
      ? (['–', paint.warn] as const)
      : (['✓', paint.good] as const);
  const all = counted(started, 'delivery', 'deliveries');
  const ended =
    started === 0
      ? `nothing was sent in ${duration(elapsed)}`
      : failed === 0
        ? `${all} in ${duration(elapsed)}, all accepted`
        : `${count(failed)} of ${all} in ${duration(elapsed)} not accepted`;
  const words = [ended, ...droppedWords(result), ...thresholdWords(result)].join('; ');
  const stop =
    stopped === null
      ? []
      : wrapped(`Ended early, after ${duration(stopped.at)}. ${printable(stopped.message)}`, width);
  const lines = [
    ...wrapped(words, width - 2).map((line, i) => `${color(i === 0 ? mark : ' ')} ${paint.strong(line)}`),
    ...stop.map((line) => paint.warn(line)),
  ];
  return `${lines.join('\n')}\n`;
}

const droppedWords = ({ dropped }: BurstResult): readonly string[] =>
  dropped === 0 ? [] : [`${count(dropped)} dropped`];

function thresholdWords({ thresholds }: BurstResult): readonly string[] {
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

/** Columns before an expression, and behind it. */
const margin = 13;
const gap = 2;

/** Each threshold, whether it held, and what was measured. */
function renderThresholds(thresholds: readonly ThresholdResult[], width: number, paint: Paint): string {
  const widest = Math.max(0, ...thresholds.map(({ expr }) => printable(expr).length));
  const words = thresholds.map(measuredWords);
  const columns = margin + widest + gap + Math.max(0, ...words.map(({ length }) => length));
  const lines = thresholds.flatMap((threshold, i) => {
    const { expr, ok, actual } = threshold;
    const crossed = actual === null ? '✗ unknown' : '✗ crossed';
    const said = `  ${ok ? paint.good('✓ held   ') : paint.bad(crossed)}  ${printable(expr)}`;
    const fill = widest - printable(expr).length + gap;
    return columns <= width
      ? [`${said}${' '.repeat(fill)}${words[i]}`]
      : [said, `${' '.repeat(margin)}${words[i]}`];
  });
  return section('Thresholds', lines, paint);
}

/** How the generator itself fared, and plainly where it was the limit. */
function renderGenerator({ generator, elapsed }: BurstResult, width: number, paint: Paint): string {
  const { workers, cpu, busy, lateness, lag, sockets, warnings } = generator;
  const by = workers > 1 ? ` by ${counted(workers, 'worker')}` : '';
  const late =
    lateness.p99 === null
      ? ''
      : `${latencyWords(lateness.p99)} after due at p99, ${latencyWords(lateness.max)} at most`;
  const lines = [
    ...row('CPU', `${latencyWords(cpu)}, ${shareOf(cpu, elapsed)} of one core${by}`, width, paint),
    ...row('busy', `${percent(busy)} of the time${workers > 1 ? ', the busiest worker' : ''}`, width, paint),
    ...(lag.p99 === null
      ? []
      : row(
          'lag',
          `of the event loop ${latencyWords(lag.p99)} at p99, ${latencyWords(lag.max)} at most`,
          width,
          paint,
        )),
    ...(late === '' ? [] : row('late', late, width, paint)),
    ...row('sockets', `${count(sockets)} opened`, width, paint),
    ...warnings.flatMap((warning) =>
      wrapped(printable(warning), width - 4).map((line, i) => paint.warn(`  ${i === 0 ? '!' : ' '} ${line}`)),
    ),
  ];
  return section('Generator', lines, paint);
}

/** Findings that are told: many more have the same few causes. */
const most = 10;

/** What was found in the responses: how often, at what, when first, and how to repeat it. Errors, then warnings. */
function renderFindings(findings: readonly FindingSummary[], width: number, paint: Paint): string {
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
