export type OutputStream = 'stdout' | 'stderr';

const maxLines = 40;
const maxBytes = 8 * 1024;
const ellipsisBytes = 3;
const lineFeed = 0x0a;

/** The last lines of both streams, in the order in which they ended. A line that is too long loses its beginning. */
export class OutputTail {
  readonly #lines: string[] = [];
  /** What each stream printed after its last line feed. Bytes, since a chunk may end within a character. */
  readonly #unfinished: Record<OutputStream, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };

  append(chunk: Buffer, stream: OutputStream): void {
    const text = Buffer.concat([this.#unfinished[stream], chunk.subarray(-maxBytes - 1)]);
    let start = Math.max(0, text.length - maxBytes);
    // Whether the beginning of the line has been cut off.
    let cut = start > 0 && text[start - 1] !== lineFeed;
    for (let end = text.indexOf(lineFeed, start); end >= 0; end = text.indexOf(lineFeed, start)) {
      this.#push(lineOf(text.subarray(start, end), cut));
      start = end + 1;
      cut = false;
    }
    // A copy: a slice would keep the whole chunk in memory.
    this.#unfinished[stream] = Buffer.from(text.subarray(start));
  }

  /** At most 40 lines and 8 KiB of UTF-8, without a final line feed. Invalid UTF-8 becomes U+FFFD. */
  text(): string {
    const { stdout, stderr } = this.#unfinished;
    const unfinished = [stdout, stderr].filter(({ length }) => length > 0);
    const lines = [...this.#lines, ...unfinished.map((line) => lineOf(line, line.length >= maxBytes))];
    const kept: string[] = [];
    let room = maxBytes;
    for (const line of lines.slice(-maxLines).reverse()) {
      const bytes = Buffer.from(line);
      if (bytes.length > room) {
        if (room > ellipsisBytes) kept.unshift(lineOf(bytes.subarray(ellipsisBytes - room), true));
        break;
      }
      kept.unshift(line);
      room -= bytes.length + 1;
    }
    return kept.join('\n');
  }

  #push(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > maxLines) this.#lines.shift();
  }
}

function lineOf(bytes: Buffer, cut: boolean): string {
  if (!cut) return bytes.toString().replace(/\r$/, '');
  // Skips continuation bytes of UTF-8 whose first byte was cut off.
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return `…${bytes.toString('utf8', start).replace(/\r$/, '')}`;
}
