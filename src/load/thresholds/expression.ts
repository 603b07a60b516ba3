import { eventMatcher } from '../../catalog/glob.ts';
import { didYouMean } from '../../catalog/nearest.ts';
import { ambiguous, type Titled, titled } from '../../catalog/titles.ts';
import { splitChoices, type Variant } from '../../define/dimension.ts';
import { CatalogError, UsageError } from '../../errors.ts';
import { dimensionNamed, parseSharedChoices, type VariantSpace } from '../../generate/variants.ts';
import { plainSeparators } from '../../typed-text.ts';
import { hasValues, type Metric, metricNames, metricOf } from './metric.ts';

/** `METRIC[{EVENT, DIMENSION=VALUE}] OP LIMIT`, its operator and limit not read yet. */
export interface Expression {
  /** As it was given. */
  readonly expr: string;
  /** Where it was given, for messages. */
  readonly where: string;
  readonly metric: Metric;
  /** Full names of the events that `{…}` selects; `null` without `{…}`: all together. */
  readonly of: readonly string[] | null;
  /** Values of dimensions that `{…}` selects as well; `null` for all deliveries of those events. */
  readonly values: Variant | null;
  readonly op: string;
  readonly limit: string;
}

/** What `{…}` selects from. */
type Selectable = VariantSpace & Titled;

const grammar = /^([^\s{}<>=!]+)\s*(?:\{([^}]*)\}\s*)?([<>=!]+)\s*(.+)$/;

/**
 * Reads `METRIC[{EVENT}] OP LIMIT`; within the braces also `type=image,chat=room`, alone or after the event.
 * @param events those that `{…}` selects from by name or glob, and by values of their dimensions
 * @param label how the user gave it: `--threshold`
 * @param examples for a user who wrote something else
 * @throws UsageError
 */
export function readExpression(
  text: string,
  events: readonly Selectable[],
  label: string,
  examples: readonly string[],
): Expression {
  const expr = plainSeparators(text.trim());
  const where = `${label} '${expr}'`;
  const [, name, pattern, op, limit] = grammar.exec(expr) ?? [];
  if (name === undefined || op === undefined || limit === undefined) {
    throw new UsageError({
      zh: `${where}：请依次写指标、比较符和限值，例如 ${examples.join(' 或 ')}`,
      en: `${where}: write what, how it compares, and a limit, such as ${examples.join(' or ')}`,
    });
  }
  const metric = metricOf(name);
  if (metric === undefined) {
    const hint = didYouMean(name, metricNames);
    throw new UsageError({
      zh: `${where}：没有指标 '${name}'${hint}；可用的有 ${metricNames.join('、')}`,
      en: `${where}: no metric '${name}'${hint}; there are ${metricNames.join(', ')}`,
    });
  }
  const selected = pattern === undefined ? all : select(pattern.trim(), events, where);
  if (selected.values !== null && !hasValues(metric)) {
    throw new UsageError({
      zh: `${where}：${name} 没有按维度取值统计`,
      en: `${where}: ${name} is not counted by the values of dimensions`,
    });
  }
  return { expr, where, metric, ...selected, op, limit };
}

type Selection = Pick<Expression, 'of' | 'values'>;

const all: Selection = { of: null, values: null };

/** Reads one of the operators that an expression may have. */
export function readOperator<Op extends string>({ op, where }: Expression, operators: readonly Op[]): Op {
  const operator = operators.find((known) => known === op);
  if (operator !== undefined) return operator;
  throw new UsageError({
    zh: `${where}：没有比较符 '${op}'；可用的有 ${operators.join(' ')}`,
    en: `${where}: no comparison '${op}'; there are ${operators.join(', ')}`,
  });
}

function select(text: string, events: readonly Selectable[], where: string): Selection {
  const [pattern] = splitChoices(text).flatMap(([name, value], i) =>
    i === 0 && value === undefined ? [name] : [],
  );
  const matches = pattern === undefined ? events : matching(pattern, events, where);
  const choices = pattern === undefined ? text : text.slice(text.indexOf(',') + 1);
  if (pattern !== undefined && !text.includes(',')) return { of: matches.map(({ id }) => id), values: null };
  const dimensions = splitChoices(choices).map(([name]) => name);
  const having = matches.filter((event) =>
    dimensions.every((name) => dimensionNamed(event, name) !== undefined),
  );
  try {
    const values = parseSharedChoices(having.length > 0 ? having : matches.slice(0, 1), choices);
    return { of: having.map(({ id }) => id), values };
  } catch (error) {
    if (error instanceof CatalogError) {
      throw new UsageError({ zh: `${where}：${error.message}`, en: `${where}: ${error.message}` });
    }
    throw error;
  }
}

function matching(pattern: string, events: readonly Selectable[], where: string): readonly Selectable[] {
  const matches = eventMatcher(pattern);
  const found = events.filter(({ id }) => matches(id));
  if (found.length > 0) return found;
  const meant = titled(events, pattern);
  if (meant.length > 1) throw ambiguous(pattern, meant);
  if (meant.length === 1) return meant;
  const ids = events.map(({ id }) => id);
  const names = new Set(ids.flatMap((id) => [id.slice(id.indexOf('/') + 1), id]));
  const hint = didYouMean(pattern, names);
  throw new UsageError({
    zh: `${where}：本次运行中没有事件 '${pattern}'${hint}；可用的有 ${ids.join('、')}`,
    en: `${where}: no event '${pattern}' in this run${hint}; there are ${ids.join(', ')}`,
  });
}
