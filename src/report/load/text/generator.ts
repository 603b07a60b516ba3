import type { BurstResult } from '../../../load/result.ts';
import { printable } from '../../text/escape.ts';
import { row, section, wrapped } from '../../text/layout.ts';
import { count, counted } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { latencyWords, percent, shareOf } from './figures.ts';

/** How the generator itself fared, and plainly where it was the limit. */
export function renderGenerator({ generator, elapsed }: BurstResult, width: number, paint: Paint): string {
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
