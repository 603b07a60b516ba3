import type { BurstResult } from '../../../load/result.ts';
import { count, duration } from '../../text/numbers.ts';
import { noPaint } from '../../text/paint.ts';
import { countsWords } from './outcome-counts.ts';

/** The totals for a reader who has the report elsewhere: one line, without colours. */
export function shortTotals(result: BurstResult): string {
  const { passed, planned, elapsed, latency, thresholds, stopped } = result;
  const crossed = thresholds.filter(({ ok }) => !ok).map(({ expr }) => expr);
  return [
    `${passed ? '✓' : '✗'} ${count(planned)} deliveries in ${duration(elapsed)}: ${countsWords(result, noPaint)}`,
    ...(latency.p99 === null ? [] : [`p99 ${duration(latency.p99)}`]),
    ...(crossed.length === 0 ? [] : [`crossed: ${crossed.join(', ')}`]),
    ...(stopped === null ? [] : [stopped.message]),
  ].join('; ');
}
