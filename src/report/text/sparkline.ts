const levels = '▁▂▃▄▅▆▇█';

/** A row of bars, and the value that its highest bar stands for. */
export interface Sparkline {
  readonly bars: string;
  readonly highest: number;
}

/**
 * Values as bars, from 0 to the highest. Where there are more of them than columns, 2, 4, 8 … become one bar: a bar
 * keeps what it stands for while a run goes on, until the step doubles.
 * @param values `null` where there is none: a gap
 * @param gather what several become: of latencies the highest, or peaks would vanish in a long run
 */
export function sparkline(
  values: readonly (number | null)[],
  width: number,
  gather: 'mean' | 'highest',
): Sparkline {
  let step = 1;
  while (Math.ceil(values.length / step) > Math.max(1, width)) step *= 2;
  const gathered: (number | null)[] = [];
  for (let i = 0; i < values.length; i += step) gathered.push(gatherings[gather](values.slice(i, i + step)));
  const highest = Math.max(0, ...gathered.map((value) => value ?? 0));
  return { bars: gathered.map((value) => bar(value, highest)).join(''), highest };
}

const gatherings = {
  highest: (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  },
  mean: (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  },
};

function bar(value: number | null, highest: number): string {
  if (value === null) return ' ';
  if (highest === 0) return levels.charAt(0);
  return levels.charAt(Math.min(levels.length - 1, Math.floor((value / highest) * levels.length)));
}
