import type { ComparableRun, FigureChange, RunComparison } from '../../load/compare/compare.ts';
import type { SettingValue } from '../../load/compare/compare-settings.ts';
import type { ChangeLimit, ChangeResult } from '../../load/compare/fail-on.ts';
import { version } from '../../version.ts';
import { columnsOf } from '../text/columns.ts';
import { jsonText, printable } from '../text/escape.ts';
import { page, section } from '../text/layout.ts';
import { count, decimal, latencyWords, perSecond } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';

export interface ComparedRun {
  readonly file: string;
  readonly run: ComparableRun;
}

/** Two reports, what changed from a to b, and whether the changes are within the limits that were set. */
export interface ComparedRuns {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly comparison: RunComparison;
  readonly limits: readonly ChangeResult[];
}

/** One JSON object. JSON has no Infinity: for a change from 0, `relative` and `actual` are null. */
export function comparisonJson({ a, b, comparison, limits }: ComparedRuns): string {
  const side = ({ file, run }: ComparedRun) => {
    const { startedAt, settings, stopped } = run;
    return { file, version: run.version, startedAt, settings, stopped };
  };
  const ok = limits.every((limit) => limit.ok);
  const document = {
    tool: 'webhook-sim',
    version,
    a: side(a),
    b: side(b),
    ok,
    failOn: limits,
    ...comparison,
  };
  return `${jsonText(document)}\n`;
}

/** Tables for people: settings that differ, figures, findings, limits. */
export function renderComparison({ a, b, comparison, limits }: ComparedRuns, paint: Paint): string {
  const open = [a, b].some(({ run }) => run.settings.loop === 'open');
  return page([
    runsSection([a, b], paint),
    settingsSection(comparison, paint),
    ...figureSections(comparison.figures, open, paint),
    findingsSection(comparison, paint),
    limitsSection(limits, paint),
  ]);
}

function runsSection(runs: readonly ComparedRun[], paint: Paint): string {
  const width = Math.max(...runs.map(({ file }) => columnsOf(printable(file))));
  const lines = runs.map(({ file, run }, i) => {
    const { settings, startedAt, started } = run;
    const name = printable(file);
    const gap = ' '.repeat(width - columnsOf(name));
    const facts = `${settings.shape}, ${count(started)} started, ${startedAt}`;
    return `  ${i === 0 ? 'A' : 'B'}  ${paint.accent(name)}${gap}  ${printable(facts)}`;
  });
  return section('Compared', lines, paint);
}

function settingsSection({ settings }: RunComparison, paint: Paint): string {
  const width = Math.max(0, ...settings.map(({ name }) => name.length));
  const lines = settings.flatMap(({ name, a, b }) => [
    `  ${paint.warn(name.padEnd(width))}  A  ${printable(settingWords(a))}`,
    `  ${' '.repeat(width)}  B  ${printable(settingWords(b))}`,
  ]);
  return section('Settings that differ, and may explain the rest', lines, paint);
}

function settingWords(value: SettingValue): string {
  if (value === null) return '–';
  if (typeof value === 'number') return count(value);
  return typeof value === 'string' ? value : value.join(', ') || '–';
}

/** A table for all deliveries and, if there are several events, one for each; then the totals. */
function figureSections(figures: readonly FigureChange[], open: boolean, paint: Paint): string[] {
  const events = [...new Set(figures.map(({ event }) => event))];
  // The figures of a single event are those of all deliveries.
  const shown = events.length > 2 ? events : [null];
  const rows = figures
    .filter((figure) => shown.includes(figure.event) && isRelevant(figure, open))
    .toSorted((x, y) => orderOf(x) - orderOf(y))
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
    // Shortened, so that among many events those that changed stand out.
    if (event !== null && own.every(({ figure }) => figure.verdict === 'same')) {
      return section(title, [paint.faint('  all the same')], paint);
    }
    const lines = own.map(({ figure, cells }) => `  ${line(cells)}${verdictWord(figure, paint)}`);
    return section(title, [paint.faint(`  ${line(columns)}`), ...lines], paint);
  });
  const changes = rows.map(({ figure }) => figure);
  return [...tables, totals(changes, paint)];
}

const columns = ['', 'A', 'B', 'change'] as const;

const failures = ['rejected', 'violation', 'timeout', 'transport', 'aborted'];
const counts = ['rate', 'started', 'dropped', 'errors', ...failures];
/** Metrics that are shown for each event; the table of all deliveries has more. */
const eventMetrics = ['errors', 'p50', 'p95', 'p99', 'service.p50', 'service.p95', 'service.p99'];

/** Counts, then latencies from due, then latencies from sent. */
function orderOf({ metric, unit }: FigureChange): number {
  if (unit === 'ms') return counts.length + (metric.startsWith('service.') ? 1 : 0);
  return counts.indexOf(metric);
}

function isRelevant({ metric, event, unit, a, b }: FigureChange, open: boolean): boolean {
  if (a === null && b === null) return false;
  // They follow from the errors, and from what was started or dropped.
  if (metric === 'accepted' || metric === 'planned') return false;
  if (failures.includes(metric)) return (a ?? 0) > 0 || (b ?? 0) > 0;
  // In a closed loop a delivery is due when it is sent, and none is dropped.
  if (!open && (metric === 'dropped' || (unit === 'ms' && !metric.startsWith('service.')))) return false;
  return event === null || eventMetrics.includes(metric);
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

function totals(changes: readonly FigureChange[], paint: Paint): string {
  const countOf = (is: (change: FigureChange) => boolean): number => changes.filter(is).length;
  const better = countOf(({ verdict }) => verdict === 'better');
  const worse = countOf(({ verdict }) => verdict === 'worse');
  const same = countOf(({ verdict }) => verdict === 'same');
  const unknown = countOf(({ change }) => change === null);
  return `${[
    ...(better === 0 ? [] : [paint.good(`${better} better`)]),
    ...(worse === 0 ? [] : [paint.bad(`${worse} worse`)]),
    ...(unknown === 0 ? [] : [paint.warn(`${unknown} measured in one of them only`)]),
    ...(same === 0 ? [] : [`${same} the same, or within what identical runs usually differ by`]),
  ].join(', ')}.\n`;
}

function findingsSection({ findings }: RunComparison, paint: Paint): string {
  const colors = { new: paint.bad, more: paint.bad, same: paint.faint, fewer: paint.good, gone: paint.good };
  const rows = findings.map(({ code, severity, a, b, shareA, shareB, ...finding }) => ({
    ...finding,
    name: printable(severity === 'error' ? code : `${code} (warning)`),
    numbers: `${count(a)} → ${count(b)} (${figureWords(shareA, 'share')} → ${figureWords(shareB, 'share')})`,
  }));
  const nameWidth = Math.max(0, ...rows.map(({ name }) => name.length));
  const numbersWidth = Math.max(0, ...rows.map(({ numbers }) => numbers.length));
  const lines = rows.map(
    ({ verdict, name, numbers, event }) =>
      `  ${verdict === null ? '–    ' : colors[verdict](verdict.padEnd(5))}  ${name.padEnd(nameWidth)}  ${numbers.padEnd(numbersWidth)}  ${paint.faint(printable(event))}`,
  );
  return section('Findings', lines, paint);
}

function limitsSection(limits: readonly ChangeResult[], paint: Paint): string {
  const width = Math.max(0, ...limits.map(({ expr }) => printable(expr).length));
  const lines = limits.map(({ expr, event, ok, actual, a, b, unit, figureUnit }) => {
    const word = ok ? paint.good('✓ kept   ') : paint.bad(actual === null ? '✗ unknown' : '✗ crossed');
    const change = actual === null ? 'nothing to compare' : changeWords(actual, unit);
    const figures = `${figureWords(a, figureUnit)} → ${figureWords(b, figureUnit)}`;
    const where = event === null ? '' : `, ${printable(event)}`;
    return `  ${word}  ${printable(expr).padEnd(width)}  ${change}: ${figures}${where}`;
  });
  return section('Limits', lines, paint);
}

/** A figure in its unit: `12.3 ms`, `1.73%`, `199.3/s`, `10,960`. */
function figureWords(value: number | null, unit: FigureChange['unit']): string {
  if (value === null) return '–';
  switch (unit) {
    case 'ms':
      return latencyWords(value);
    case 'share':
      return `${points(value)}%`;
    case 'rate':
      return perSecond(value);
    case 'count':
      return count(value);
  }
}

/** A change in its unit, with its sign: `+12.3 ms`, `-0.37 pp`, `+35.2%`. */
function changeWords(change: number, unit: ChangeLimit['unit']): string {
  if (change === Number.POSITIVE_INFINITY) return 'from none';
  const sign = change < 0 ? '-' : change > 0 ? '+' : '';
  const amount = Math.abs(change);
  if (unit === 'relative') return `${sign}${decimal(amount * 100, 1)}%`;
  return sign + (unit === 'share' ? `${points(amount)} pp` : figureWords(amount, unit));
}

/** A share in percent, with enough digits to tell two runs apart. */
function points(share: number): string {
  if (share === 0) return '0';
  return share < 0.001 ? decimal(share * 100, 4) : (share * 100).toFixed(2);
}
