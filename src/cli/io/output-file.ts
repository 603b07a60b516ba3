import { constants, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../../language.ts';

/** How long a pipe may be without a reader, ms: `cat pipe &` takes a moment to start. */
const readerGrace = 5000;
const readerPause = 50;

/** A file that is to be written. */
export interface OutputFile {
  /** Absolute and without links, the last name included. */
  readonly path: string;
  /** Undefined where there is no such file yet. */
  readonly existing: Stats | undefined;
}

/** Finds the file that a name stands for, and makes its folder where that is missing. */
export async function findOutputFile(name: string): Promise<OutputFile> {
  const existing = await stat(name).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (existing !== undefined) return { path: await realpath(name), existing };
  const path = await behindLinks(resolve(name));
  await mkdir(dirname(path), { recursive: true });
  return { path: join(await realpath(dirname(path)), basename(path)), existing };
}

/** As many as Linux follows: links may lead to each other. */
const mostLinks = 40;

/** A link to a file that does not exist yet stays a link. */
async function behindLinks(path: string, left = mostLinks): Promise<string> {
  const link = left === 0 ? undefined : await readlink(path).catch(() => undefined);
  return link === undefined ? path : behindLinks(resolve(dirname(path), link), left - 1);
}

/** What tells whether two names stand for the same file: hard links do as well. `undefined` for devices. */
export async function identityOf(name: string): Promise<string | undefined> {
  const found = await stat(name).catch(() => undefined);
  if (found === undefined) return identityOfMissing(await behindLinks(resolve(name)));
  return found.isCharacterDevice() ? undefined : `${found.dev}:${found.ino}`;
}

async function identityOfMissing(path: string): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  return join(folder, basename(path));
}

/** Opens a file to write or append to it. A pipe is waited for, for a while, until somebody reads it. */
export async function openOutputFile({ path, existing }: OutputFile, how: 'w' | 'a'): Promise<FileHandle> {
  if (existing?.isFIFO() !== true) return open(path, how);
  const reader = await openWithoutWaiting(path);
  try {
    return await open(path, how);
  } finally {
    await reader.close();
  }
}

/** Opening a pipe that nobody reads would wait for ever, and in a thread that cannot be stopped. */
async function openWithoutWaiting(path: string): Promise<FileHandle> {
  const until = performance.now() + readerGrace;
  for (;;) {
    try {
      return await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      if (performance.now() > until)
        throw new Error(say({ zh: '这是管道，没有程序在读取', en: 'it is a pipe that nobody reads' }));
    }
    await delay(readerPause);
  }
}
