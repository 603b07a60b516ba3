import { type LocalizedText, say } from '../../../language.ts';
import type { BurstResult, EventFigures, Latency } from '../../../load/result.ts';
import { columnsOf, padColumns, padColumnsStart, wrapped } from '../../text/columns.ts';
import { printable } from '../../text/escape.ts';
import { section } from '../../text/layout.ts';
import { count, counted, latencyNumber, latencyWords } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { countsWords } from './outcomes.ts';
import { fromDue, fromSent, latencyColumns, serviceTime } from './words.ts';

/** Events whose own latencies are shown. */
const mostEvents = 8;

const closedLoop: LocalizedText = {
  zh: '这是服务时间，从发出时间算起：不给速率时，接收端一慢，发送速率也随之下降，因此不含真实调用方的等待时间。给出 --rate 后，延迟从计划时间算起。',
  en: 'These are service times, from when each was sent: with no rate a slow receiver slows the load, and so they leave out the waiting that real callers would do. With --rate, latency counts from when each was due.',
};

/** Latency from due and from sent: of all events together, and by event if there are several. */
export function renderLatency(result: BurstResult, width: number, paint: Paint): string {
  const open = result.settings.loop === 'open';
  const heading = open ? say({ zh: '延迟', en: 'Latency' }) : say(serviceTime);
  if (result.latency.max === null && result.service.max === null) {
    return section(
      heading,
      [say({ zh: '  没有发出任何投递，因此没有数据', en: '  nothing was sent, so there is none' })],
      paint,
    );
  }
  const events = Object.entries(result.byEvent).sort(([, a], [, b]) => b.started - a.started);
  const shown = events.length > 1 ? events.slice(0, mostEvents) : [];
  const rest = shown.length === 0 ? 0 : events.length - shown.length;
  const more = say({
    zh: `另有 ${count(rest)} 个事件：见 json 和 html 报告`,
    en: `and ${counted(rest, 'more event')}: the json and html reports have them`,
  });
  const table = tableOf([result, ...shown.map(([, figures]) => figures)], heading, open, width);
  const lines = [
    ...table.rows(result),
    ...shown.flatMap(([name, figures]) => [
      ...eventLines(name, figures, width, paint),
      ...table.rows(figures),
    ]),
    ...(rest > 0 ? [paint.faint(`  ${more}`)] : []),
    ...(open ? [] : wrapped(say(closedLoop), width - 2).map((line) => `  ${paint.warn(line)}`)),
  ];
  return section(heading, lines, paint, paint.faint(table.header));
}

function eventLines(name: string, figures: EventFigures, width: number, paint: Paint): readonly string[] {
  const n = count(figures.started);
  const started = paint.faint(say({ zh: `已发出 ${n}：`, en: `${n} started:` }));
  const space = say({ zh: '', en: ' ' });
  const text = `${paint.accent(printable(name))}  ${started}${space}${countsWords(figures, paint)}`;
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
  readonly unit: LocalizedText | null;
}

const inMs: LocalizedText = { zh: '（ms）', en: ', ms' };

/** From wide to narrow. */
const formats: readonly [TableFormat, TableFormat, TableFormat] = [
  { words: latencyWords, gap: 2, unit: null },
  { words: latencyNumber, gap: 2, unit: inMs },
  { words: latencyNumber, gap: 1, unit: inMs },
];

/** A table in the widest format that fits; in the narrowest one if none does. */
function tableOf(all: readonly Latencies[], heading: string, open: boolean, width: number): LatencyTable {
  const tables = formats.map((format) => formatTable(all, heading, open, format));
  return (
    tables.find(({ header }) => columnsOf(heading) + columnsOf(header) <= width) ??
    formatTable(all, heading, open, formats[2])
  );
}

function formatTable(
  all: readonly Latencies[],
  heading: string,
  open: boolean,
  { words, gap, unit }: TableFormat,
): LatencyTable {
  const beside = unit === null ? '' : say(unit);
  const named = ({ latency, service }: Latencies): readonly (readonly [string, Latency])[] => [
    ...(open ? [[`  ${say(fromDue)}`, latency] as const] : []),
    [`  ${say(fromSent)}`, service],
  ];
  const values = all.flatMap(named).map(([, latency]) => latency);
  const widths = latencyColumns.map(([name, key]) =>
    Math.max(name.length, ...values.map((latency) => columnsOf(words(latency[key])))),
  );
  const cells = (texts: readonly string[]): string =>
    texts.map((text, i) => ' '.repeat(gap) + padColumnsStart(text, widths[i] ?? 0)).join('');
  const first = Math.max(columnsOf(heading + beside), columnsOf(`  ${say(fromSent)}`));
  return {
    header: padColumns(beside, first - columnsOf(heading)) + cells(latencyColumns.map(([name]) => name)),
    rows: (latencies) =>
      named(latencies).map(
        ([name, latency]) =>
          padColumns(name, first) + cells(latencyColumns.map(([, key]) => words(latency[key]))),
      ),
  };
}
