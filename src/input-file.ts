import { readFile } from 'node:fs/promises';
import { UsageError } from './errors.ts';

/**
 * Reads a file that the user named.
 * @param label how messages name it: `--body order.json`; the path alone by default
 * @throws UsageError when it cannot be read
 */
export async function readInputFile(path: string, label: string = path): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${label}: ${fileProblem(error)}`);
  });
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'this is a folder, not a file',
};

/** Why a file cannot be read, as the end of a message. */
export function fileProblem(error: NodeJS.ErrnoException): string {
  return problems[error.code ?? ''] ?? error.message;
}
