import { afterEach, expect } from 'vitest';
import { LaunchError } from '../../src/launch/launch-error.ts';
import {
  type LaunchedReceiver,
  type LaunchOptions,
  launchReceiver,
} from '../../src/launch/receiver-process.ts';
import { freePort } from '../fixtures/free-port.ts';
import { endLeftovers, lasting } from '../fixtures/launch/processes.ts';

/** After every test of a file, nothing that it has started runs any more. */
export function leavesNothing(): void {
  afterEach(async () => {
    const left = await lasting();
    endLeftovers();
    expect(left).toEqual([]);
  });
}

/** A free port and its address, on 127.0.0.1 unless another host is given. */
export async function freeTarget(host = '127.0.0.1'): Promise<{ port: number; target: URL }> {
  const port = await freePort(host);
  return { port, target: new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}/hook`) };
}

/** Launches, and stops after the test's own work, however that went. */
export async function withLaunched(
  options: LaunchOptions,
  work: (receiver: LaunchedReceiver) => unknown,
): Promise<void> {
  const receiver = await launchReceiver(options);
  try {
    await work(receiver);
  } finally {
    await receiver.stop();
  }
}

/** How a launch that must fail does. */
export async function failure(options: LaunchOptions): Promise<LaunchError> {
  try {
    const receiver = await launchReceiver(options);
    await receiver.stop();
  } catch (cause) {
    if (cause instanceof LaunchError) return cause;
    throw cause;
  }
  throw new Error('It was launched.');
}
