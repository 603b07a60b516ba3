import { UsageError } from './errors.ts';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** Reads `250ms`, `1.5s`, `2m`, `1h`, `1m30s` as ms; `undefined` if it is not a duration, or exceeds the 24 days of a timer. */
export function readDuration(text: string): number | undefined {
  if (!/^(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$|^\d+\.\d+(?:ms|s|m|h)$/.test(text) || text === '')
    return undefined;
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  const sum = parts.reduce(
    (ms, [, number, unit]) => ms + Number(number) * units[unit as keyof typeof units],
    0,
  );
  // Rounded to the nanosecond: 16.1 × 1000 is 16100.000000000002.
  const ms = Math.round(sum * 1e6) / 1e6;
  return ms < 2 ** 31 ? ms : undefined;
}

/**
 * A parser of durations, as {@link readDuration}.
 * @param label how messages name the value: `--timeout`
 * @param min ms
 * @returns a function that throws a UsageError for anything else
 */
export function parseDuration(label: string, min = 0): (text: string) => number {
  return (text) => {
    const value = readDuration(text);
    if (value === undefined) {
      const such = /^\d+$/.test(text)
        ? { zh: `${text}s 或 ${text}ms`, en: `${text}s or ${text}ms` }
        : { zh: '250ms、5s 或 2m', en: '250ms, 5s or 2m' };
      throw new UsageError({
        zh: `${label} '${text}'：请写带单位的时长，例如 ${such.zh}`,
        en: `${label} '${text}': write a duration with its unit, such as ${such.en}`,
      });
    }
    if (value < min)
      throw new UsageError({
        zh: `${label} '${text}'：不能小于 ${min}ms`,
        en: `${label} '${text}': write ${min}ms or more`,
      });
    return value;
  };
}

/** A duration as {@link readDuration} reads it: `5m`, `90s`, `1.5s`, `250ms`. For people see `report/text/numbers.ts`. */
export function formatDuration(ms: number): string {
  if (ms >= units.h && ms % units.h === 0) return `${ms / units.h}h`;
  if (ms >= units.m && ms % units.m === 0) return `${ms / units.m}m`;
  if (ms >= units.s && ms % 100 === 0) return `${ms / units.s}s`;
  return `${ms}ms`;
}

/** Rounds ms to the microsecond; `null` stays. */
export const roundToMicroseconds = <T extends number | null>(ms: T): T =>
  (ms === null ? null : Math.round(ms * 1000) / 1000) as T;
