import { settled } from '../draw-error.ts';

/** V8 would look `text.charCodeAt` up at each call: strings have too many representations to cache. Halves the cost. */
const { charCodeAt } = String.prototype;

/** A growing buffer for JSON as UTF-8, meant to be reused. */
export class JsonBytes {
  /** Valid up to `length`. */
  bytes: Buffer;
  length = 0;

  constructor(size = 4096) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** Appends bytes. */
  copy(bytes: Uint8Array): void {
    const end = this.length + bytes.length;
    if (end > this.bytes.length) this.#grow(end);
    this.bytes.set(bytes, this.length);
    this.length = end;
  }

  /** Reserves bytes for the caller to fill. @returns the offset of the first */
  skip(length: number): number {
    const at = this.length;
    if (at + length > this.bytes.length) this.#grow(at + length);
    this.length = at + length;
    return at;
  }

  /** Appends text that is ASCII alone. */
  ascii(text: string): void {
    const size = text.length;
    const end = this.length + size;
    if (end > this.bytes.length) this.#grow(end);
    const { bytes } = this;
    for (let i = 0, at = this.length; i < size; i += 1, at += 1) bytes[at] = charCodeAt.call(text, i);
    this.length = end;
  }

  /** Appends a number, as `JSON.stringify` writes it. */
  number(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > maxPlainInteger || Object.is(value, -0)) {
      this.ascii(JSON.stringify(settled(value)));
      return;
    }
    let digits = 1;
    for (let power = 10; power <= value; power *= 10) digits += 1;
    const end = this.length + digits;
    if (end > this.bytes.length) this.#grow(end);
    const { bytes } = this;
    let rest = value;
    let at = end - 1;
    // 32-bit integers divide in a fraction of the time.
    for (; rest > 0x7fff_ffff; at -= 1) {
      const tenth = Math.floor(rest / 10);
      bytes[at] = zero + (rest - tenth * 10);
      rest = tenth;
    }
    for (let small = rest | 0; at >= this.length; at -= 1) {
      const tenth = (small / 10) | 0;
      bytes[at] = zero + (small - tenth * 10);
      small = tenth;
    }
    this.length = end;
  }

  /** Appends a string, quoted as `JSON.stringify` does it. */
  string(text: string): void {
    // One property of the text is read in any case: a promise has none of that name.
    if (text.length === undefined) settled(text);
    const size = text.length;
    // A UTF-16 code unit takes 3 bytes of UTF-8 at most.
    const maxEnd = this.length + 3 * size + 2;
    if (maxEnd > this.bytes.length) this.#grow(maxEnd);
    const { bytes } = this;
    let at = this.length;
    bytes[at] = quote;
    at += 1;
    // For a short text a call into native code costs more than this loop.
    if (size <= 64) {
      let i = 0;
      for (; i < size; i += 1) {
        const unit = charCodeAt.call(text, i);
        if (unit < 0x80) {
          if (unit < 0x20 || unit === quote || unit === backslash) break;
          bytes[at] = unit;
          at += 1;
        } else if (unit >= 0x800) {
          if (unit >= 0xd800 && unit <= 0xdfff) break;
          bytes[at] = 0xe0 | (unit >> 12);
          bytes[at + 1] = 0x80 | ((unit >> 6) & 0x3f);
          bytes[at + 2] = 0x80 | (unit & 0x3f);
          at += 3;
        } else {
          bytes[at] = 0xc0 | (unit >> 6);
          bytes[at + 1] = 0x80 | (unit & 0x3f);
          at += 2;
        }
      }
      if (i === size) {
        bytes[at] = quote;
        this.length = at + 1;
        return;
      }
      at = this.length + 1;
    }
    if (special.test(text)) {
      this.#json(text);
      return;
    }
    at += bytes.write(text, at);
    bytes[at] = quote;
    this.length = at + 1;
  }

  /** The bytes written so far; valid until the next use. */
  view(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  #json(text: string): void {
    this.copy(Buffer.from(JSON.stringify(text)));
  }

  #grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(least, 2 * this.bytes.length));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** `JSON.stringify` writes larger numbers, because from 1e21 on they have an exponent. */
const maxPlainInteger = 1e15;
const zero = 0x30;
const quote = 0x22;
const backslash = 0x5c;
const special = /[\u0000-\u001f"\\\ud800-\udfff]/;
