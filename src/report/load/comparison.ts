import { type LocalizedText, say } from '../../language.ts';
import type { ComparableRun, FigureChange, RunComparison } from '../../load/compare/compare.ts';
import type { SettingChange, SettingValue } from '../../load/compare/compare-settings.ts';
import type { ChangeLimit, ChangeResult } from '../../load/compare/fail-on.ts';
import { shapeWords } from '../../load/schedule/shape-text.ts';
import { severityWords } from '../../verdict/outcome-words.ts';
import { version } from '../../version.ts';
import { columnsOf, padColumns, padColumnsStart } from '../text/columns.ts';
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
    const shape = shapeWords(settings.shape);
    const facts = say({
      zh: `${shape}；已发出 ${count(started)}；${startedAt}`,
      en: `${shape}, ${count(started)} started, ${startedAt}`,
    });
    return `  ${i === 0 ? 'A' : 'B'}  ${paint.accent(name)}${gap}  ${printable(facts)}`;
  });
  return section(say({ zh: '对比', en: 'Compared' }), lines, paint);
}

/** The settings as people read them. */
const settingNames: Readonly<Record<SettingChange['name'], LocalizedText>> = {
  stopped: { zh: '提前结束', en: 'stopped' },
  loop: { zh: '模式', en: 'loop' },
  shape: { zh: '负载', en: 'shape' },
  events: { zh: '事件', en: 'events' },
  payloads: { zh: '消息体', en: 'payloads' },
  targets: { zh: '发往', en: 'targets' },
  contract: { zh: '契约', en: 'contract' },
  timeout: { zh: '时限（ms）', en: 'timeout' },
  connections: { zh: '连接数', en: 'connections' },
  workers: { zh: '工作线程', en: 'workers' },
  warmup: { zh: '预热（ms）', en: 'warmup' },
  duplicates: { zh: '重复比例', en: 'duplicates' },
  contacts: { zh: '联系人', en: 'contacts' },
  version: { zh: '版本', en: 'version' },
};

const loopNames: Readonly<Record<string, LocalizedText>> = {
  open: { zh: '开环', en: 'open' },
  closed: { zh: '闭环', en: 'closed' },
};

function settingsSection({ settings }: RunComparison, paint: Paint): string {
  const rows = settings.map(({ name, a, b }) => ({
    name: say(settingNames[name]),
    values: [a, b].map((value) => printable(settingWords(name, value))),
  }));
  const width = Math.max(0, ...rows.map(({ name }) => columnsOf(name)));
  const lines = rows.flatMap(({ name, values: [a, b] }) => [
    `  ${paint.warn(padColumns(name, width))}  A  ${a}`,
    `  ${' '.repeat(width)}  B  ${b}`,
  ]);
  const heading = {
    zh: '不同的设置，可能是差异的原因',
    en: 'Settings that differ, and may explain the rest',
  };
  return section(say(heading), lines, paint);
}

function settingWords(name: SettingChange['name'], value: SettingValue): string {
  if (value === null) return '–';
  if (typeof value === 'number') return count(value);
  if (typeof value === 'object') return value.join(', ') || '–';
  if (name === 'shape') return shapeWords(value);
  const loop = name === 'loop' ? loopNames[value] : undefined;
  return loop === undefined ? value : say(loop);
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
  const columns = ['', 'A', 'B', say({ zh: '变化', en: 'change' })];
  const widths = columns.map((name, i) =>
    Math.max(columnsOf(name), ...rows.map(({ cells }) => columnsOf(cells[i] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? padColumns : padColumnsStart)(cell, widths[i] ?? 0)).join('  ');
  const tables = shown.map((event) => {
    const own = rows.filter(({ figure }) => figure.event === event);
    const title = event === null ? say({ zh: '全部投递', en: 'All deliveries' }) : printable(event);
    // Shortened, so that among many events those that changed stand out.
    if (event !== null && own.every(({ figure }) => figure.verdict === 'same')) {
      return section(title, [paint.faint(`  ${say({ zh: '全部持平', en: 'all the same' })}`)], paint);
    }
    const lines = own.map(({ figure, cells }) => `  ${line(cells)}${verdictWord(figure, paint)}`);
    return section(title, [paint.faint(`  ${line(columns)}`), ...lines], paint);
  });
  const changes = rows.map(({ figure }) => figure);
  return [...tables, totals(changes, paint)];
}

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

const figureVerdicts: Readonly<Record<NonNullable<FigureChange['verdict']>, LocalizedText>> = {
  better: { zh: '变好', en: 'better' },
  worse: { zh: '变差', en: 'worse' },
  same: { zh: '持平', en: 'same' },
};

function verdictWord({ verdict }: FigureChange, paint: Paint): string {
  if (verdict === null) return '';
  const colors = { better: paint.good, worse: paint.bad, same: paint.faint };
  return `  ${colors[verdict](say(figureVerdicts[verdict]))}`;
}

function totals(changes: readonly FigureChange[], paint: Paint): string {
  const countOf = (is: (change: FigureChange) => boolean): number => changes.filter(is).length;
  const better = countOf(({ verdict }) => verdict === 'better');
  const worse = countOf(({ verdict }) => verdict === 'worse');
  const same = countOf(({ verdict }) => verdict === 'same');
  const unknown = countOf(({ change }) => change === null);
  const words = {
    better: { zh: `${better} 项变好`, en: `${better} better` },
    worse: { zh: `${worse} 项变差`, en: `${worse} worse` },
    unknown: { zh: `${unknown} 项只有一边有数据`, en: `${unknown} measured in one of them only` },
    same: {
      zh: `${same} 项持平（差异不超过相同运行之间的正常波动）`,
      en: `${same} the same, or within what identical runs usually differ by`,
    },
  };
  const shown = [
    ...(better === 0 ? [] : [paint.good(say(words.better))]),
    ...(worse === 0 ? [] : [paint.bad(say(words.worse))]),
    ...(unknown === 0 ? [] : [paint.warn(say(words.unknown))]),
    ...(same === 0 ? [] : [say(words.same)]),
  ];
  return say({ zh: `${shown.join('，')}。\n`, en: `${shown.join(', ')}.\n` });
}

type FindingVerdict = NonNullable<RunComparison['findings'][number]['verdict']>;

const findingVerdicts: Readonly<Record<FindingVerdict, LocalizedText>> = {
  new: { zh: '新增', en: 'new' },
  more: { zh: '增多', en: 'more' },
  same: { zh: '持平', en: 'same' },
  fewer: { zh: '减少', en: 'fewer' },
  gone: { zh: '消失', en: 'gone' },
};

function findingsSection({ findings }: RunComparison, paint: Paint): string {
  const colors = { new: paint.bad, more: paint.bad, same: paint.faint, fewer: paint.good, gone: paint.good };
  const { warning } = severityWords;
  const rows = findings.map(({ code, severity, a, b, shareA, shareB, ...finding }) => ({
    ...finding,
    name: printable(
      severity === 'error' ? code : say({ zh: `${code}（${warning.zh}）`, en: `${code} (${warning.en})` }),
    ),
    numbers: `${count(a)} → ${count(b)} (${figureWords(shareA, 'share')} → ${figureWords(shareB, 'share')})`,
  }));
  const nameWidth = Math.max(0, ...rows.map(({ name }) => columnsOf(name)));
  const numbersWidth = Math.max(0, ...rows.map(({ numbers }) => columnsOf(numbers)));
  const lines = rows.map(({ verdict, name, numbers, event }) => {
    const word = verdict === null ? '–' : say(findingVerdicts[verdict]);
    const cell = padColumns(word, 5);
    return `  ${verdict === null ? cell : colors[verdict](cell)}  ${padColumns(name, nameWidth)}  ${padColumns(numbers, numbersWidth)}  ${paint.faint(printable(event))}`;
  });
  return section(say({ zh: '问题', en: 'Findings' }), lines, paint);
}

function limitsSection(limits: readonly ChangeResult[], paint: Paint): string {
  const width = Math.max(0, ...limits.map(({ expr }) => columnsOf(printable(expr))));
  const lines = limits.map(({ expr, event, ok, actual, a, b, unit, figureUnit }) => {
    const known = actual === null ? { zh: '无数据', en: 'unknown' } : { zh: '超限', en: 'crossed' };
    const word = padColumns(ok ? `✓ ${say({ zh: '未超限', en: 'kept' })}` : `✗ ${say(known)}`, 9);
    const change =
      actual === null ? say({ zh: '没有可比的数据', en: 'nothing to compare' }) : changeWords(actual, unit);
    const figures = `${figureWords(a, figureUnit)} → ${figureWords(b, figureUnit)}`;
    const where = {
      zh: event === null ? '' : `，${printable(event)}`,
      en: event === null ? '' : `, ${printable(event)}`,
    };
    const facts = say({ zh: `${change}：${figures}${where.zh}`, en: `${change}: ${figures}${where.en}` });
    return `  ${ok ? paint.good(word) : paint.bad(word)}  ${padColumns(printable(expr), width)}  ${facts}`;
  });
  return section(say({ zh: '限制', en: 'Limits' }), lines, paint);
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
  if (change === Number.POSITIVE_INFINITY) return say({ zh: '从无到有', en: 'from none' });
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
