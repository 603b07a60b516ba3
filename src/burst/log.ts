import { closeSync, openSync, writeSync } from 'node:fs';

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
    closeSync(this.#file);
  }
}
