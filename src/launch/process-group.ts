import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const onWindows = process.platform === 'win32';

/** ms between two checks of a group that is ending. */
const checkInterval = 20;
/** ms after which a killed process that is still there hangs in the kernel: nothing more can be done. */
const killTimeout = 2000;

/**
 * Ends every process of the group: SIGTERM, and SIGKILL after the grace period. It cannot reach a process that has
 * left the group, such as a daemon that called `setsid`, or one that runs as another user (`sudo`).
 * @param grace in ms
 */
export async function endGroup(group: number, grace: number): Promise<void> {
  signalGroup(group, 'SIGTERM');
  if (await groupEnded(group, grace)) return;
  killGroup(group);
  await groupEnded(group, killTimeout);
}

/** Kills the whole group synchronously, for a process that is about to exit. */
export function killGroup(group: number): void {
  signalGroup(group, 'SIGKILL');
}

/** A separate process that kills a group when we have gone without dismissing it. */
export interface Watchdog {
  /** Sets the group to watch over. */
  guard(group: number): void;
  dismiss(): void;
}

// `read` fails when the pipe from us closes, which it does however we end, SIGKILL included. The first line is the
// group, the second says that we are done. Every sh has a built-in `kill -9 -N` without `--`.
const watchdogScript = `trap '' HUP INT TERM; read -r group && [ "$group" ] && { read -r goodbye || kill -9 "-$group"; }`;

/** Starts a watchdog, before the group is started. Its own session keeps Ctrl-C on a terminal away from it. */
export function startWatchdog(): Watchdog {
  // Windows has no sh: there, the process tree of the shell survives when we are killed.
  if (onWindows) return { guard: () => undefined, dismiss: () => undefined };
  const { PATH } = process.env;
  const watchdog = spawn('/bin/sh', ['-c', watchdogScript], {
    detached: true,
    // Keeps no folder of ours in use, and is not ended early by a CI that finds its job's processes by their
    // environment.
    cwd: '/',
    env: PATH === undefined ? {} : { PATH },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const { stdin } = watchdog;
  // Not worth failing for: without a watchdog there is still the exit handler.
  watchdog.on('error', () => undefined);
  stdin.on('error', () => undefined);
  watchdog.unref();
  if (stdin instanceof Socket) stdin.unref();
  return { guard: (group) => stdin.write(`${group}\n`), dismiss: () => stdin.end('\n') };
}

async function groupEnded(group: number, timeout: number): Promise<boolean> {
  const deadline = performance.now() + timeout;
  while (groupRuns(group)) {
    if (performance.now() >= deadline) return false;
    await pause(checkInterval);
  }
  return true;
}

/** @returns whether the group has a process that we may signal */
function signalGroup(group: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  if (onWindows && signal !== 0) {
    // Windows has neither groups nor SIGTERM: the process tree of the shell is ended at once. We do not test this.
    const taskkill = ['/pid', String(group), '/T', '/F'];
    return spawnSync('taskkill', taskkill, { stdio: 'ignore', windowsHide: true }).status === 0;
  }
  try {
    process.kill(onWindows ? group : -group, signal);
    return true;
  } catch {
    // ESRCH: there is none. EPERM: none of ours, and on macOS also zombies.
    return false;
  }
}

function groupRuns(group: number): boolean {
  return signalGroup(group, 0) && (process.platform !== 'linux' || !onlyZombies(group));
}

/**
 * Whether all processes of the group have ended and only wait for their parent to collect their exit codes. In a
 * container whose first process never does, such as `tail -f /dev/null`, they stay until the container ends.
 */
function onlyZombies(group: number): boolean {
  const states = processIds().flatMap((pid) => {
    const stat = readStat(pid);
    return stat?.group === group ? [stat.state] : [];
  });
  // None: /proc does not show us every process.
  return states.length > 0 && states.every((state) => state === 'Z' || state === 'X');
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** State and group of a process, from proc_pid_stat(5); `undefined` when the process is gone. */
function readStat(pid: string): { state: string; group: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before them may contain spaces and parentheses.
    const [state = '', , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group) };
  } catch {
    return undefined;
  }
}
