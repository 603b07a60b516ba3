import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  isWatchdog,
  lasting,
  leftovers,
  receiverCommand,
  runningProcesses,
} from '../fixtures/launch/processes.ts';
import { freeTarget, leavesNothing } from './cleanly.ts';

if (!existsSync(fileURLToPath(new URL('../../dist/src/launch/receiver-process.js', import.meta.url)))) {
  throw new Error('These tests start what was built: run `npm run build` first.');
}

leavesNothing();

const runner = fileURLToPath(new URL('../fixtures/launch/runner.js', import.meta.url));

/** A process that launches the command: our own program, seen from outside. */
async function running(command: string, target: URL, how: string, until: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [runner, command, target.href, how], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(until)) resolve();
    });
    child.once('exit', () => reject(new Error(`ended after it said ${said}`)));
  });
  return child;
}

function ending(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])));
}

/** What is below a process now; and what of it runs later, whoever is its parent by then. */
function watch(child: ChildProcess) {
  const before = [
    ...leftovers().filter(({ pid }) => pid !== child.pid),
    ...runningProcesses().filter(({ parent, command }) => parent === child.pid && isWatchdog(command)),
  ];
  const pids = new Set(before.map(({ pid }) => pid));
  return { before, left: () => lasting(() => runningProcesses().filter(({ pid }) => pids.has(pid))) };
}

describe('the receiver ends with us', () => {
  test.each([
    ['process.exit()', 'exit', [7, null]],
    ['an uncaught exception', 'throw', [1, null]],
    ['an unhandled rejection', 'reject', [1, null]],
  ])('%s', async (_, how, expected) => {
    const { port, target } = await freeTarget();
    // Deaf: only SIGKILL ends it.
    const command = receiverCommand({ port, deaf: 1, child: 1 });
    const child = await running(command, target, how, 'launched');
    expect(await ending(child)).toEqual(expected);
    expect(await lasting()).toEqual([]);
    await expect(fetch(target)).rejects.toThrow();
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('%s', async (signal) => {
    const { port, target } = await freeTarget();
    const child = await running(receiverCommand({ port, deaf: 1, child: 1 }), target, 'stay', 'launched');
    const { before, left } = watch(child);
    // Shell or child, grandchild, watchdog.
    expect(before.length).toBeGreaterThanOrEqual(3);
    expect(before.some(({ command }) => isWatchdog(command))).toBe(true);
    child.kill(signal);
    expect(await ending(child)).toEqual([null, signal]);
    expect(await left()).toEqual([]);
    await expect(fetch(target)).rejects.toThrow();
  });

  test('process.exit() when somebody has killed the watchdog', async () => {
    const { port, target } = await freeTarget();
    const child = await running(receiverCommand({ port, deaf: 1 }), target, 'stay', 'launched');
    const { before, left } = watch(child);
    const watchdog = before.find(({ command }) => isWatchdog(command));
    process.kill(watchdog?.pid ?? Number.NaN, 'SIGKILL');
    child.kill('SIGUSR2');
    expect(await ending(child)).toEqual([7, null]);
    expect(await left()).toEqual([]);
  });

  test('SIGKILL while we wait for it', async () => {
    const { target } = await freeTarget();
    const child = await running(receiverCommand({ says: 'starting' }), target, 'stay', 'starting');
    const { before, left } = watch(child);
    expect(before.length).toBeGreaterThanOrEqual(2);
    child.kill('SIGKILL');
    await ending(child);
    expect(await left()).toEqual([]);
  });
});
