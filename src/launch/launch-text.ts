import { hostAndPort, portOf } from '../host.ts';
import { type Endpoint, endpointText } from './endpoint.ts';
import type { ProcessExit } from './started-command.ts';

export function portTakenText(occupied: Endpoint): string {
  return `Something already listens at ${endpointText(occupied)}, where --exec is to start the receiver: end it, or leave out --exec to use it.`;
}

export function unresolvedText(target: URL, why: string): string {
  return `The host name ${target.hostname} has no address (${why}): --exec would start a receiver that nothing reaches.`;
}

export function exitedText({ code, signal }: ProcessExit, target: URL): string {
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  return `The command of --exec ended ${how} before the receiver answered at ${targetText(target)}.${hintOf(code)}`;
}

function hintOf(code: number | null): string {
  if (code === 0) return ' It has to stay in the foreground.';
  if (code === 126) return ' 126 is how a shell says that it may not run the program.';
  if (code === 127) return ' 127 is how a shell says that there is no such program.';
  return '';
}

/** What is known when the time to wait is over. */
export interface Lateness {
  readonly target: URL;
  readonly waitOn: URL | undefined;
  /** ms */
  readonly wait: number;
  readonly endpoints: readonly Endpoint[];
  /** The last sight, in words. */
  readonly seen: string;
  /** A loopback endpoint that the target does not stand for, but that accepts connections. */
  readonly elsewhere: Endpoint | undefined;
}

export function notReadyText({ target, waitOn, wait, endpoints, seen, elsewhere }: Lateness): string {
  const time = `within ${wait / 1000} s`;
  if (waitOn !== undefined) {
    // Without the query: it may hold a token.
    const asked = `${waitOn.origin}${waitOn.pathname}`;
    return `GET ${asked} was not answered with 2xx or 3xx ${time}: ${seen}. Give the receiver longer with --wait.`;
  }
  const addresses = endpoints.map(endpointText).join(' and ');
  const nothing = `Nothing accepted a connection at ${targetText(target)} (${addresses}) ${time}`;
  if (elsewhere === undefined)
    return `${nothing}. Give the receiver longer with --wait, or check the port it listens at.`;
  return `${nothing}, but something does at ${endpointText(elsewhere)}: deliver there, or let the receiver listen at both.`;
}

function targetText(target: URL): string {
  return hostAndPort(target.hostname, portOf(target));
}
