import type { BurstResult } from '../../load/result.ts';
import { printable } from '../text/escape.ts';
import { wrapped } from '../text/layout.ts';
import { count, counted, duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { renderDeliveries } from './text/deliveries.ts';
import { renderFindings } from './text/findings.ts';
import { renderGenerator } from './text/generator.ts';
import { renderLatency } from './text/latency-table.ts';
import { failedOf } from './text/outcome-counts.ts';
import { renderSettings } from './text/settings.ts';
import { renderThresholds } from './text/thresholds.ts';

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
