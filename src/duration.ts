import { UsageError } from './errors.ts';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** Reads `250ms`, `1.5s`, `2m`, `1h` into ms; `undefined` for what is none, or longer than the 24 days of a timer. */
export function readDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  if (match === null) return undefined;
  // To the nanosecond: 16.1 × 1000 is 16100.000000000002.
  const ms = Math.round(Number(match[1]) * units[match[2] as keyof typeof units] * 1e6) / 1e6;
  return ms < 2 ** 31 ? ms : undefined;
}

/**
 * Reads `250ms`, `5s`, `2m` into ms, up to the 24 days that a timer can wait.
 * @param label how the user gave it, for messages: `--timeout`
 * @param least the shortest that makes sense, ms
 * @throws UsageError
 */
export function parseDuration(label: string, least = 0): (text: string) => number {
  return (text) => {
    const value = readDuration(text);
    if (value === undefined) {
      throw new UsageError(`${label} '${text}': write a duration with its unit, such as 250ms, 5s or 2m`);
    }
    if (value < least) throw new UsageError(`${label} '${text}': write ${least}ms or more`);
    return value;
  };
}

/** A duration as one would write it for {@link parseDuration}: `5m`, `90s`, `1.5s`, `250ms`. */
export function formatDuration(ms: number): string {
  if (ms >= units.h && ms % units.h === 0) return `${ms / units.h}h`;
  if (ms >= units.m && ms % units.m === 0) return `${ms / units.m}m`;
  if (ms >= units.s && ms % 100 === 0) return `${ms / units.s}s`;
  return `${ms}ms`;
}
