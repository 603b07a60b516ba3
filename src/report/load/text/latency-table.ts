import type { BurstResult, EventFigures, Latency } from '../../../load/result.ts';
import { wrapped } from '../../text/columns.ts';
import { printable } from '../../text/escape.ts';
import { section } from '../../text/layout.ts';
import { count, counted, latencyNumber, latencyWords } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { countsWords } from './outcomes.ts';
import { latencyColumns } from './words.ts';

/** Events whose own latencies are shown. */
const mostEvents = 8;

const closedLoop =
  'These are service times, from when each was sent: with no rate a slow receiver slows the load, and so they leave out the waiting that real callers would do. With --rate, latency counts from when each was due.';

/** Latency from due and from sent: of all events together, and by event if there are several. */
export function renderLatency(result: BurstResult, width: number, paint: Paint): string {
  const open = result.settings.loop === 'open';
  const heading = open ? 'Latency' : 'Service time';
  if (result.latency.max === null && result.service.max === null) {
    return section(heading, ['  nothing was sent, so there is none'], paint);
  }
  const events = Object.entries(result.byEvent).sort(([, a], [, b]) => b.started - a.started);
  const shown = events.length > 1 ? events.slice(0, mostEvents) : [];
  const rest = shown.length === 0 ? 0 : events.length - shown.length;
  const table = tableOf([result, ...shown.map(([, figures]) => figures)], heading, open, width);
  const lines = [
    ...table.rows(result),
    ...shown.flatMap(([name, figures]) => [
      ...eventLines(name, figures, width, paint),
      ...table.rows(figures),
    ]),
    ...(rest > 0
      ? [paint.faint(`  and ${counted(rest, 'more event')}: the json and html reports have them`)]
      : []),
    ...(open ? [] : wrapped(closedLoop, width - 2).map((line) => `  ${paint.warn(line)}`)),
  ];
  return section(heading, lines, paint, paint.faint(table.header));
}

function eventLines(name: string, figures: EventFigures, width: number, paint: Paint): readonly string[] {
  const started = paint.faint(`${count(figures.started)} started:`);
  const text = `${paint.accent(printable(name))}  ${started} ${countsWords(figures, paint)}`;
  return wrapped(text, width - 4).map((line, i) => `${i === 0 ? '  ' : '    '}${line}`);
}

interface Latencies {
  readonly latency: Latency;
  readonly service: Latency;
}

interface LatencyTable {
  /** Follows the heading. */
  readonly header: string;
  rows(latencies: Latencies): readonly string[];
}

interface TableFormat {
  words(ms: number | null): string;
  /** Columns between two cells. */
  readonly gap: number;
  /** Of all cells, for the header. */
  readonly unit: string;
}

/** From wide to narrow. */
const formats: readonly [TableFormat, TableFormat, TableFormat] = [
  { words: latencyWords, gap: 2, unit: '' },
  { words: latencyNumber, gap: 2, unit: ', ms' },
  { words: latencyNumber, gap: 1, unit: ', ms' },
];

/** A table in the widest format that fits; in the narrowest one if none does. */
function tableOf(all: readonly Latencies[], heading: string, open: boolean, width: number): LatencyTable {
  const tables = formats.map((format) => formatTable(all, heading, open, format));
  return (
    tables.find(({ header }) => heading.length + header.length <= width) ??
    formatTable(all, heading, open, formats[2])
  );
}

function formatTable(
  all: readonly Latencies[],
  heading: string,
  open: boolean,
  { words, gap, unit }: TableFormat,
): LatencyTable {
  const named = ({ latency, service }: Latencies): readonly (readonly [string, Latency])[] => [
    ...(open ? [['  from due', latency] as const] : []),
    ['  from sent', service],
  ];
  const values = all.flatMap(named).map(([, latency]) => latency);
  const widths = latencyColumns.map(([name, key]) =>
    Math.max(name.length, ...values.map((latency) => words(latency[key]).length)),
  );
  const cells = (texts: readonly string[]): string =>
    texts.map((text, i) => ' '.repeat(gap) + text.padStart(widths[i] ?? 0)).join('');
  const first = Math.max((heading + unit).length, '  from sent'.length);
  return {
    header: unit.padEnd(first - heading.length) + cells(latencyColumns.map(([name]) => name)),
    rows: (latencies) =>
      named(latencies).map(
        ([name, latency]) => name.padEnd(first) + cells(latencyColumns.map(([, key]) => words(latency[key]))),
      ),
  };
}
