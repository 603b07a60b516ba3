import { type Endpoint, endpointsOf, firstAccepting, otherLoopback } from './endpoint.ts';
import { LaunchError } from './launch-error.ts';
import { exitedText, notReadyText, portTakenText, unresolvedText } from './launch-text.ts';
import { accepting, answering, untilReady } from './readiness.ts';
import { type CommandOptions, type StartedCommand, startCommand } from './started-command.ts';

export interface LaunchOptions extends CommandOptions {
  /** Where deliveries will go: its host and port. */
  readonly target: URL;
  /** A GET there must be answered with 2xx or 3xx. Without it, the target must accept a connection. */
  readonly waitOn?: URL;
  /** ms in which the receiver must be ready. */
  readonly wait: number;
  /** Ends the wait, and the receiver with it. Once the receiver is ready, `stop` does. */
  readonly signal?: AbortSignal;
}

/** A receiver that runs and has answered. */
export interface LaunchedReceiver extends StartedCommand {
  /** ms from its start. */
  readonly readyAfter: number;
}

/** A timer of Node.js that is set to more ms than this fires at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * Starts the receiver in a process group of its own and waits until it answers. The command has to stay in the
 * foreground: when it ends, the receiver has ended, and whoever is left of its group is ended too. What leaves
 * the group, as daemons do, or runs as another user is beyond our reach.
 * @throws {LaunchError} when there is no receiver; nothing of it runs any more
 */
export async function launchReceiver(options: LaunchOptions): Promise<LaunchedReceiver> {
  // Not AbortSignal.any with AbortSignal.timeout: the timeout may be collected as garbage before it fires
  // (nodejs/node#57736), and the wait would have no end.
  const over = new AbortController();
  const endWait = (): void => over.abort();
  const timer = setTimeout(endWait, Math.min(options.wait, longestTimer));
  options.signal?.addEventListener('abort', endWait);
  try {
    const endpoints = await freeEndpoints(options, over.signal);
    return await bringUp(options, endpoints, over);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', endWait);
  }
}

/** What the target stands for, once it is certain that nobody listens there. */
async function freeEndpoints(options: LaunchOptions, giveUp: AbortSignal): Promise<readonly Endpoint[]> {
  const { target } = options;
  throwIfInterrupted(options);
  const endpoints = await endpointsOf(target, giveUp);
  throwIfInterrupted(options);
  if (endpoints instanceof Error)
    throw new LaunchError('not_started', unresolvedText(target, endpoints.message));
  const occupied = await firstAccepting(endpoints, giveUp);
  throwIfInterrupted(options);
  if (occupied !== undefined) throw new LaunchError('port_taken', portTakenText(occupied));
  return endpoints;
}

/** @param over aborted when there is nothing left to wait for; here, when the command has ended */
async function bringUp(
  options: LaunchOptions,
  endpoints: readonly Endpoint[],
  over: AbortController,
): Promise<LaunchedReceiver> {
  const { target, waitOn, wait, signal } = options;
  const startedAt = performance.now();
  const receiver = await startCommand(options);
  let gone = false;
  void receiver.exited.then(() => {
    gone = true;
    over.abort();
  });
  const probe = waitOn === undefined ? accepting(endpoints) : answering(waitOn);
  const { ready, seen } = await untilReady(probe, over.signal);
  const readyAfter = performance.now() - startedAt;
  // A stranger may have answered, and the command ended because it found the port in use.
  if (ready && !gone && signal?.aborted !== true) return { ...receiver, readyAfter };

  const ending = gone ? await receiver.exited : undefined;
  // To be asked while it still runs.
  const elsewhere = gone ? undefined : await firstAccepting(otherLoopback(endpoints), signal);
  await receiver.stop();
  const tail = receiver.tail();
  if (ending !== undefined) throw new LaunchError('exited', exitedText(ending, target), tail);
  throwIfInterrupted(options, tail);
  const message = notReadyText({ target, waitOn, wait, endpoints, seen, elsewhere });
  throw new LaunchError('not_ready', message, tail);
}

function throwIfInterrupted({ signal }: LaunchOptions, tail = ''): void {
  if (signal?.aborted !== true) return;
  throw new LaunchError('interrupted', 'Interrupted while waiting for the receiver of --exec.', tail);
}
