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
      for (; i < text.length; i += 1, at += 1) {
        const unit = text.charCodeAt(i);
        if (unit < 0x20 || unit > 0x7e || unit === quote || unit === backslash) break;
        bytes[at] = unit;
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
