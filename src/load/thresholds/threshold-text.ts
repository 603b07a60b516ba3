import { readDuration } from '../../duration.ts';
import { UsageError } from '../../errors.ts';
import type { VariantSpace } from '../../generate/variants.ts';
import type { LocalizedText } from '../../language.ts';
import { readRate } from '../../rate.ts';
import { readPercentage } from '../workload/share-text.ts';
import { readExpression, readOperator } from './expression.ts';
import { hasShare, type Metric } from './metric.ts';
import { comparisons, type Threshold } from './threshold.ts';

/**
 * Reads `p99<200ms`, `service.p95 <= 50ms`, `errors<0.1%`, `rate>=1900/s`, `p95{juzi/message.received}<50ms`,
 * `p99{type=image}<1s`.
 * @param events those of the run, which `{…}` selects from by name or glob, and by values of their dimensions
 * @throws UsageError
 */
export function parseThreshold(
  text: string,
  events: readonly VariantSpace[],
  label = '--threshold',
): Threshold {
  const expression = readExpression(text, events, label, ['p99<200ms', 'errors<0.1%']);
  const { expr, where, metric, of, values, limit } = expression;
  const op = readOperator(expression, comparisons);
  const limited = readLimit(metric, limit);
  if ('zh' in limited) {
    const whole = (text: string): string => text.replace('…', () => expr.slice(0, -limit.length));
    throw new UsageError({ zh: `${where}：${whole(limited.zh)}`, en: `${where}: ${whole(limited.en)}` });
  }
  return { expr, metric, of, values, op, ...limited };
}

/** The limit and its unit; or what to write instead, in which … stands for the text before the limit. */
function readLimit(metric: Metric, limit: string): Pick<Threshold, 'value' | 'unit'> | LocalizedText {
  const bare = /^\d+(?:\.\d+)?$/.test(limit);
  switch (metric.kind) {
    case 'latency': {
      const value = readDuration(limit);
      if (value !== undefined) return { value, unit: 'ms' };
      return {
        zh: `请写带单位的时长，例如 …${bare ? limit : 200}ms`,
        en: `write a duration with its unit, such as …${bare ? limit : 200}ms`,
      };
    }
    case 'rate': {
      const value = readRate(limit);
      if (value !== undefined) return { value, unit: 'rate' };
      return {
        zh: `请写速率，例如 …${bare ? limit : 1900}/s`,
        en: `write a rate, such as …${bare ? limit : 1900}/s`,
      };
    }
    case 'count': {
      const share = readPercentage(limit);
      if (share !== undefined && share <= 1 && hasShare(metric.of)) return { value: share, unit: 'share' };
      const count = /^\d+$/.test(limit) ? Number(limit) : Number.NaN;
      if (Number.isSafeInteger(count)) return { value: count, unit: 'count' };
      if (!hasShare(metric.of)) {
        return { zh: '请写整数，例如 …1000', en: 'write a whole number, such as …1000' };
      }
      return {
        zh: '请写百分比（例如 …1%）或整数',
        en: 'write a share, such as …1%, or a whole number',
      };
    }
  }
}
