import type { ComparableRun, RunComparison } from '../../load/compare/compare.ts';
import type { ChangeResult } from '../../load/compare/fail-on.ts';
import { version } from '../../version.ts';
import { columnsOf } from '../text/columns.ts';
import { jsonText, printable } from '../text/escape.ts';
import { section } from '../text/layout.ts';
import { count } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { renderChanges } from './text/change-tables.ts';
import { changeWords, figureWords, settingWords } from './text/change-words.ts';

export interface ComparedRun {
  readonly file: string;
  readonly run: ComparableRun;
}

/** Two reports, what changed between them, and what became of the limits that were set. */
export interface ComparedRuns {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly comparison: RunComparison;
  readonly limits: readonly ChangeResult[];
}

/** One JSON object. A change from nothing to something is no number: `relative` is null there, and so is `actual`. */
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

/** Tables for people: what was asked differently, every figure that says something, findings, limits. */
export function renderComparison(compared: ComparedRuns, paint: Paint): string {
  const { a, b, comparison, limits } = compared;
  const open = [a, b].some(({ run }) => run.settings.loop === 'open');
  return [
    runsSection([a, b], paint),
    settingsSection(comparison, paint),
    ...renderChanges(comparison.figures, open, paint),
    findingsSection(comparison, paint),
    limitsSection(limits, paint),
  ]
    .filter((text) => text !== '')
    .join('\n');
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
  return section('Not asked the same: what differs below may come of it', lines, paint);
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
    const came = actual === null ? 'nothing to compare' : changeWords(actual, unit);
    const figures = `${figureWords(a, figureUnit)} → ${figureWords(b, figureUnit)}`;
    const where = event === null ? '' : `, ${printable(event)}`;
    return `  ${word}  ${printable(expr).padEnd(width)}  ${came}: ${figures}${where}`;
  });
  return section('Limits', lines, paint);
}
