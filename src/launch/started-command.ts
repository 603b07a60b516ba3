import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalizedText } from '../language.ts';
import { LaunchError } from './launch-error.ts';
import { type OutputStream, OutputTail } from './output-tail.ts';
import { endGroup, killGroup, startWatchdog } from './process-group.ts';

export interface CommandOptions {
  /** Run by the shell: /bin/sh, or cmd.exe on Windows. */
  readonly command: string;
  readonly cwd?: string;
  /** The command in messages. Default: `the command of --exec`. */
  readonly label?: LocalizedText;
  /** ms from SIGTERM to SIGKILL. Default 3000. */
  readonly grace?: number;
  /** In place of our own environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Gets everything that the command prints. */
  readonly onOutput?: (chunk: Buffer, stream: OutputStream) => void;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface StartedCommand {
  /** The shell's, and that of its process group. */
  readonly pid: number;
  /** Never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** The last 40 lines or 8 KiB of its output, unchanged: control characters and secrets included. */
  tail(): string;
  /** Ends the whole group: SIGTERM, and SIGKILL after the grace period. Resolves when it has ended. */
  stop(): Promise<void>;
}

/** ms from SIGTERM to SIGKILL. */
const usualGrace = 3000;
/** ms for the last output to arrive: a process that has left the group may keep the pipes open for ever. */
const drainTimeout = 500;

/**
 * Starts a shell command in its own process group, which ends when the command ends, on `stop`, and when our own
 * process ends, in whatever way.
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
  const onData = (chunk: Buffer, stream: OutputStream): void => {
    output.append(chunk, stream);
    options.onOutput?.(chunk, stream);
  };
  // Always read: a process that prints into a full pipe blocks.
  child.stdout.on('data', (chunk: Buffer) => onData(chunk, 'stdout'));
  child.stderr.on('data', (chunk: Buffer) => onData(chunk, 'stderr'));
  const closed = new Promise((resolve) => child.once('close', resolve));
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });

  const endAll = async (): Promise<void> => {
    await endGroup(pid, options.grace ?? usualGrace);
    // The number may now be given to an unrelated group, so it must not be signalled again.
    process.off('exit', killAtExit);
    watchdog.dismiss();
    const drained = new AbortController();
    await Promise.race([closed, pause(drainTimeout, undefined, { signal: drained.signal })]);
    drained.abort();
    child.stdout.destroy();
    child.stderr.destroy();
    // A process that we could not end must not keep us alive.
    child.unref();
  };
  let ended: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ended ??= endAll();
    return ended;
  };
  // The rest of the group is ended at once, while its number cannot belong to another group.
  void exited.then(stop);
  return { pid, exited, stop, tail: () => output.text() };
}

/** @returns the error where spawn throws one: for a NUL in the command, or a command that is too long */
function spawnShell({
  command,
  cwd,
  env,
}: CommandOptions): ChildProcessByStdio<null, Readable, Readable> | Error {
  try {
    return spawn(command, {
      shell: true,
      // Creates a session, and with it a group. On Windows it would open a window.
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

function notStarted({ message }: Error, { cwd, label }: CommandOptions): LaunchError {
  const what = label ?? { zh: '--exec 的命令', en: 'The command of --exec' };
  return new LaunchError('not_started', {
    zh: `${what.zh}${cwd === undefined ? '' : `在 ${cwd} 中`}无法启动：${message}。`,
    en: `${what.en} could not be started${cwd === undefined ? '' : ` in ${cwd}`}: ${message}.`,
  });
}
