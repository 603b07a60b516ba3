/** With thousands separators: `1,599`. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** The number with its noun: `1 case`, `2 cases`. */
export const counted = (n: number, noun: string, plural: string = `${noun}s`): string =>
  `${count(n)} ${n === 1 ? noun : plural}`;

/** Milliseconds as text: `0.84 ms`, `12.3 ms`, `1.24 s`, `2 min 5 s`. For durations in flags see `src/duration.ts`. */
export function duration(ms: number): string {
  // The limits take rounding into account: never `1000.0 ms` or `1 min 60 s`.
  if (ms < 9.995) return `${ms.toFixed(2)} ms`;
  if (ms < 999.95) return `${ms.toFixed(1)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Bytes as text: `812 bytes`, `1.4 KiB`. */
export function size(bytes: number): string {
  if (bytes === 1) return '1 byte';
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1023.95 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
