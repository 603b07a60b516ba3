import { hexOfWord, type Rng } from './rng.ts';

/** 24 lower hex digits as MongoDB makes them: the first eight are the creation time in Unix seconds. */
export function objectId(rng: Rng, createdAt: number): string {
  return hexOfWord(Math.floor(createdAt / 1000) >>> 0) + rng.hex(16);
}

/** An RFC 9562 version 4 UUID. */
export function uuid(rng: Rng): string {
  const h = rng.hex(32);
  const variant = '89ab'[Number.parseInt(h[16] as string, 16) & 3] as string;
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
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

/**
 * `YYYY-MM-DD HH:MM:SS` in China time.
 * @param at milliseconds since the epoch
 */
export function chinaDateTime(at: number): string {
  const d = new Date(at + chinaOffset);
  const day = `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
  return `${day} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`;
}
