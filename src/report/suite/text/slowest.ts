import type { SuiteSummary } from '../../../suite/run/summary.ts';
import { printable } from '../../text/escape.ts';
import { duration } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';

const most = 5;

/** The slowest responses, slowest first. */
export function renderSlowest(slowest: SuiteSummary['slowest'], paint: Paint): string {
  if (slowest.length === 0) return '';
  const lines = slowest
    .slice(0, most)
    .map(({ id, ms }) => `  ${duration(ms).padStart(9)}  ${printable(id)}\n`);
  return `${paint.strong('Slowest responses')}\n${lines.join('')}`;
}
