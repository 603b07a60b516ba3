import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

const lineBreak = 0x0a;
/** Bytes after which what was gathered is written. */
const full = 65_536;

/**
 * A file that every delivery has a line in. Several workers append to the same one: whole lines, in one write each, so
 * that it can be read up to the last whole line whatever happens. What cannot be written is told, and the run goes on.
 */
export class DeliveryLog {
  readonly #file: number;
  #gathered = '';
  #problem: string | null = null;

  /** @throws when the file cannot be opened */
  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  /** Why not everything was written, if it was not. */
  get problem(): string | null {
    return this.#problem;
  }

  /** @param line an object, without its line break */
  write(line: string): void {
    if (this.#problem !== null) return;
    this.#gathered += `${line}\n`;
    if (this.#gathered.length >= full) this.flush();
  }

  flush(): void {
    if (this.#gathered === '' || this.#problem !== null) return;
    const bytes = Buffer.from(this.#gathered);
    this.#gathered = '';
    try {
      let written = writeSync(this.#file, bytes);
      // A disk that is nearly full takes a part: the rest shows why.
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
 * Ends a line that an earlier run was killed in the middle of, so that what is appended begins on one of its own.
 * @throws when the file cannot be opened
 */
export function endLastLine(path: string): void {
  const file = openSync(path, 'a+');
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    // Of a device or a pipe, which has no size, nothing is read.
    if (size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== lineBreak)
      writeSync(file, '\n');
  } finally {
    closeSync(file);
  }
}
