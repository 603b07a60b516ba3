import type { ThresholdResult } from '../../../load/result.ts';
import { printable } from '../../text/escape.ts';
import { section } from '../../text/layout.ts';
import type { Paint } from '../../text/paint.ts';
import { measuredWords } from './words.ts';

/** Columns before an expression, and behind it. */
const margin = 13;
const gap = 2;

/** Each threshold, whether it held, and what was measured. */
export function renderThresholds(
  thresholds: readonly ThresholdResult[],
  width: number,
  paint: Paint,
): string {
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
