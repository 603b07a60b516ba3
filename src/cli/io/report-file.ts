import { randomBytes } from 'node:crypto';
import { createReadStream, rmSync, type Stats } from 'node:fs';
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { say } from '../../language.ts';
import { findOutputFile, type OutputFile, openOutputFile } from './output-file.ts';

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
 * Opens a file for a report. A regular file is written aside and renamed, so that readers never see half of it; where
 * it cannot be renamed, as with a file that is mounted, it is copied in place at the end. Its mode stays. A device or
 * pipe is written as it is. A missing folder is made.
 * @throws UsageError when it cannot be written
 */
export async function openReportFile(name: string): Promise<ReportFile> {
  try {
    const target = await findOutputFile(name);
    const { existing } = target;
    if (existing?.isDirectory())
      throw new UsageError({
        zh: `报告文件 ${name} 是目录：请指定文件`,
        en: `the report file ${name} is a folder: name a file`,
      });
    if (existing === undefined || existing.isFile()) {
      return new WholeFile(name, target, await openAside(target));
    }
    return new WholeFile(name, target, { path: undefined, handle: await openOutputFile(target, 'w') });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { message } = error as Error;
    throw new UsageError({
      zh: `报告文件 ${name} 无法写入：${message}`,
      en: `the report file ${name} cannot be written: ${message}`,
    });
  }
}

/** Where a report is written until it is whole. */
interface Aside {
  /** Undefined where it is written to its place at once. */
  readonly path: string | undefined;
  readonly handle: FileHandle;
}

/** Beside its place, or in the folder for temporary files where nothing can be made beside it. */
async function openAside({ path, existing }: OutputFile): Promise<Aside> {
  // Nobody can guess the name, and what is there already, such as a link, is never opened.
  const name = `.webhook-sim.${randomBytes(8).toString('hex')}.tmp`;
  const mode = existing === undefined ? 0o666 : existing.mode & 0o777;
  try {
    return await openNew(join(dirname(path), name), mode, existing);
  } catch (error) {
    if (existing === undefined || !noEntryCodes.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await (await open(path, 'r+')).close();
    return openNew(join(tmpdir(), name), 0o600, undefined);
  }
}

/** Why nothing can be made in a folder, though a file in it may be written. */
const noEntryCodes = new Set(['EACCES', 'EPERM', 'EROFS']);

async function openNew(path: string, mode: number, like: Stats | undefined): Promise<Aside> {
  const handle = await open(path, 'wx', mode);
  // Beyond what the user's mask leaves.
  if (like !== undefined) await handle.chmod(mode).catch(() => undefined);
  return { path, handle };
}

class WholeFile implements ReportFile {
  readonly name: string;
  problem: Error | undefined;
  readonly #target: OutputFile;
  readonly #aside: Aside;
  readonly #atExit = (): void => {
    // A second Ctrl-C exits at once: the temporary file must not stay.
    if (this.#aside.path !== undefined) rmSync(this.#aside.path, { force: true });
  };

  constructor(name: string, target: OutputFile, aside: Aside) {
    this.name = name;
    this.#target = target;
    this.#aside = aside;
    process.on('exit', this.#atExit);
  }

  async write(piece: string): Promise<void> {
    if (this.problem !== undefined || piece === '') return;
    await this.#attempt(() => this.#aside.handle.writeFile(piece));
  }

  async finish(): Promise<void> {
    const { path, handle } = this.#aside;
    const made = await handle.stat().catch(() => undefined);
    await this.#attempt(() => handle.close());
    if (path !== undefined && this.problem === undefined) {
      await this.#attempt(() => putInPlace(path, made, this.#target));
    }
    await this.#clean();
  }

  async abandon(): Promise<void> {
    await this.#attempt(() => this.#aside.handle.close());
    this.problem ??= new Error(say({ zh: '运行提前结束', en: 'the run ended early' }));
    await this.#clean();
  }

  async #clean(): Promise<void> {
    process.off('exit', this.#atExit);
    if (this.#aside.path !== undefined) await rm(this.#aside.path, { force: true });
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.problem ??= error as Error;
    }
  }
}

/** Renames, but for a file that would not be the same afterwards: of another owner, or with another name elsewhere. */
async function putInPlace(
  path: string,
  made: Stats | undefined,
  { path: target, existing }: OutputFile,
): Promise<void> {
  const same = existing === undefined || (existing.nlink === 1 && existing.uid === made?.uid);
  if (same && dirname(path) === dirname(target)) {
    const renamed = await rename(path, target).then(
      () => true,
      () => false,
    );
    if (renamed) return;
  }
  const file = await open(target, existing === undefined ? 'wx' : 'r+');
  try {
    await file.truncate();
    await writeFile(file, createReadStream(path));
  } finally {
    await file.close();
  }
}
