// Whether memory stays flat at full rate, in a heap of 128 MiB: the resident size in the second minute, and in the last.
import { median, table } from '../../measure.js';
import { events } from '../events.js';
import { measure } from '../generate.js';

/** The last minute beside the second. */
const most = 1.05;

export async function memory({ origin, minutes }) {
  const execArgv = ['--max-old-space-size=128'];
  const job = { origin, events, connections: 50 };
  const [{ deliveries, rss }] = await measure([{ name: 'burst', job, execArgv }], minutes * 60);
  const second = median(rss.slice(60, 120));
  const last = median(rss.slice(-60));
  const ok = last <= second * most;
  return {
    title: `Memory: ${minutes} minutes at full rate, with --max-old-space-size=128`,
    text: table(
      ['deliveries', 'MiB, second minute', 'last minute', 'ratio', 'must be ≤', ''],
      [
        [
          deliveries.toLocaleString('en'),
          second.toFixed(0),
          last.toFixed(0),
          (last / second).toFixed(3),
          most,
          ok ? 'ok' : 'GROWS',
        ],
      ],
    ),
    ok,
  };
}
