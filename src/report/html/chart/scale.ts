/** A label on an axis. */
export interface AxisTick {
  /** How far along the axis, from 0 to 1. */
  readonly at: number;
  readonly label: string;
}

/** Maps values to an axis from 0 to 1. */
export interface Scale {
  place(value: number): number;
  readonly ticks: readonly AxisTick[];
}

/** From 0 to a round number, not less than the largest value. */
export function linearScale(largest: number, label: (value: number) => string): Scale {
  const step = roundUp(largest / 5) || 1;
  const steps = Math.max(1, Math.ceil(largest / step - 1e-9));
  const top = steps * step;
  return {
    place: (value) => value / top,
    ticks: Array.from({ length: steps + 1 }, (_, i) => ({ at: i / steps, label: label(tidy(i * step)) })),
  };
}

/** With more ticks, the labels would overlap. */
const mostTicks = 7;

/**
 * Each power of ten takes the same room, so that a stall of seconds and the usual two milliseconds are both legible.
 * @param smallest more than 0, and at most the largest
 */
export function logScale(smallest: number, largest: number, label: (value: number) => string): Scale {
  const from = roundDown(smallest);
  const to = Math.max(roundUp(largest), roundUp(from * 1.01));
  const all = rounds(from, to);
  // If there are many, only powers of ten have ticks, the lowest at the start of the axis.
  const tooMany = all.length > mostTicks;
  const low = tooMany ? powerOfTen(from) : from;
  const shown = tooMany ? rounds(low, to).filter((value) => value === powerOfTen(value)) : all;
  const span = Math.log(to / low);
  const place = (value: number): number => Math.log(value / low) / span;
  return { place, ticks: shown.map((value) => ({ at: place(value), label: label(value) })) };
}

/** 1, 2, 5, 10, 20 … between two of them. */
function rounds(from: number, to: number): readonly number[] {
  const all = [from];
  for (let value = from; value < to; ) {
    value = roundUp(value * 1.01);
    all.push(value);
  }
  return all;
}

/** The next of 1, 2, 5, 10, 20 … up; 0 stays. */
function roundUp(value: number): number {
  if (value <= 0) return 0;
  const ten = powerOfTen(value);
  const factor = [1, 2, 5, 10].find((one) => one * ten >= value * (1 - 1e-9)) ?? 10;
  return tidy(factor * ten);
}

/** The next of 1, 2, 5, 10, 20 … down. */
function roundDown(value: number): number {
  const ten = powerOfTen(value);
  const factor = [5, 2, 1].find((one) => one * ten <= value * (1 + 1e-9)) ?? 1;
  return tidy(factor * ten);
}

const powerOfTen = (value: number): number => tidy(10 ** Math.floor(Math.log10(value) + 1e-9));

/** 0.30000000000000004 is 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(6));

/** How many points, seconds usually, lie between two ticks: these give round times. The page's script uses them too. */
export const tickIntervals = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400,
] as const;

/** Ticks that a time axis has room for, even on a phone. */
export const mostTimeTicks = 7;

/** The number of points between two ticks of a time axis. */
export function tickInterval(points: number): number {
  return (
    tickIntervals.find((interval) => points / interval <= mostTimeTicks) ?? Math.ceil(points / mostTimeTicks)
  );
}
