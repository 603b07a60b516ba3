import { didYouMean } from '../../catalog/nearest.ts';
import { UsageError } from '../../errors.ts';
import { type Metric, metricNames, metricOf } from './metric.ts';

/** What a limit is about, and the texts of how it is compared and with what. */
export interface Expression {
  /** As it was given. */
  readonly expr: string;
  /** Where it was given, for messages. */
  readonly where: string;
  readonly metric: Metric;
  /** The name or glob in `{…}`. */
  readonly pattern: string | undefined;
  readonly op: string;
  readonly limit: string;
}

const grammar = /^([^\s{}<>=!]+)\s*(?:\{([^}]*)\}\s*)?([<>=!]+)\s*(.+)$/;

/**
 * Reads `METRIC[{EVENT}] OP LIMIT`.
 * @param label how the user gave it: `--threshold`
 * @param examples for a user who wrote something else
 * @throws UsageError
 */
export function readExpression(text: string, label: string, examples: string): Expression {
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
  return { expr, where, metric, pattern: pattern?.trim(), op, limit };
}
