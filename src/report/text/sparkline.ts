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
