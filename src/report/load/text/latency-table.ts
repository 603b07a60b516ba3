import type { BurstResult, EventFigures, Latency } from '../../../load/result.ts';
import { printable } from '../../text/escape.ts';
import { section, wrapped } from '../../text/layout.ts';
import { count } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { latencyFigure, latencyWords } from './figures.ts';
import { countsWords } from './outcome-counts.ts';
import { latencyColumns } from './words.ts';

/** Events whose own latencies are shown. */
const mostEvents = 8;

const closedLoop =
  'These are service times, from when each was sent: with no rate a slow receiver slows the load, and so they leave out the waiting that real callers would do. With --rate, latency counts from when each was due.';

/** Latency from due and from sent, of the whole, and by event where there are several. */
export function renderLatency(result: BurstResult, width: number, paint: Paint): string {
  const open = result.settings.loop === 'open';
  const heading = open ? 'Latency' : 'Service time';
  if (result.latency.max === null && result.service.max === null) {
    return section(heading, ['  nothing was sent, so there is none'], paint);
  }
  const events = Object.entries(result.byEvent).sort(([, a], [, b]) => b.started - a.started);
  const shown = events.length > 1 ? events.slice(0, mostEvents) : [];
  const rest = shown.length === 0 ? 0 : events.length - shown.length;
  const form = formOf([result, ...shown.map(([, figures]) => figures)], heading, open, width);
  const lines = [
    ...form.rows(result),
    ...shown.flatMap(([name, figures]) => [
      ...eventLines(name, figures, width, paint),
      ...form.rows(figures),
    ]),
    ...(rest > 0
      ? [paint.faint(`  and ${count(rest)} more events: the json and html reports have them`)]
      : []),
    ...(open ? [] : wrapped(closedLoop, width - 2).map((line) => `  ${paint.warn(line)}`)),
  ];
  return section(heading, lines, paint, paint.faint(form.header));
}

function eventLines(name: string, figures: EventFigures, width: number, paint: Paint): readonly string[] {
  const started = paint.faint(`${count(figures.started)} started:`);
  const text = `${paint.accent(printable(name))}  ${started} ${countsWords(figures, paint)}`;
  return wrapped(text, width - 4).map((line, i) => `${i === 0 ? '  ' : '    '}${line}`);
}

interface Figures {
  readonly latency: Latency;
  readonly service: Latency;
}

interface Form {
  /** What follows the heading. */
  readonly header: string;
  rows(figures: Figures): readonly string[];
}

/** The first form that fits: with units; in ms; in ms and close together. */
function formOf(all: readonly Figures[], heading: string, open: boolean, width: number): Form {
  const close = { words: latencyFigure, gap: 1, unit: ', ms' };
  const forms = [
    { words: latencyWords, gap: 2, unit: '' },
    { ...close, gap: 2 },
  ];
  const made = (form: typeof close): Form => makeForm(all, heading, open, form);
  const fits = ({ header }: Form): boolean => heading.length + header.length <= width;
  return forms.map(made).find(fits) ?? made(close);
}

function makeForm(
  all: readonly Figures[],
  heading: string,
  open: boolean,
  form: { words(ms: number | null): string; readonly gap: number; readonly unit: string },
): Form {
  const named = ({ latency, service }: Figures): readonly (readonly [string, Latency])[] => [
    ...(open ? [['  from due', latency] as const] : []),
    ['  from sent', service],
  ];
  const values = all.flatMap(named).map(([, latency]) => latency);
  const widths = latencyColumns.map(([name, key]) =>
    Math.max(name.length, ...values.map((latency) => form.words(latency[key]).length)),
  );
  const cells = (texts: readonly string[]): string =>
    texts.map((text, i) => ' '.repeat(form.gap) + text.padStart(widths[i] ?? 0)).join('');
  const first = Math.max((heading + form.unit).length, '  from sent'.length);
  return {
    header: form.unit.padEnd(first - heading.length) + cells(latencyColumns.map(([name]) => name)),
    rows: (figures) =>
      named(figures).map(
        ([name, latency]) =>
          name.padEnd(first) + cells(latencyColumns.map(([, key]) => form.words(latency[key]))),
      ),
  };
}
