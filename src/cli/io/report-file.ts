import { rmSync } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Delivery } from '../../delivery/delivery.ts';
import { UsageError } from '../../errors.ts';
import { jsonText } from '../../report/text/escape.ts';

export interface ReportFile {
  /** The file name as the user gave it. */
  readonly name: string;
  /** The first error; nothing is written after it. */
  readonly problem: Error | undefined;
  write(piece: string): Promise<void>;
  /** Puts the report in place; after an error the previous file stays. */
  finish(): Promise<void>;
  /** Discards the report and leaves the target unchanged. */
  abandon(): Promise<void>;
}

/**
 * Opens a file for a report. A regular file is written aside and renamed, so that readers never see half of it;
 * a device or pipe is written as it is.
 * @throws UsageError when it cannot be written: its folder is missing, or it is a folder itself
 */
export async function openReportFile(name: string): Promise<ReportFile> {
  const target = await resolveTarget(name);
  const temporary = target.regular
    ? join(dirname(target.path), `.${basename(target.path)}.${process.pid}.tmp`)
    : undefined;
  let handle: FileHandle;
  try {
    handle = await open(temporary ?? target.path, 'w');
  } catch (error) {
    throw unwritable(name, error);
  }
  return new AtomicReportFile(name, handle, target.path, temporary);
}

async function resolveTarget(name: string): Promise<{ readonly path: string; readonly regular: boolean }> {
  const found = await stat(name).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    if (found.code === 'ENOENT') return { path: name, regular: true };
    throw unwritable(name, found);
  }
  if (found.isDirectory()) throw new UsageError(`the report file ${name} is a folder: name a file`);
  // Resolve links: renaming onto a link would replace the link.
  return found.isFile() ? { path: await realpath(name), regular: true } : { path: name, regular: false };
}

function unwritable(name: string, error: unknown): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UsageError(`the folder of the report file ${name} does not exist: create it first`);
  }
  return new UsageError(`the report file ${name} cannot be written: ${message}`);
}

class AtomicReportFile implements ReportFile {
  readonly name: string;
  problem: Error | undefined;
  readonly #handle: FileHandle;
  readonly #target: string;
  readonly #temporary: string | undefined;
  readonly #atExit = (): void => {
    // A second Ctrl-C exits at once: the temporary file must not stay.
    if (this.#temporary !== undefined) rmSync(this.#temporary, { force: true });
  };

  constructor(name: string, handle: FileHandle, target: string, temporary: string | undefined) {
    this.name = name;
    this.#handle = handle;
    this.#target = target;
    this.#temporary = temporary;
    process.on('exit', this.#atExit);
  }

  async write(piece: string): Promise<void> {
    if (this.problem !== undefined || piece === '') return;
    await this.#attempt(() => this.#handle.writeFile(piece));
  }

  async finish(): Promise<void> {
    await this.#attempt(() => this.#handle.close());
    const temporary = this.#temporary;
    if (temporary !== undefined && this.problem === undefined) {
      await this.#attempt(() => rename(temporary, this.#target));
    }
    await this.#clean();
  }

  async abandon(): Promise<void> {
    await this.#attempt(() => this.#handle.close());
    this.problem ??= new Error('the run ended early');
    await this.#clean();
  }

  async #clean(): Promise<void> {
    process.off('exit', this.#atExit);
    if (this.#temporary !== undefined && this.problem !== undefined)
      await rm(this.#temporary, { force: true });
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.problem ??= error as Error;
    }
  }
}

/** A file of failed deliveries, written during the run in whole lines. */
export interface KeptFile {
  write(deliveries: readonly Delivery[]): Promise<void>;
  /** The first error, as a message. */
  readonly problem: string | undefined;
  close(): Promise<void>;
}

/** Creates or truncates the file. @throws UsageError if it cannot be written */
export async function openKeptFile(flag: string, path: string): Promise<KeptFile> {
  const file = await openFile(flag, path, 'w');
  let problem: string | undefined;
  const noteProblem = (error: Error): void => {
    problem ??= `${flag} ${path}: ${error.message}`;
  };
  return {
    get problem() {
      return problem;
    },
    async write(deliveries) {
      if (deliveries.length === 0 || problem !== undefined) return;
      // One by one: with whole bodies, all of them together may be longer than a string can be.
      for (const delivery of deliveries) {
        await file.appendFile(`${jsonText(delivery)}\n`).catch(noteProblem);
      }
    },
    close: () => file.close().catch(noteProblem),
  };
}

/** @throws UsageError when the file cannot be opened */
export async function openFile(flag: string, path: string, how: 'w' | 'a'): Promise<FileHandle> {
  return open(path, how).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'its folder does not exist: create it first' : error.message;
    throw new UsageError(`${flag} ${path}: ${why}`);
  });
}
