import type { BurstResult, BurstSettings } from '../../../load/result.ts';
import { wrapped } from '../../text/columns.ts';
import { printable } from '../../text/escape.ts';
import { row } from '../../text/layout.ts';
import { counted, decimal, duration } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { weighted } from './words.ts';

/** What the run was asked to do, and where deliveries went. */
export function renderSettings({ settings, seed, now }: BurstResult, width: number, paint: Paint): string {
  const { events, weights, payloads, targets, shape, contract, timeout, contacts, duplicates } = settings;
  const addresses = [...new Set(Object.values(targets))];
  const [only] = addresses;
  const to =
    addresses.length === 1 && only !== undefined
      ? printable(only)
      : counted(addresses.length, 'address', 'addresses');
  const [event] = events;
  const what =
    events.length === 1 && event !== undefined ? printable(event) : counted(events.length, 'event');
  const each = Object.entries(targets).map(
    ([name, target]) => `${printable(target)} ${paint.faint(printable(name))}`,
  );
  const repeats =
    duplicates > 0 ? `, ${decimal(duplicates * 100, 4)}% of the deliveries repeat an earlier one` : '';
  const lines = [
    ...wrapped(`Burst of ${what} to ${to}: ${printable(shape)}`, width).map((line) => paint.strong(line)),
    ...(events.length > 1
      ? row('events', events.map((name) => printable(weighted(name, weights))).join(', '), width, paint)
      : []),
    ...(payloads.length > 0 ? row('payloads', printable(payloads.join(' ')), width, paint) : []),
    ...(addresses.length > 1 ? each.flatMap((text, i) => row(i === 0 ? 'to' : '', text, width, paint)) : []),
    ...row('loop', loopWords(settings), width, paint),
    ...row(
      'contract',
      `${printable(contract)}, answers due within ${timeout % 1000 === 0 ? `${timeout / 1000} s` : duration(timeout)}`,
      width,
      paint,
    ),
    ...row('people', `${counted(contacts, 'contact')}${repeats}`, width, paint),
    ...row('seed', `${printable(seed)}${paint.faint(`, clock ${printable(now)}`)}`, width, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function loopWords({ loop, connections, workers }: BurstSettings): string {
  const by = workers > 1 ? `, ${counted(workers, 'worker')}` : '';
  return loop === 'open'
    ? `open: each delivery starts when it is due, over at most ${counted(connections, 'connection')}${by}`
    : `closed: ${counted(connections, 'connection')}, each sends when it has its answer${by}`;
}
