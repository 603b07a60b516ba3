import { say } from '../../../language.ts';
import type { BurstResult } from '../../../load/result.ts';
import { columnsOf, padColumns, wrapped } from '../../text/columns.ts';
import { printable } from '../../text/escape.ts';
import { section } from '../../text/layout.ts';
import { count, latencyWords } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';

/** Values that are listed. */
const most = 5;
/** How many times as long as those of its event half of a value's deliveries took at least. */
const slow = 2;
/** Fewer deliveries may have been slow by chance. */
const fewest = 10;

/** Values of dimensions whose deliveries took much longer than those of their event, the slowest first. */
export function renderSlowValues({ byEvent, settings }: BurstResult, width: number, paint: Paint): string {
  const clock = settings.loop === 'open' ? 'latency' : 'service';
  const found = Object.entries(byEvent).flatMap(([event, figures]) => {
    const usual = figures[clock].p50 ?? Number.POSITIVE_INFINITY;
    return Object.entries(figures.byValue).flatMap(([dimension, values]) =>
      Object.entries(values)
        .map(([value, { started, [clock]: took }]) => ({
          event,
          name: `${dimension}=${value}`,
          started,
          took,
        }))
        .filter(({ started, took }) => started >= fewest && (took.p50 ?? 0) >= slow * usual),
    );
  });
  found.sort((a, b) => (b.took.p50 ?? 0) - (a.took.p50 ?? 0));
  const shown = found.slice(0, most);
  const widest = Math.max(0, ...shown.map(({ name }) => columnsOf(printable(name))));
  const lines = shown.flatMap(({ event, name, started, took }) => {
    const [p50, p99] = [latencyWords(took.p50), latencyWords(took.p99)];
    const figures = say({ zh: `p50 ${p50}，p99 ${p99}`, en: `p50 ${p50}, p99 ${p99}` });
    const of = say({
      zh: `${count(started)} 次 ${printable(event)}`,
      en: `${count(started)} of ${printable(event)}`,
    });
    const whole = `${padColumns(printable(name), widest)}  ${figures}  ${of}`;
    return wrapped(whole, width - 4).map((line, i) => `${i === 0 ? '  ' : '    '}${line}`);
  });
  return section(say({ zh: '较慢的取值', en: 'Slow values' }), lines, paint);
}
