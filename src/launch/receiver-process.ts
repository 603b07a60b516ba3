import { type Endpoint, endpointsOf, firstAccepting, otherLoopback } from './endpoint.ts';
import { LaunchError } from './launch-error.ts';
import { exitedText, notReadyText, portTakenText, unresolvedText } from './launch-text.ts';
import { accepting, answering, untilReady } from './readiness.ts';
import { type CommandOptions, type Ending, type StartedCommand, startCommand } from './started-command.ts';

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
  const { target, waitOn, wait, signal: interrupt = new AbortController().signal } = options;
  const late = AbortSignal.timeout(Math.min(wait, longestTimer));
  const unwanted = AbortSignal.any([late, interrupt]);
  const endpoints = await freeEndpoints(target, unwanted, interrupt);

  const startedAt = performance.now();
  const receiver = await startCommand(options);
  let ending: Ending | undefined;
  const gone = new AbortController();
  void receiver.exited.then((how) => {
    ending = how;
    gone.abort();
  });
  const probe = waitOn === undefined ? accepting(endpoints) : answering(waitOn);
  const { ready, seen } = await untilReady(probe, AbortSignal.any([unwanted, gone.signal]));
  const readyAfter = performance.now() - startedAt;
  // A stranger may have answered, and the command ended because it found the port in use.
  if (ready && !gone.signal.aborted && !interrupt.aborted) return { ...receiver, readyAfter };

  const other = otherLoopback(endpoints);
  const elsewhere = other === undefined ? undefined : await firstAccepting([other], interrupt);
  const endedFirst = ending;
  await receiver.stop();
  const tail = receiver.tail();
  if (endedFirst !== undefined) throw new LaunchError('exited', exitedText(endedFirst, target), tail);
  if (interrupt.aborted) throw interrupted(tail);
  const message = notReadyText({ target, waitOn, wait, endpoints, seen, elsewhere });
  throw new LaunchError('not_ready', message, tail);
}

/** What the target stands for, once it is certain that nobody listens there. */
async function freeEndpoints(
  target: URL,
  unwanted: AbortSignal,
  interrupt: AbortSignal,
): Promise<readonly Endpoint[]> {
  if (interrupt.aborted) throw interrupted();
  const endpoints = await endpointsOf(target, unwanted);
  if (interrupt.aborted) throw interrupted();
  if (endpoints instanceof Error)
    throw new LaunchError('not_started', unresolvedText(target, endpoints.message));
  const occupied = await firstAccepting(endpoints, unwanted);
  if (interrupt.aborted) throw interrupted();
  if (occupied !== undefined) throw new LaunchError('port_taken', portTakenText(occupied));
  return endpoints;
}

function interrupted(tail = ''): LaunchError {
  return new LaunchError('interrupted', 'Interrupted while waiting for the receiver of --exec.', tail);
}
