import type { LocalizedText } from './language.ts';

/** The largest numbers that options take, on the command line and in the library: more is a slip, or never ends. */
export const limits = {
  /** Cases of a suite in flight at once. */
  concurrency: 10_000,
  /** Deliveries of a load in flight at once: each has a port of this machine, which has 65,535. */
  inFlight: 65_535,
  /** Deliveries a second of a load. */
  rate: 1_000_000,
  /** Deliveries of a load that are due at once. */
  burst: 1_000_000,
  /** Threads that share a load. */
  workers: 256,
  /** Failed deliveries that the report of a load keeps. */
  keep: 1_000_000,
  /** Contacts in the world of a run. */
  contacts: 1_000_000_000,
  /** ms: the longest timer of Node.js, 24 days. */
  time: 2 ** 31 - 1,
} as const;

/** `1 or more`, `from 1 to 10000`. */
export const rangeText = (least: number, most: number): LocalizedText =>
  most >= Number.MAX_SAFE_INTEGER
    ? { zh: `不小于 ${least}`, en: `${least} or more` }
    : { zh: `范围 ${least} 到 ${most}`, en: `from ${least} to ${most}` };
