import { count } from '../../counted.ts';
import { say } from '../../language.ts';

export { count, counted } from '../../counted.ts';

/** Milliseconds as text: `0.84 ms`, `12.3 ms`, `1.24 s`, `2 min 5 s`. For durations in flags see `src/duration.ts`. */
export function duration(ms: number): string {
  // The limits take rounding into account: never `1000.0 ms` or `1 min 60 s`.
  if (ms < 9.995) return `${ms.toFixed(2)} ms`;
  if (ms < 999.95) return `${ms.toFixed(1)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  const [whole, rest] = [Math.floor(seconds / 60), seconds % 60];
  return say({ zh: `${whole} 分 ${rest} 秒`, en: `${whole} min ${rest} s` });
}

/** Bytes as text: `812 bytes`, `1.4 KiB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return say({ zh: `${bytes} 字节`, en: bytes === 1 ? '1 byte' : `${bytes} bytes` });
  if (bytes < 1023.95 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

/** A latency with three digits, which keeps tables narrow: `0.42 ms`, `12.3 ms`, `413 ms`, `1.25 s`. */
export function latencyWords(ms: number | null): string {
  if (ms === null) return '–';
  // The bounds are where rounding would reach the next form.
  if (ms < 99.95) return duration(ms);
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 9995) return `${(ms / 1000).toFixed(2)} s`;
  return ms < 59_950 ? `${(ms / 1000).toFixed(1)} s` : duration(ms);
}

/** A latency in ms, without its unit: `0.42`, `12.3`, `1,250`. */
export function latencyNumber(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 9.995) return ms.toFixed(2);
  return ms < 99.95 ? ms.toFixed(1) : count(Math.round(ms));
}

/** A share in percent. Only 0 is `0%`, and only 1 is `100%`, so that one failure in a million is visible. */
export function percent(share: number): string {
  if (share <= 0) return '0%';
  const percents = share * 100;
  if (percents < 0.01) return '<0.01%';
  if (percents === 100) return '100%';
  if (percents > 99.99 && percents < 100) return '>99.99%';
  const nearlyAll = percents > 99 && percents < 100;
  return `${percents.toFixed(percents < 1 || nearlyAll ? 2 : 1)}%`;
}

/** A part in percent of the whole; `–` if the whole is 0. */
export const shareOf = (part: number, whole: number): string => (whole === 0 ? '–' : percent(part / whole));

/** A rate with enough decimals to tell it from its target: `0.25/s`, `199.3/s`, `12,041/s`. */
export function perSecond(rate: number): string {
  return `${decimal(rate, rate < 10 ? 2 : rate < 10_000 ? 1 : 0)}/s`;
}

/** With at most so many decimals, and a separator between thousands: `1,204.3`. */
export function decimal(value: number, decimals: number): string {
  const [whole = '', fraction] = String(Number(value.toFixed(decimals))).split('.');
  return fraction === undefined ? count(Number(whole)) : `${count(Number(whole))}.${fraction}`;
}

/** Elapsed time in minutes and seconds, in a form that keeps its width: `0:07`, `12:30`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
