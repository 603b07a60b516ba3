// Whether deliveries start when they are due: at each rate, what was achieved, and how late the generator was.
import { median, table } from '../../measure.js';
import { events } from '../events.js';
import { generate } from '../generate.js';

const rates = [1_000, 5_000, 10_000];
/** Of the rate, %; ms. */
const limits = { off: 0.5, late: 3 };

export async function openLoop({ origin, rounds, openSeconds: seconds }) {
  const measured = rates.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, rate] of rates.entries())
      measured[i].push(await generate('burst', { origin, events, rate, seconds }));
  }
  const rows = rates.map((rate, i) => {
    const achieved = median(measured[i].map((run) => run.rate.achieved));
    const late = median(measured[i].map(({ lateness }) => lateness.p99));
    const dropped = measured[i].reduce((sum, run) => sum + run.dropped, 0);
    const cpu = median(measured[i].map((run) => run.cpu / run.wall)) * 100;
    const ok = Math.abs(achieved / rate - 1) <= limits.off / 100 && late <= limits.late && dropped === 0;
    const figures = [achieved.toFixed(1), late.toFixed(2), dropped, `${cpu.toFixed(0)} %`];
    return { cells: [`${rate.toLocaleString('en')}/s`, ...figures, ok ? 'ok' : 'TOO SLOW'], ok };
  });
  return {
    title: `Open loop: ${seconds} s, median of ${rounds} rounds; the rate must be kept within ${limits.off} %, and p99 of the lateness be ≤ ${limits.late} ms`,
    text: table(
      ['rate', 'achieved/s', 'lateness p99 ms', 'dropped', 'of a core', ''],
      rows.map(({ cells }) => cells),
    ),
    ok: rows.every(({ ok }) => ok),
  };
}
