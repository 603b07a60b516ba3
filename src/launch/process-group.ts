import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const onWindows = process.platform === 'win32';

/** ms between two looks at a group that is ending. */
const lookEvery = 20;
/** ms after which a killed process that is still there hangs in the kernel: nobody can do more. */
const killPatience = 2000;

/**
 * Ends every process of the group: asks with SIGTERM, and after the grace kills with SIGKILL.
 * A process that has left the group (a daemon that called `setsid`), or that runs as another user (`sudo`),
 * is out of reach.
 * @param grace in ms
 */
export async function endGroup(group: number, grace: number): Promise<void> {
  signalGroup(group, 'SIGTERM');
  if (await gone(group, grace)) return;
  killGroup(group);
  await gone(group, killPatience);
}

/** Kills the whole group, synchronously, for a process that is about to exit. */
export function killGroup(group: number): void {
  signalGroup(group, 'SIGKILL');
}

async function gone(group: number, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (groupRuns(group)) {
    if (performance.now() >= deadline) return false;
    await pause(lookEvery);
  }
  return true;
}

/** @returns whether there was a process in the group that we may signal */
function signalGroup(group: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  if (onWindows && signal !== 0) {
    // Windows has neither groups nor SIGTERM: the tree below the shell is ended at once. Not tested by us.
    return (
      spawnSync('taskkill', ['/pid', String(group), '/T', '/F'], { stdio: 'ignore', windowsHide: true })
        .status === 0
    );
  }
  try {
    process.kill(onWindows ? group : -group, signal);
    return true;
  } catch {
    // ESRCH: there is none. EPERM: none of ours; macOS says so of zombies too.
    return false;
  }
}

function groupRuns(group: number): boolean {
  return signalGroup(group, 0) && (process.platform !== 'linux' || !onlyZombies(group));
}

/**
 * Whether all processes of the group have ended and merely wait for their parent to ask how. In a container
 * whose first process never asks, such as `tail -f /dev/null`, they stay until the container ends.
 */
function onlyZombies(group: number): boolean {
  const states = processIds().flatMap((pid) => {
    const stat = statOf(pid);
    return stat?.group === group ? [stat.state] : [];
  });
  // None: /proc shows us less than there is.
  return states.length > 0 && states.every((state) => state === 'Z' || state === 'X');
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** The fields of proc_pid_stat(5) that matter here; `undefined` when the process is gone. */
function statOf(pid: string): { state: string; group: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before may itself contain spaces and parentheses.
    const [state = '', , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group) };
  } catch {
    return undefined;
  }
}
