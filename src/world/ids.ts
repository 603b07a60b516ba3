import { hexOfWord, type Rng } from './rng.ts';

/** 24 lower hex digits as MongoDB makes them: the first eight are the creation time in Unix seconds. */
export function objectId(rng: Rng, createdAt: number): string {
  return hexOfWord(Math.floor(createdAt / 1000) >>> 0) + rng.hex(16);
}

/** An RFC 9562 version 4 UUID. */
export function uuid(rng: Rng): string {
  const first = hexOfWord(rng.word());
  // Version 4 stands where the fifth digit of this word is, variant 10 in the first two bits of the next.
  const second = hexOfWord((rng.word() & 0xffff_0fff) | 0x4000);
  const third = hexOfWord((rng.word() & 0x3fff_ffff) | 0x8000_0000);
  const last = hexOfWord(rng.word());
  return `${first}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${last}`;
}

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** Opaque id text of base64url characters, as WeCom's external ids are. */
export function opaque(rng: Rng, length: number): string {
  return rng.text(length, base64url);
}

const hour = 3_600_000;

/** China has one time zone, without summer time: UTC+8. */
export const chinaOffset = 8 * hour;

const pad = (n: number): string => (n < 10 ? `0${n}` : String(n));
const padded: readonly string[] = Array.from({ length: 60 }, (_, n) => pad(n));

const dayLength = 24 * hour;
/** The day that was asked for last: most times of a run are of a few days. */
let lastDay = { number: Number.NaN, text: '' };

/**
 * `YYYY-MM-DD HH:MM:SS` in China time.
 * @param at milliseconds since the epoch
 */
export function chinaDateTime(at: number): string {
  const local = at + chinaOffset;
  const number = Math.floor(local / dayLength);
  if (number !== lastDay.number) {
    const d = new Date(local);
    lastDay = { number, text: `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ` };
  }
  const seconds = Math.floor((local - number * dayLength) / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${lastDay.text}${padded[Math.floor(minutes / 60)]}:${padded[minutes % 60]}:${padded[seconds % 60]}`;
}
