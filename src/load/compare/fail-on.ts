import { readDuration } from '../../duration.ts';
import { UsageError } from '../../errors.ts';
import type { LocalizedText } from '../../language.ts';
import { readRate } from '../../rate.ts';
import { type Expression, readExpression, readOperator } from '../thresholds/expression.ts';
import { hasShare, type Metric, measure, type Unit } from '../thresholds/metric.ts';
import { holds } from '../thresholds/threshold.ts';
import {
  absoluteChange,
  type ComparableRun,
  comparedUnit,
  type FigureChange,
  measurableOf,
  relativeChange,
} from './compare.ts';

const comparisons = ['<', '<=', '>', '>='] as const;

/** A change that fails a comparison: `p99>+20%`. */
export interface ChangeLimit extends Pick<Expression, 'expr' | 'metric' | 'of'> {
  readonly op: (typeof comparisons)[number];
  /** As a share of the value before, or in the unit: ms, a share from 0 to 1, a count, or deliveries a second. */
  readonly value: number;
  readonly unit: Unit | 'relative';
}

export interface ChangeResult extends Pick<ChangeLimit, 'expr' | 'unit'>, Pick<FigureChange, 'a' | 'b'> {
  /** For a latency of several events: the event that comes nearest to the limit, or exceeds it most. */
  readonly event: string | null;
  /** The unit of `a` and `b`. */
  readonly figureUnit: Unit;
  /** The change, in the limit's unit; `null` if there was nothing to compare. */
  readonly actual: number | null;
  readonly ok: boolean;
}

/**
 * Reads `p99>+20%`, `errors>+0.5pp`, `p95{juzi/*}>+10ms`, `rate<-5%`.
 * @param events full names of the events in both runs, which `{…}` selects from by name or glob
 * @throws UsageError
 */
export function parseFailOn(text: string, events: readonly string[], label = '--fail-on'): ChangeLimit {
  const named = events.map((id) => ({ id, dimensions: [], rules: [] }));
  const expression = readExpression(text, named, label, ['p99>+20%', 'rate<-5%']);
  const { expr, where, metric, of, limit } = expression;
  if (metric.kind === 'latency' && typeof metric.figure === 'number') {
    throw new UsageError({
      zh: `${where}：报告中只有 p50、p90、p95、p99 和 p99.9，请从中选一个`,
      en: `${where}: a report holds p50, p90, p95, p99 and p99.9; choose one`,
    });
  }
  const op = readOperator(expression, comparisons);
  const limited = readChange(metric, limit);
  if ('zh' in limited) {
    const whole = (text: string): string => text.replaceAll('…', () => expr.slice(0, -limit.length));
    throw new UsageError({ zh: `${where}：${whole(limited.zh)}`, en: `${where}: ${whole(limited.en)}` });
  }
  return { expr, metric, of, op, ...limited };
}

/** The change and its unit; or what to write instead, in which … stands for the text before the change. */
function readChange(metric: Metric, text: string): Pick<ChangeLimit, 'value' | 'unit'> | LocalizedText {
  const [, sign, amount = ''] = /^([+-])(.+)$/.exec(text) ?? [];
  if (sign === undefined) {
    const signed = /^\d/.test(text) ? `+${text}` : '+20%';
    return { zh: `变化量要带正负号：请写 …${signed}`, en: `a change has a sign: write …${signed}` };
  }
  const read = readAmount(metric, amount);
  if (read !== undefined) return { ...read, value: sign === '-' ? -read.value : read.value };
  const plain = /^\d+(?:\.\d+)?$/.test(amount) ? amount : '5';
  switch (metric.kind) {
    case 'latency':
      return {
        zh: `请写百分比或时长，例如 …${sign}${plain}% 或 …${sign}${plain}ms`,
        en: `write a share or a duration, such as …${sign}${plain}% or …${sign}${plain}ms`,
      };
    case 'rate':
      return {
        zh: `请写百分比或速率，例如 …${sign}${plain}% 或 …${sign}${plain}/s`,
        en: `write a share or a rate, such as …${sign}${plain}% or …${sign}${plain}/s`,
      };
    case 'count':
      return hasShare(metric.of)
        ? {
            zh: `请写百分比、百分点或整数，例如 …${sign}5%、…${sign}0.5pp 或 …${sign}10`,
            en: `write a share, points of a share, or a whole number, such as …${sign}5%, …${sign}0.5pp or …${sign}10`,
          }
        : {
            zh: `请写百分比或整数，例如 …${sign}5% 或 …${sign}10`,
            en: `write a share or a whole number, such as …${sign}5% or …${sign}10`,
          };
  }
}

function readAmount(metric: Metric, text: string): Pick<ChangeLimit, 'value' | 'unit'> | undefined {
  const [, digits, suffix] = /^(\d+(?:\.\d+)?)(%|pp)?$/.exec(text) ?? [];
  // Not divided by 100, which would round twice.
  if (suffix === '%') return { value: Number(`${digits}e-2`), unit: 'relative' };
  const unit = comparedUnit(metric);
  if (suffix === 'pp') return unit === 'share' ? { value: Number(`${digits}e-2`), unit } : undefined;
  if (metric.kind === 'count') {
    return /^\d+$/.test(text) ? { value: Number(text), unit: 'count' } : undefined;
  }
  const value = metric.kind === 'latency' ? readDuration(text) : readRate(text);
  return value === undefined ? undefined : { value, unit };
}

/**
 * Judges a change by its limit. For several events, counts are added up, and a latency must keep the limit for each. A
 * change from 0 exceeds every share. A limit without anything to measure, in either run or for any event, is not ok.
 */
export function judgeChange(limit: ChangeLimit, a: ComparableRun, b: ComparableRun): ChangeResult {
  const { metric, of } = limit;
  const parts = of === null ? [null] : of;
  const each = parts.map((event) => judgePart(limit, [event], a, b));
  const unmeasured = each.find(({ actual }) => actual === null);
  if (unmeasured !== undefined) return unmeasured;
  if (metric.kind !== 'latency') return judgePart(limit, parts, a, b);
  const upwards = limit.op.startsWith('>');
  const [worst] = each.toSorted((x, y) =>
    upwards ? (y.actual ?? 0) - (x.actual ?? 0) : (x.actual ?? 0) - (y.actual ?? 0),
  );
  return worst ?? judgePart(limit, parts, a, b);
}

function judgePart(
  { expr, metric, op, value, unit }: ChangeLimit,
  events: readonly (string | null)[],
  a: ComparableRun,
  b: ComparableRun,
): ChangeResult {
  const figureUnit = unit === 'relative' ? comparedUnit(metric) : unit;
  const figure = (run: ComparableRun): number | null =>
    measure(
      metric,
      figureUnit,
      events.flatMap((event) => measurableOf(run, event)),
    )[0] ?? null;
  const [before, after] = [figure(a), figure(b)];
  const event = events.length === 1 ? (events[0] ?? null) : null;
  const result = { expr, event, figureUnit, a: before, b: after, unit };
  if (before === null || after === null) return { ...result, actual: null, ok: false };
  const actual = unit === 'relative' ? relativeChange(before, after) : absoluteChange(before, after);
  return { ...result, actual, ok: !holds({ op, value }, actual) };
}
