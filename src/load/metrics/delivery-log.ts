import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { roundToMicroseconds } from '../../duration.ts';
import { formatInstant } from '../../generate/clock.ts';
import type { ExchangeSlot } from '../../http/exchange-slot.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { DeliverySlot, PreparedEvent } from '../workload/prepared-event.ts';

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

/** Completes a last line that a killed run left without a line feed. Throws when the file cannot be opened. */
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

/** The log line of a delivery that has ended: its payload, when it was due and how long it took (ms), and its outcome. */
export function logLine(
  { delivery, due, start, end, status, reconnects }: ExchangeSlot<DeliverySlot>,
  origin: number,
  { outcome, findings }: Verdict,
  clockRuns: boolean,
): string {
  const { n, original, event, variant, now, warmup } = delivery;
  const { definition, variantNames } = event as PreparedEvent;
  // Concatenated: JSON.stringify of an object takes several times as long, which counts at tens of thousands a second.
  let line = `{"n":${n},"event":"${definition.id}","variant":"${variantNames[variant]}","index":${original}`;
  if (clockRuns) line += `,"now":"${formatInstant(now)}"`;
  if (warmup) line += ',"warmup":true';
  line += `,"at":${roundToMicroseconds(due - origin)},"latency":${roundToMicroseconds(end - due)},"service":${roundToMicroseconds(end - start)}`;
  line += `,"status":${status},"outcome":"${outcome}"`;
  if (reconnects > 0) line += `,"reconnects":${reconnects}`;
  if (findings.length > 0) line += `,"codes":${JSON.stringify(findings.map(({ code }) => code))}`;
  return `${line}}`;
}

/** The line of a delivery that was dropped. @param due ms from the start */
export function droppedLine(n: number, event: string, due: number, warmup: boolean): string {
  return `{"n":${n},"event":"${event}"${warmup ? ',"warmup":true' : ''},"at":${roundToMicroseconds(due)},"outcome":"dropped"}`;
}
