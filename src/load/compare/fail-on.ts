import { readDuration } from '../../duration.ts';
import { UsageError } from '../../errors.ts';
import { readRate } from '../schedule/rate-text.ts';
import { eventsOf } from '../thresholds/event-pattern.ts';
import { readExpression } from '../thresholds/expression.ts';
import { hasShare, type Metric, measure, type Unit } from '../thresholds/metric.ts';
import { holds } from '../thresholds/threshold.ts';
import { absoluteChange, type ComparableRun, comparedUnit, measurableOf, relativeChange } from './compare.ts';

const comparisons = ['<', '<=', '>', '>='] as const;
type Comparison = (typeof comparisons)[number];

/** A change that must not be: `p99>+20%`. */
export interface ChangeLimit {
  /** As it was given. */
  readonly expr: string;
  readonly metric: Metric;
  /** Full names of the events that it is about; `null`: all together. */
  readonly of: readonly string[] | null;
  readonly op: Comparison;
  /** As a share of what was before, or in the unit: ms, a share from 0 to 1, a count, or deliveries a second. */
  readonly value: number;
  readonly unit: Unit | 'relative';
}

/** What became of a limit. */
export interface ChangeResult {
  readonly expr: string;
  /** The event that is told: where there are several, the one that comes nearest to the limit, or goes beyond it. */
  readonly event: string | null;
  /** What `a` and `b` are in. */
  readonly figureUnit: Unit;
  /** `null` where nothing happened that it could be about. */
  readonly a: number | null;
  readonly b: number | null;
  /** The change, in the limit's unit. `null` where there was nothing to compare. */
  readonly actual: number | null;
  readonly unit: ChangeLimit['unit'];
  readonly ok: boolean;
}

/**
 * Reads `p99>+20%`, `errors>+0.5pp`, `p95{juzi/*}>+10ms`, `rate<-5%`.
 * @param events full names of the events of both runs, which `{…}` chooses from by name or glob
 * @throws UsageError
 */
export function parseFailOn(text: string, events: readonly string[], label = '--fail-on'): ChangeLimit {
  const { expr, where, metric, pattern, op, limit } = readExpression(text, label, 'p99>+20% or rate<-5%');
  const comparison = comparisons.find((known) => known === op);
  if (comparison === undefined) {
    throw new UsageError(`${where}: no comparison '${op}'; there are ${comparisons.join(', ')}`);
  }
  const limited = readChange(metric, limit);
  if (typeof limited === 'string') {
    throw new UsageError(`${where}: ${limited.replaceAll('…', () => expr.slice(0, -limit.length))}`);
  }
  const of = pattern === undefined ? null : eventsOf(pattern, events, where);
  return { expr, metric, of, op: comparison, ...limited };
}

/** The change and its unit, or what to write instead, with … for what stands before it. */
function readChange(metric: Metric, text: string): Pick<ChangeLimit, 'value' | 'unit'> | string {
  const [, sign, amount = ''] = /^([+-])(.+)$/.exec(text) ?? [];
  if (sign === undefined) {
    return `a change has a sign: write …${/^\d/.test(text) ? `+${text}` : '+20%'}`;
  }
  const read = readAmount(metric, amount);
  if (read !== undefined) return { ...read, value: sign === '-' ? -read.value : read.value };
  const plain = /^\d+(?:\.\d+)?$/.test(amount) ? amount : '5';
  switch (metric.kind) {
    case 'latency':
      return `write a share or a duration, such as …${sign}${plain}% or …${sign}${plain}ms`;
    case 'rate':
      return `write a share or a rate, such as …${sign}${plain}% or …${sign}${plain}/s`;
    case 'count':
      return `write a share${hasShare(metric.of) ? ', points of a share,' : ''} or a whole number, such as …${sign}5%${hasShare(metric.of) ? `, …${sign}0.5pp` : ''} or …${sign}10`;
  }
}

function readAmount(metric: Metric, text: string): Pick<ChangeLimit, 'value' | 'unit'> | undefined {
  const [, digits, suffix] = /^(\d+(?:\.\d+)?)(%|pp)?$/.exec(text) ?? [];
  // Not divided by 100, which would round twice.
  if (suffix === '%') return { value: Number(`${digits}e-2`), unit: 'relative' };
  const unit = comparedUnit(metric);
  if (suffix === 'pp') return unit === 'share' ? { value: Number(`${digits}e-2`), unit } : undefined;
  switch (metric.kind) {
    case 'latency': {
      const value = readDuration(text);
      return value === undefined ? undefined : { value, unit };
    }
    case 'rate': {
      const value = readRate(text);
      return value === undefined ? undefined : { value, unit };
    }
    case 'count':
      return /^\d+$/.test(text) ? { value: Number(text), unit: 'count' } : undefined;
  }
}

/**
 * Whether a change keeps a limit. Of several events, counts are added up, and a latency has to keep it for each. From
 * nothing to something is beyond every share. What was not measured in either run, for any of the events, keeps none.
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
  const told = { expr, event, figureUnit, a: before, b: after, unit };
  if (before === null || after === null) return { ...told, actual: null, ok: false };
  const actual = unit === 'relative' ? relativeChange(before, after) : absoluteChange(before, after);
  return { ...told, actual, ok: !holds({ op, value }, actual) };
}
