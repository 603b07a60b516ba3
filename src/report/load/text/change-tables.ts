import type { FigureChange } from '../../../load/compare/compare.ts';
import { printable } from '../../text/escape.ts';
import { section } from '../../text/layout.ts';
import type { Paint } from '../../text/paint.ts';
import { changeWords, figureWords } from './change-words.ts';

/** A table for all deliveries and, where there are several events, one for each; and what they come to. */
export function renderChanges(figures: readonly FigureChange[], open: boolean, paint: Paint): string[] {
  const events = [...new Set(figures.map(({ event }) => event))];
  // One event alone is the whole.
  const shown = events.length > 2 ? events : [null];
  const rows = figures
    .filter((figure) => shown.includes(figure.event) && isTold(figure, open))
    .toSorted((x, y) => placeOf(x) - placeOf(y))
    .map((figure) => ({ figure, cells: cellsOf(figure) }));
  const widths = columns.map((name, i) =>
    Math.max(name.length, ...rows.map(({ cells }) => (cells[i] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ');
  const tables = shown.map((event) => {
    const own = rows.filter(({ figure }) => figure.event === event);
    const title = event === null ? 'All deliveries' : printable(event);
    // Of many events, those that changed would be hard to find.
    if (event !== null && own.every(({ figure }) => figure.verdict === 'same')) {
      return section(title, [paint.faint('  all the same')], paint);
    }
    const lines = own.map(({ figure, cells }) => `  ${line(cells)}${verdictWord(figure, paint)}`);
    return section(title, [paint.faint(`  ${line(columns)}`), ...lines], paint);
  });
  const told = rows.map(({ figure }) => figure);
  return [...tables, totals(told, paint)];
}

const columns = ['', 'A', 'B', 'change'] as const;

const outcomes = ['rejected', 'violation', 'timeout', 'transport', 'aborted'];
const order = ['rate', 'started', 'dropped', 'errors', ...outcomes];
/** Of each event, where the whole has all. */
const ofEvents = ['errors', 'p50', 'p95', 'p99', 'service.p50', 'service.p95', 'service.p99'];

/** What was counted, then latency from due, then from sent. */
function placeOf({ metric, unit }: FigureChange): number {
  if (unit === 'ms') return order.length + (metric.startsWith('service.') ? 1 : 0);
  return order.indexOf(metric);
}

/** Whether a figure is worth a line. */
function isTold({ metric, event, unit, a, b }: FigureChange, open: boolean): boolean {
  if (a === null && b === null) return false;
  // What is accepted is no error, and what was planned was started or dropped.
  if (metric === 'accepted' || metric === 'planned') return false;
  if (outcomes.includes(metric)) return (a ?? 0) > 0 || (b ?? 0) > 0;
  // In a closed loop a delivery is due when it is sent, and none is dropped.
  if (!open && (metric === 'dropped' || (unit === 'ms' && !metric.startsWith('service.')))) return false;
  return event === null || ofEvents.includes(metric);
}

function cellsOf({ metric, a, b, unit, change, relative }: FigureChange): readonly string[] {
  const words =
    change === null || relative === null
      ? '–'
      : unit === 'share'
        ? changeWords(change, unit)
        : changeWords(relative, 'relative');
  return [metric, figureWords(a, unit), figureWords(b, unit), words];
}

function verdictWord({ verdict }: FigureChange, paint: Paint): string {
  if (verdict === null) return '';
  const colors = { better: paint.good, worse: paint.bad, same: paint.faint };
  return `  ${colors[verdict](verdict)}`;
}

function totals(rows: readonly FigureChange[], paint: Paint): string {
  const count = (is: (row: FigureChange) => boolean): number => rows.filter(is).length;
  const better = count(({ verdict }) => verdict === 'better');
  const worse = count(({ verdict }) => verdict === 'worse');
  const same = count(({ verdict }) => verdict === 'same');
  const unknown = count(({ change }) => change === null);
  return `${[
    ...(better === 0 ? [] : [paint.good(`${better} better`)]),
    ...(worse === 0 ? [] : [paint.bad(`${worse} worse`)]),
    ...(unknown === 0 ? [] : [paint.warn(`${unknown} measured in one of them only`)]),
    ...(same === 0 ? [] : [`${same} the same, or as near as two runs of the same usually are`]),
  ].join(', ')}.\n`;
}
