import { type FileHandle, open } from 'node:fs/promises';
import { UsageError } from './errors.ts';
import { type LocalizedText, say } from './language.ts';

/**
 * Reads a file that the user named.
 * @param label how messages name it: `--body order.json`; the path alone by default
 * @throws UsageError when it cannot be read
 */
export async function readInputFile(path: string, label: string = path): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await readBounded(file);
  } catch (error) {
    throw new UsageError({
      zh: `${label}：${fileProblem(error as NodeJS.ErrnoException)}`,
      en: `${label}: ${fileProblem(error as NodeJS.ErrnoException)}`,
    });
  } finally {
    await file?.close();
  }
}

/** Bytes; a longer text would not fit into a string. `/dev/zero` never ends. */
const longest = 2 ** 29 - 25;

async function readBounded(file: FileHandle): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 2 ** 20 })) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > longest)
      throw new Error(
        say({
          zh: '超过 512 MiB，无法读取',
          en: 'larger than 512 MiB, which is more than can be read',
        }),
      );
  }
  return Buffer.concat(chunks, length);
}

const problems: Readonly<Record<string, LocalizedText>> = {
  ENOENT: { zh: '没有这个文件或目录', en: 'no such file or folder' },
  EISDIR: { zh: '这是目录，不是文件', en: 'this is a folder, not a file' },
};

/** Why a file cannot be read, as the end of a message. */
export function fileProblem(error: NodeJS.ErrnoException): string {
  const known = problems[error.code ?? ''];
  return known === undefined ? error.message : say(known);
}
