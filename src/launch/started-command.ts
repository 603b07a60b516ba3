import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { LaunchError } from './launch-error.ts';
import { type OutputStream, OutputTail } from './output-tail.ts';
import { endGroup, killGroup } from './process-group.ts';
import { startWatchdog } from './watchdog.ts';

export interface CommandOptions {
  /** For the shell: /bin/sh, or cmd.exe on Windows. */
  readonly command: string;
  readonly cwd?: string;
  /** Instead of our own environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Is given all that the command prints, as it comes. */
  readonly onOutput?: (chunk: Buffer, stream: OutputStream) => void;
}

/** How a process ended: by itself, or by a signal. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface StartedCommand {
  /** Of the shell; its group has the same number. */
  readonly pid: number;
  /** Never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** The last 40 lines or 8 KiB of its output, as they came: control characters and secrets included. */
  tail(): string;
  /** Ends the whole group: SIGTERM, and SIGKILL 3 s later. Resolves when it is gone. */
  stop(): Promise<void>;
}

/** ms from SIGTERM to SIGKILL. */
const grace = 3000;
/** ms for the last output to arrive: whoever has left the group may hold the pipes open for ever. */
const drainPatience = 500;

/**
 * Starts a shell command in a process group of its own, which ends with the command itself, with `stop`, and
 * with our own process, however that ends.
 * @throws {LaunchError} `not_started`
 */
export async function startCommand(options: CommandOptions): Promise<StartedCommand> {
  const watchdog = startWatchdog();
  const child = spawnShell(options);
  const pid = child instanceof Error ? undefined : child.pid;
  if (child instanceof Error || pid === undefined) {
    watchdog.dismiss();
    throw notStarted(child instanceof Error ? child : (await once(child, 'error'))[0], options);
  }
  watchdog.guard(pid);
  const killAtExit = (): void => killGroup(pid);
  process.on('exit', killAtExit);

  const output = new OutputTail();
  const heard = (chunk: Buffer, stream: OutputStream): void => {
    output.append(chunk, stream);
    options.onOutput?.(chunk, stream);
  };
  // Read all the time: a process that prints into a full pipe stands still.
  child.stdout.on('data', (chunk: Buffer) => heard(chunk, 'stdout'));
  child.stderr.on('data', (chunk: Buffer) => heard(chunk, 'stderr'));
  const closed = new Promise((resolve) => child.once('close', resolve));
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });

  const end = async (): Promise<void> => {
    await endGroup(pid, grace);
    // From here on the number may be given to a stranger's group: it is not to be signalled again.
    process.off('exit', killAtExit);
    watchdog.dismiss();
    const drained = new AbortController();
    await Promise.race([closed, pause(drainPatience, undefined, { signal: drained.signal })]);
    drained.abort();
    child.stdout.destroy();
    child.stderr.destroy();
    // What was out of our reach does not keep us waiting as well.
    child.unref();
  };
  let ended: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ended ??= end();
    return ended;
  };
  // Whoever is left of the group is ended at once, while its number cannot be a stranger's.
  void exited.then(stop);
  return { pid, exited, stop, tail: () => output.text() };
}

/** @returns the error where there is one at once: a NUL in the command, too long a command */
function spawnShell({
  command,
  cwd,
  env,
}: CommandOptions): ChildProcessByStdio<null, Readable, Readable> | Error {
  try {
    return spawn(command, {
      shell: true,
      // A session of its own, and with it a group. On Windows it would be a window.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd,
      env,
    });
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

function notStarted({ message }: Error, { cwd }: CommandOptions): LaunchError {
  const where = cwd === undefined ? '' : ` in ${cwd}`;
  return new LaunchError('not_started', `The command of --exec could not be started${where}: ${message}.`);
}
