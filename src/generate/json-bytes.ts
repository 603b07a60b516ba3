/** A growing buffer that JSON is written into as UTF-8, and that is used again and again. */
export class JsonBytes {
  /** Valid up to `length`. */
  bytes: Buffer;
  length = 0;

  constructor(size = 4096) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** Bytes as they are. */
  copy(bytes: Uint8Array): void {
    const end = this.length + bytes.length;
    if (end > this.bytes.length) this.#grow(end);
    this.bytes.set(bytes, this.length);
    this.length = end;
  }

  /** Text of ASCII, as numbers and words are. */
  ascii(text: string): void {
    const end = this.length + text.length;
    if (end > this.bytes.length) this.#grow(end);
    const { bytes } = this;
    for (let i = 0, at = this.length; i < text.length; i += 1, at += 1) bytes[at] = text.charCodeAt(i);
    this.length = end;
  }

  /** A string, quoted as `JSON.stringify` does it. */
  string(text: string): void {
    const most = this.length + 3 * text.length + 2;
    if (most > this.bytes.length) this.#grow(most);
    const { bytes } = this;
    let at = this.length;
    bytes[at] = quote;
    at += 1;
    // Calling into native code costs more than forty characters do.
    if (text.length <= 64) {
      let i = 0;
      for (; i < text.length; i += 1) {
        const unit = text.charCodeAt(i);
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
      if (i === text.length) {
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

const quote = 0x22;
const backslash = 0x5c;
const special = /[\u0000-\u001f"\\\ud800-\udfff]/;
