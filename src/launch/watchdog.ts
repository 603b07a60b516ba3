import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** A process of its own that kills a group when we are gone without having said goodbye. */
export interface Watchdog {
  /** Names the group to watch over. */
  guard(group: number): void;
  /** The group has ended, or there will be none: nothing is left to do. */
  dismiss(): void;
}

// `read` fails when the pipe from us closes, and it does however we end: by SIGKILL, too. The first line names
// the group, the second says goodbye. `kill -9 -N` without `--` is what every sh has built in.
const script = `trap '' HUP INT TERM; read -r group && [ "$group" ] && { read -r goodbye || kill -9 "-$group"; }`;

/**
 * Starts a watchdog, to be done before there is a group: the time in which nobody watches is then too short
 * to be hit. It is in a group and session of its own, so that Ctrl-C on a terminal passes it by.
 */
export function startWatchdog(): Watchdog {
  // Windows has no sh; there, the tree below the shell outlives us when we are killed.
  if (process.platform === 'win32') return { guard: () => undefined, dismiss: () => undefined };
  const { PATH } = process.env;
  const dog = spawn('/bin/sh', ['-c', script], {
    detached: true,
    // Nothing of ours is kept in use, and a CI that looks for its job's processes by their environment
    // does not end it before its time.
    cwd: '/',
    env: PATH === undefined ? {} : { PATH },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const { stdin } = dog;
  // Without a watchdog the exit handler is still there: not worth failing for.
  dog.on('error', () => undefined);
  stdin.on('error', () => undefined);
  dog.unref();
  if (stdin instanceof Socket) stdin.unref();
  return {
    guard: (group) => stdin.write(`${group}\n`),
    dismiss: () => stdin.end('\n'),
  };
}
