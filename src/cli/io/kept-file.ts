import type { FileHandle } from 'node:fs/promises';
import type { Delivery } from '../../delivery/delivery.ts';
import { UsageError } from '../../errors.ts';
import { type LocalizedText, say } from '../../language.ts';
import { jsonText } from '../../report/text/escape.ts';
import { findOutputFile, openOutputFile } from './output-file.ts';

/** A file of failed deliveries, written during the run in whole lines. */
export interface KeptFile {
  write(deliveries: readonly Delivery[]): Promise<void>;
  /** The first error, as a message. */
  readonly problem: string | undefined;
  close(): Promise<void>;
}

const about = (flag: string, path: string, { message }: Error): LocalizedText => ({
  zh: `${flag} ${path}：${message}`,
  en: `${flag} ${path}: ${message}`,
});

/** Creates or truncates the file. @throws UsageError if it cannot be written */
export async function openKeptFile(flag: string, path: string): Promise<KeptFile> {
  const file = await openFile(flag, path, 'w');
  let problem: string | undefined;
  const noteProblem = (error: Error): void => {
    problem ??= say(about(flag, path, error));
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

/** Opens a file, and makes its folder where that is missing. @throws UsageError when it cannot be opened */
export async function openFile(flag: string, path: string, how: 'w' | 'a'): Promise<FileHandle> {
  try {
    return await openOutputFile(await findOutputFile(path), how);
  } catch (error) {
    throw new UsageError(about(flag, path, error as Error));
  }
}
