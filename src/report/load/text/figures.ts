import { count, duration } from '../../text/numbers.ts';

/** A latency to three digits, so that a table of them stays narrow: `0.42 ms`, `12.3 ms`, `413 ms`, `1.25 s`. */
export function latencyWords(ms: number | null): string {
  if (ms === null) return '–';
  // The bounds are where rounding would reach the next form.
  if (ms < 99.95) return duration(ms);
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 9995) return `${(ms / 1000).toFixed(2)} s`;
  return ms < 59_950 ? `${(ms / 1000).toFixed(1)} s` : duration(ms);
}

/** The same in ms, without the unit: `0.42`, `12.3`, `1,250`. */
export function latencyFigure(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 9.995) return ms.toFixed(2);
  return ms < 99.95 ? ms.toFixed(1) : count(Math.round(ms));
}

/** A share in percent. Only nothing is `0%`, and only all is `100%`: one failure in a million is still seen. */
export function percent(share: number): string {
  if (share <= 0) return '0%';
  const percents = share * 100;
  if (percents < 0.01) return '<0.01%';
  if (percents === 100) return '100%';
  if (percents > 99.99 && percents < 100) return '>99.99%';
  const nearlyAll = percents > 99 && percents < 100;
  return `${percents.toFixed(percents < 1 || nearlyAll ? 2 : 1)}%`;
}

/** {@link percent} of a part; nothing has no parts. */
export const shareOf = (part: number, whole: number): string => (whole === 0 ? '–' : percent(part / whole));

/** A rate with as many decimals as tell it from its target: `0.25/s`, `199.3/s`, `12,041/s`. */
export function perSecond(rate: number): string {
  return `${decimal(rate, rate < 10 ? 2 : rate < 10_000 ? 1 : 0)}/s`;
}

/** At most so many decimals, thousands apart: `1,204.3`. */
export function decimal(value: number, decimals: number): string {
  const [whole = '', fraction] = String(Number(value.toFixed(decimals))).split('.');
  return fraction === undefined ? count(Number(whole)) : `${count(Number(whole))}.${fraction}`;
}

/** How far a run is, in a form that keeps its width while the seconds pass: `0:07`, `12:30`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
