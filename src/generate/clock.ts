import { UsageError } from '../errors.ts';
import { chinaOffset } from '../world/ids.ts';

/** The clock with a seed and without `now`. */
export const pinnedInstant = '2025-01-01T00:00:00+08:00';

/** Returns the clock for the next payload, ms since the epoch. */
export type Clock = () => number;

const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);
const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/**
 * Reads an ISO 8601 instant with its offset into ms since the epoch.
 * @throws UsageError on anything else, and outside of the years 2000 to 2099
 */
export function parseInstant(text: string): number {
  const [, day] = instant.exec(text) ?? [];
  const at = day !== undefined && isDay(day) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new UsageError({
      zh: `'${text}' 不是时刻：请写成 ${pinnedInstant} 这样带时区的形式，或写 real`,
      en: `'${text}' is not an instant: write ${pinnedInstant}, with its offset, or real`,
    });
  }
  if (at < earliest || at >= latest) throw outOfRange(`'${text}'`);
  return at;
}

const outOfRange = (shown: string | number): UsageError =>
  new UsageError({
    zh: `${shown} 不在 2000 年到 2099 年之间`,
    en: `${shown} is not in the years 2000 to 2099`,
  });

/** Whether the date exists: `Date.parse` reads 30 February as 2 March. */
function isDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** An instant in China time, with milliseconds if there are any: `2025-01-01T00:00:00+08:00`. */
export function formatInstant(at: number): string {
  const text = new Date(at + chinaOffset).toISOString();
  return `${text.slice(0, at % 1000 === 0 ? 19 : 23)}+08:00`;
}

/** What determines the payloads of a run. */
export interface SeedAndClock {
  readonly seed: string;
  /** As it was given; by default {@link pinnedInstant} with a seed, and `real` without one. */
  readonly now: string | number;
  readonly clock: Clock;
}

/** The seed and the clock ({@link clockAt}) of a run. Without a seed, one is drawn, and the clock is real. */
export function seedAndClock(given: {
  readonly seed?: string | undefined;
  readonly now?: string | number | undefined;
}): SeedAndClock {
  const now = given.now ?? (given.seed === undefined ? 'real' : pinnedInstant);
  // A seed is no secret: node:crypto would cost every start 5 ms.
  const seed = given.seed ?? String(Math.floor(Math.random() * 1_000_000_000));
  return { seed, now, clock: clockAt(now) };
}

/**
 * A clock that stands still or runs.
 * @param now an ISO 8601 instant, ms since the epoch, or `real`
 * @throws UsageError on anything else, and outside of the years 2000 to 2099
 */
export function clockAt(now: string | number): Clock {
  if (now === 'real') return Date.now;
  const at = typeof now === 'number' ? now : parseInstant(now);
  if (!(at >= earliest && at < latest)) throw outOfRange(now);
  return () => at;
}
