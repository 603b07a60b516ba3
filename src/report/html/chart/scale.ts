export interface Tick {
  /** How far along the axis, from 0 to 1. */
  readonly at: number;
  readonly label: string;
}

/** Where values lie on an axis, from 0 to 1, and the ticks beside them. */
export interface Scale {
  place(value: number): number;
  readonly ticks: readonly Tick[];
}

/** From nothing to a round number that is not less than the largest value. */
export function linearScale(largest: number, label: (value: number) => string): Scale {
  const step = roundUp(largest / 5) || 1;
  const steps = Math.max(1, Math.ceil(largest / step - 1e-9));
  const top = steps * step;
  return {
    place: (value) => value / top,
    ticks: Array.from({ length: steps + 1 }, (_, i) => ({ at: i / steps, label: label(tidy(i * step)) })),
  };
}

/** Ticks would otherwise crowd. */
const mostTicks = 7;

/** Every tenfold takes as much room, so that 2 ms and a stall of seconds are both legible. `smallest` is above 0. */
export function logScale(smallest: number, largest: number, label: (value: number) => string): Scale {
  const from = roundDown(smallest);
  const to = Math.max(roundUp(largest), roundUp(from * 1.01));
  const all = rounds(from, to);
  // Of many, the powers of ten alone have labels, the lowest of them at the end of the axis.
  const crowded = all.length > mostTicks;
  const low = crowded ? powerOfTen(from) : from;
  const shown = crowded ? rounds(low, to).filter((value) => value === powerOfTen(value)) : all;
  const span = Math.log(to / low);
  const place = (value: number): number => Math.log(value / low) / span;
  return { place, ticks: shown.map((value) => ({ at: place(value), label: label(value) })) };
}

/** 1, 2, 5, 10, 20 … from one of them to another. */
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

/** Every how many intervals a tick stands: of seconds, these make round times. The page's script knows them too. */
export const strides = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400,
] as const;

/** How many ticks the axis of time has room for, on a phone as well. */
export const roomForTimes = 7;

/** So that there is room for the labels of as many intervals. */
export function strideOf(intervals: number): number {
  return strides.find((stride) => intervals / stride <= roomForTimes) ?? Math.ceil(intervals / roomForTimes);
}
