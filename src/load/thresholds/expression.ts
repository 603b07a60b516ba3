import { eventMatcher } from '../../catalog/glob.ts';
import { didYouMean } from '../../catalog/nearest.ts';
import { UsageError } from '../../errors.ts';
import { type Metric, metricNames, metricOf } from './metric.ts';

/** `METRIC[{EVENT}] OP LIMIT`, its operator and limit not read yet. */
export interface Expression {
  /** As it was given. */
  readonly expr: string;
  /** Where it was given, for messages. */
  readonly where: string;
  readonly metric: Metric;
  /** Full names of the events that `{…}` selects; `null` without `{…}`: all together. */
  readonly of: readonly string[] | null;
  readonly op: string;
  readonly limit: string;
}

const grammar = /^([^\s{}<>=!]+)\s*(?:\{([^}]*)\}\s*)?([<>=!]+)\s*(.+)$/;

/**
 * Reads `METRIC[{EVENT}] OP LIMIT`.
 * @param events full names of the events in the run, which `{…}` selects from by name or glob
 * @param label how the user gave it: `--threshold`
 * @param examples for a user who wrote something else
 * @throws UsageError
 */
export function readExpression(
  text: string,
  events: readonly string[],
  label: string,
  examples: string,
): Expression {
  const expr = text.trim();
  const where = `${label} '${expr}'`;
  const [, name, pattern, op, limit] = grammar.exec(expr) ?? [];
  if (name === undefined || op === undefined || limit === undefined) {
    throw new UsageError(`${where}: write what, how it compares, and a limit, such as ${examples}`);
  }
  const metric = metricOf(name);
  if (metric === undefined) {
    throw new UsageError(
      `${where}: no metric '${name}'${didYouMean(name, metricNames)}; there are ${metricNames.join(', ')}`,
    );
  }
  const of = pattern === undefined ? null : select(pattern.trim(), events, where);
  return { expr, where, metric, of, op, limit };
}

/** Reads one of the operators that an expression may have. */
export function readOperator<Op extends string>({ op, where }: Expression, operators: readonly Op[]): Op {
  const operator = operators.find((known) => known === op);
  if (operator !== undefined) return operator;
  throw new UsageError(`${where}: no comparison '${op}'; there are ${operators.join(', ')}`);
}

function select(pattern: string, events: readonly string[], where: string): readonly string[] {
  const matches = events.filter(eventMatcher(pattern));
  if (matches.length > 0) return matches;
  const names = new Set(events.flatMap((id) => [id.slice(id.indexOf('/') + 1), id]));
  throw new UsageError(
    `${where}: no event '${pattern}' in this run${didYouMean(pattern, names)}; there are ${events.join(', ')}`,
  );
}
