import type { ThresholdResult } from '../../burst/result.ts';
import { printable } from '../escape.ts';
import type { Paint } from '../paint.ts';
import { decimal } from './figures.ts';
import { section } from './layout.ts';

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
  const words = thresholds.map(measured);
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

/** With enough digits to be seen on its side of the limit. */
function measured({ actual, unit }: ThresholdResult): string {
  if (actual === null) return 'nothing to measure';
  switch (unit) {
    case 'ms':
      return `${decimal(actual, 3)} ms`;
    case 'share':
      return `${decimal(actual * 100, 4)}%`;
    case 'rate':
      return `${decimal(actual, 3)}/s`;
    case 'count':
      return decimal(actual, 0);
  }
}
