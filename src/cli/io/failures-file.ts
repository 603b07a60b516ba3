import { type FileHandle, open } from 'node:fs/promises';
import type { Delivery } from '../../delivery/delivery.ts';
import { UsageError } from '../../errors.ts';
import { jsonText } from '../../report/text/escape.ts';

/** A file of failed deliveries that grows while a run goes on: whole lines, whenever it is looked at. */
export interface KeptFile {
  write(deliveries: readonly Delivery[]): Promise<void>;
  /** Why not everything was written, if it was not. */
  readonly problem: string | undefined;
  close(): Promise<void>;
}

/** @throws UsageError when it cannot be written */
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
      const lines = deliveries.map((delivery) => `${jsonText(delivery)}\n`).join('');
      await file.appendFile(lines).catch(noteProblem);
    },
    close: () => file.close().catch(noteProblem),
  };
}

/** @throws UsageError when a file cannot be opened so */
export async function openFile(flag: string, path: string, how: 'w' | 'a'): Promise<FileHandle> {
  return open(path, how).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'its folder does not exist: make it first' : error.message;
    throw new UsageError(`${flag} ${path}: ${why}`);
  });
}
