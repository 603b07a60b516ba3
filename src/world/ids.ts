import { hexOfWord, putWord, type Rng } from './rng.ts';

/** A MongoDB ObjectId, 24 lower-case hex digits: the first eight are the creation time in Unix seconds. */
export function objectId(rng: Rng, createdAt: number): string {
  return hexOfWord(Math.floor(createdAt / 1000) >>> 0) + rng.hex(16);
}

const scratch = Buffer.allocUnsafeSlow(36);

/** An RFC 9562 version 4 UUID. */
export function uuid(rng: Rng): string {
  putUuid(rng, scratch, 0);
  return scratch.toString('latin1', 0, 36);
}

const hyphen = 0x2d;

/** Writes a {@link uuid}, 36 bytes. */
export function putUuid(rng: Rng, out: Uint8Array, at: number): void {
  putWord(out, at, rng.word());
  // The version, 4, is the fifth digit of this word; the variant, 10, is the first two bits of the next.
  const second = (rng.word() & 0xffff_0fff) | 0x4000;
  const third = (rng.word() & 0x3fff_ffff) | 0x8000_0000;
  putWord(out, at + 9, second, 4);
  putWord(out, at + 14, second << 16, 4);
  putWord(out, at + 19, third, 4);
  putWord(out, at + 24, third << 16, 4);
  putWord(out, at + 28, rng.word());
  for (const offset of hyphenOffsets) out[at + offset] = hyphen;
}

const hyphenOffsets = [8, 13, 18, 23] as const;

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** An opaque id of base64url characters, as WeCom's external ids are. */
export function opaque(rng: Rng, length: number): string {
  return rng.text(length, base64url);
}

const hour = 3_600_000;

/** China has one time zone without summer time, UTC+8. ms. */
export const chinaOffset = 8 * hour;

const two = (n: number): string => String(n).padStart(2, '0');

const dayLength = 24 * hour;
/** The day of the previous call: most times of a run fall on a few days. */
let lastDay = { number: Number.NaN, bytes: Buffer.alloc(0) };

/** `YYYY-MM-DD HH:MM:SS` in China time, of ms since the epoch, in the years 0 to 9999. */
export function chinaDateTime(at: number): string {
  putChinaDateTime(at, scratch, 0);
  return scratch.toString('latin1', 0, 19);
}

/** Writes a {@link chinaDateTime}, 19 bytes. */
export function putChinaDateTime(at: number, out: Uint8Array, offset: number): void {
  const local = at + chinaOffset;
  const number = Math.floor(local / dayLength);
  if (number !== lastDay.number) {
    const d = new Date(local);
    const year = String(d.getUTCFullYear()).padStart(4, '0');
    const text = `${year}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} `;
    lastDay = { number, bytes: Buffer.from(text) };
  }
  const seconds = Math.floor((local - number * dayLength) / 1000);
  const minutes = Math.floor(seconds / 60);
  out.set(lastDay.bytes, offset);
  putTwo(out, offset + 11, Math.floor(minutes / 60));
  out[offset + 13] = colon;
  putTwo(out, offset + 14, minutes % 60);
  out[offset + 16] = colon;
  putTwo(out, offset + 17, seconds % 60);
}

const zero = 0x30;
const colon = 0x3a;

function putTwo(out: Uint8Array, at: number, n: number): void {
  const tens = Math.floor(n / 10);
  out[at] = zero + tens;
  out[at + 1] = zero + n - 10 * tens;
}
