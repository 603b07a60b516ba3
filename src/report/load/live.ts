import { asIs, currentLanguage, type LocalizedText, say } from '../../language.ts';
import type { FindingCount, Latency, SeriesPoint } from '../../load/result.ts';
import type { Snapshot } from '../../load/snapshot.ts';
import { fittingLine, type LineItem, padColumns, padColumnsStart } from '../text/columns.ts';
import { printable } from '../text/escape.ts';
import { clock, count, latencyWords, perSecond } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { failedOf, outcomeCounts, outcomePaint, tallyWords } from './text/outcomes.ts';

const labelWidth = 8;
/** Columns for the value of a sparkline's highest bar. */
const scaleWidth = (): number => (currentLanguage() === 'zh' ? 13 : 12);
/** A wider bar says no more. */
const widestBar = 40;
/** Columns for the text beside the bar, so that the bar keeps its width while the text changes. */
const besideBar = 32;

const plain = (text: string): string => text;

/**
 * A run as eight lines for a terminal: progress, rate, counts, latencies, rate and p99 over time, findings. Always eight
 * lines, and each narrower than the terminal, because they are drawn in place.
 */
export function liveLines(snapshot: Snapshot, width: number, paint: Paint): readonly string[] {
  const { settings, series, latency, service } = snapshot;
  const last = series.at(-1);
  return [
    progressLine(snapshot, width, paint),
    nowLine(snapshot, width, paint),
    countsLine(snapshot, width, paint),
    percentilesLine(lastLabel(last), last ?? { p50: null, p95: null, p99: null }, width, paint),
    percentilesLine(
      { zh: '全程', en: 'overall' },
      settings.loop === 'open' ? latency : service,
      width,
      paint,
    ),
    historyLine(
      { zh: '速率', en: 'rate' },
      series.map(({ started, length }) => (started * 1000) / length),
      'mean',
      perSecond,
      width,
      paint,
    ),
    historyLine(
      asIs('p99'),
      series.map(({ p99 }) => p99),
      'highest',
      latencyWords,
      width,
      paint,
    ),
    findingsLine(snapshot.findings, width, paint),
  ];
}

function progressLine(snapshot: Snapshot, width: number, paint: Paint): string {
  const { share, left, estimated } = progressOf(snapshot);
  const { phase, elapsed, duration, inFlight } = snapshot;
  const time = clock(elapsed);
  const of = duration === null || phase === 'ended' ? null : clock(duration);
  const rest = left === null ? '' : clock(Math.ceil(left / 1000) * 1000);
  const remaining = estimated
    ? { zh: `约剩 ${rest}`, en: `about ${rest} left` }
    : { zh: `剩余 ${rest}`, en: `${rest} left` };
  const states: Readonly<Record<Snapshot['phase'], LocalizedText>> = {
    warmup: { zh: '预热', en: 'warm-up' },
    running: remaining,
    draining: { zh: `等待 ${count(inFlight)} 个响应`, en: `waiting for ${count(inFlight)}` },
    ended: { zh: '已结束', en: 'ended' },
  };
  const state = phase === 'running' && rest === '' ? '' : say(states[phase]);
  const facts = [
    part(of === null ? time : say({ zh: `${time} / ${of}`, en: `${time} of ${of}` }), paint.strong),
    part(state, phase === 'running' || phase === 'ended' ? paint.faint : paint.warn),
  ].filter(({ text }) => text !== '');
  if (share === null) return fittingLine(width, facts);
  const columns = Math.max(8, Math.min(widestBar, width - besideBar));
  const bar = part(barOf(share, columns), paint.accent);
  return fittingLine(width, [bar, ...facts], facts);
}

function barOf(share: number, width: number): string {
  const filled = Math.floor(share * width);
  return '━'.repeat(filled) + '─'.repeat(width - filled);
}

function nowLine({ rate, inFlight, waiting, settings }: Snapshot, width: number, paint: Paint): string {
  const open = settings.loop === 'open';
  const target = rate.target === null ? '' : perSecond(Math.round(rate.target));
  const achieved = perSecond(Math.round(rate.achieved)).padStart(target.length);
  const head = [label({ zh: '当前', en: 'now' }, paint), part(achieved, paint.strong)];
  const asked = target === '' ? [] : [part(say({ zh: `目标 ${target}`, en: `of ${target}` }), paint.faint)];
  const flying = part(say({ zh: `在途 ${count(inFlight)}`, en: `${count(inFlight)} in flight` }), plain);
  const queue = part(
    say({ zh: `排队 ${count(waiting)}`, en: `${count(waiting)} waiting` }),
    waiting > 0 ? paint.warn : paint.faint,
  );
  const all = [...head, ...asked, flying, ...(open ? [queue] : [])];
  return waiting > 0
    ? fittingLine(width, all, [...head, flying, queue], [...head, queue])
    : fittingLine(width, all);
}

function countsLine(snapshot: Snapshot, width: number, paint: Paint): string {
  const { phase, planned, started, dropped, outcomes } = snapshot;
  const failed = failedOf(snapshot);
  const all = outcomeCounts(snapshot).map(({ name, n }) =>
    part(tallyWords(name, n), outcomePaint(name, paint)),
  );
  const head = label({ zh: '累计', en: 'so far' }, paint);
  if (phase === 'warmup' && planned === 0) {
    return fittingLine(width, [
      head,
      part(say({ zh: '预热不计入', en: 'the warm-up is not counted' }), paint.faint),
    ]);
  }
  const begun = say({ zh: `已发出 ${count(started)}`, en: `${count(started)} started` });
  const failures = say({ zh: `失败 ${count(failed)}`, en: `${count(failed)} failed` });
  const wrong = failed > 0 ? [part(failures, paint.bad)] : [];
  const lost = dropped > 0 ? [part(tallyWords('dropped', dropped), paint.warn)] : [];
  return fittingLine(
    width,
    [head, part(begun, paint.strong), ...all],
    [head, ...all],
    [head, part(tallyWords('accepted', outcomes.accepted), paint.good), ...wrong, ...lost],
    [head, ...wrong, ...lost],
  );
}

function lastLabel(last: SeriesPoint | undefined): LocalizedText {
  const seconds = `${Math.round((last?.length ?? 1000) / 1000)}s`;
  return { zh: `最近 ${seconds}`, en: `last ${seconds}` };
}

function percentilesLine(
  name: LocalizedText,
  { p50, p95, p99 }: Pick<Latency, 'p50' | 'p95' | 'p99'>,
  width: number,
  paint: Paint,
): string {
  const cell = (percentile: string, ms: number | null): LineItem =>
    part(`${percentile} ${padColumnsStart(latencyWords(ms), 7)}`, plain);
  const [middle, high, highest] = [cell('p50', p50), cell('p95', p95), cell('p99', p99)];
  return fittingLine(
    width,
    [label(name, paint), middle, high, highest],
    [label(name, paint), middle, highest],
  );
}

function historyLine(
  name: LocalizedText,
  values: readonly (number | null)[],
  gather: 'mean' | 'highest',
  words: (value: number) => string,
  width: number,
  paint: Paint,
): string {
  const room = width - 1 - labelWidth - scaleWidth() - 4;
  const known = values.filter((value) => value !== null);
  if (known.length === 0)
    return fittingLine(width, [
      label(name, paint),
      part(say({ zh: '暂无数据', en: 'nothing yet' }), paint.faint),
    ]);
  const { bars, highest } = sparkline(values, room, gather);
  const most = say({ zh: `最高 ${words(highest)}`, en: `${words(highest)} max` });
  const scale = part(padColumnsStart(most, scaleWidth()), paint.faint);
  return fittingLine(width, [label(name, paint), scale, part(bars, paint.accent)]);
}

/** The most frequent codes, errors first. */
function findingsLine(findings: readonly FindingCount[], width: number, paint: Paint): string {
  const byCode = new Map<string, { severity: FindingCount['severity']; n: number }>();
  for (const { code, severity, count: n } of findings) {
    byCode.set(code, { severity, n: n + (byCode.get(code)?.n ?? 0) });
  }
  const weight = (severity: FindingCount['severity']): number => (severity === 'error' ? 0 : 1);
  const codes = [...byCode]
    .sort(([, a], [, b]) => weight(a.severity) - weight(b.severity) || b.n - a.n)
    .map(([code, { severity, n }]) =>
      part(`${printable(code)} × ${count(n)}`, severity === 'error' ? paint.bad : paint.warn),
    );
  const head = label({ zh: '问题', en: 'found' }, paint);
  if (codes.length === 0)
    return fittingLine(width, [head, part(say({ zh: '暂无', en: 'nothing wrong so far' }), paint.faint)]);
  const forms = codes.map((_, i) => {
    const more =
      i === 0 ? [] : [part(say({ zh: `另有 ${count(i)} 种`, en: `and ${count(i)} more` }), paint.faint)];
    return [head, ...codes.slice(0, codes.length - i), ...more];
  });
  return fittingLine(width, ...forms);
}

const part = (text: string, color: LineItem['color']): LineItem => ({ text, color });
const label = (name: LocalizedText, paint: Paint): LineItem =>
  part(padColumns(say(name), labelWidth), paint.faint);

/** How far a run is. */
export interface BurstProgress {
  /** From 0 to 1; `null` if only the user ends the run. */
  readonly share: number | null;
  /** ms until it ends; `null` if unknown. */
  readonly left: number | null;
  /** Whether `left` is an estimate from the speed so far. */
  readonly estimated: boolean;
}

/**
 * The length of a schedule is known, even if a count ends it. A closed loop ends by its time or its count, whichever comes
 * first.
 */
export function progressOf(snapshot: Snapshot): BurstProgress {
  const { phase, elapsed, duration, total, planned, series, rate } = snapshot;
  if (phase === 'draining' || phase === 'ended') return { share: 1, left: 0, estimated: false };
  const byTime = duration === null ? null : duration === 0 ? 1 : Math.min(1, elapsed / duration);
  const warm = series.reduce((sum, point) => sum + (point.warmup ? point.planned : 0), 0);
  const scheduled = rate.target !== null && duration !== null;
  const byCount =
    total === null || scheduled ? null : total === 0 ? 1 : Math.min(1, (planned + warm) / total);
  if (byCount !== null && (byTime === null || byCount > byTime)) {
    return { share: byCount, left: byCount === 0 ? null : elapsed / byCount - elapsed, estimated: true };
  }
  return {
    share: byTime,
    left: duration === null ? null : Math.max(0, duration - elapsed),
    estimated: false,
  };
}

const levels = '▁▂▃▄▅▆▇█';

/** A row of bars, and the value of its highest bar. */
export interface Sparkline {
  readonly bars: string;
  readonly highest: number;
}

/**
 * Values as bars, from 0 to the highest. If there are more values than columns, 2, 4, 8 … of them share a bar, so that
 * bars stay the same while a run goes on, until the step doubles.
 * @param values `null` is a gap
 * @param combine how values share a bar: for latencies the highest, so that a long run does not hide peaks
 */
export function sparkline(
  values: readonly (number | null)[],
  width: number,
  combine: 'mean' | 'highest',
): Sparkline {
  let step = 1;
  while (Math.ceil(values.length / step) > Math.max(1, width)) step *= 2;
  const combined: (number | null)[] = [];
  for (let i = 0; i < values.length; i += step) {
    const known = values.slice(i, i + step).filter((value) => value !== null);
    combined.push(known.length === 0 ? null : combinations[combine](known));
  }
  const highest = Math.max(0, ...combined.map((value) => value ?? 0));
  return { bars: combined.map((value) => bar(value, highest)).join(''), highest };
}

const combinations = {
  highest: (values: readonly number[]): number => Math.max(...values),
  mean: (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length,
};

function bar(value: number | null, highest: number): string {
  if (value === null) return ' ';
  if (highest === 0) return levels.charAt(0);
  return levels.charAt(Math.min(levels.length - 1, Math.floor((value / highest) * levels.length)));
}
