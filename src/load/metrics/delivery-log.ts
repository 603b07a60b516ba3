import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

const lineFeed = 0x0a;
/** Characters after which the buffer is written. */
const bufferSize = 65_536;

/**
 * A file with a line for every delivery. Several workers may append to the same file: each write holds whole lines, so
 * that the file can be read up to its last whole line whatever happens. A failed write is remembered, and the run goes
 * on.
 */
export class DeliveryLog {
  readonly #file: number;
  #buffer = '';
  #problem: string | null = null;

  /** @throws when the file cannot be opened */
  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  /** Why the log is incomplete; `null` if it is not. */
  get problem(): string | null {
    return this.#problem;
  }

  /** @param line an object, without its line feed */
  write(line: string): void {
    if (this.#problem !== null) return;
    this.#buffer += `${line}\n`;
    if (this.#buffer.length >= bufferSize) this.flush();
  }

  flush(): void {
    if (this.#buffer === '' || this.#problem !== null) return;
    const bytes = Buffer.from(this.#buffer);
    this.#buffer = '';
    try {
      let written = writeSync(this.#file, bytes);
      // A disk that is nearly full takes a part: the next write says why.
      while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    }
  }

  close(): void {
    this.flush();
    try {
      closeSync(this.#file);
    } catch (error) {
      this.#problem ??= error instanceof Error ? error.message : String(error);
    }
  }
}

/**
 * Completes a last line that an earlier run, killed while it wrote, left without a line feed.
 * @throws when the file cannot be opened
 */
export function endLastLine(path: string): void {
  const file = openSync(path, 'a+');
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    // Devices and pipes have no size, and are not read.
    if (size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== lineFeed) writeSync(file, '\n');
  } finally {
    closeSync(file);
  }
}
